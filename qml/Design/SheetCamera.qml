// Over a sheet: a code is held before the camera instead of being typed.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes

    readonly property int margin: sizes.portrait ? sizes.s9 : sizes.s14

    focus: true
    Accessible.role: Accessible.Dialog
    Accessible.name: sheet.title + ". " + sheet.camera.hold
    Component.onCompleted: forceActiveFocus()
    Keys.onEscapePressed: sheet.camera.leave()
    Keys.onBackPressed: sheet.camera.leave()

    Rectangle {
        anchors.fill: parent
        color: root.look.sheet
    }

    PlainText {
        id: title
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: root.margin
        text: root.sheet.camera.hold
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.look.ink
        font.pixelSize: root.sizes.meeting
        font.weight: Font.DemiBold
    }

    CameraPane {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.bottom: parent.bottom
        anchors.margins: root.margin
        anchors.topMargin: root.sizes.s6
        focus: true
        camera: root.sheet.camera
        hint: root.sheet.camera.kept
        look: root.look
        sizes: root.sizes
    }

    Item {
        anchors.fill: parent

        PointHandler {
            onActiveChanged: if (active)
                root.sheet.touch()
        }
    }
}
