// The field of a sheet, and whether letters are on the screen for it: at once where nothing else is asked, else when touched.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes
    required property bool listed

    property bool wanted: false
    readonly property bool lettered: visible && (sheet.keys === "text" || sheet.keys === "address") && (wanted || !listed)

    function insert(text: string) {
        field.insert(text);
    }

    function erase() {
        field.erase();
    }

    function finish() {
        wanted = false;
        sheet.enter();
    }

    implicitHeight: (label.visible ? label.implicitHeight + sizes.s2 : 0) + field.height
    onVisibleChanged: if (visible)
        field.begin()
    Component.onCompleted: if (visible)
        field.begin()

    Connections {
        target: root.sheet

        function onNameChanged() {
            root.wanted = false;
            if (root.visible)
                field.begin();
        }
    }

    PlainText {
        id: label
        anchors.left: parent.left
        anchors.right: parent.right
        visible: text.length > 0 && text !== root.sheet.title
        text: root.sheet.camera.note || root.sheet.entryLabel
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.look.softInk
        font.pixelSize: root.sizes.small
    }

    EntryField {
        id: field
        anchors.left: parent.left
        anchors.right: scan.visible ? scan.left : parent.right
        anchors.rightMargin: scan.visible ? root.sizes.s3 : 0
        anchors.bottom: parent.bottom
        height: implicitHeight
        look: root.look
        sizes: root.sizes
        label: root.sheet.entryLabel
        placeholder: root.sheet.placeholder
        value: root.sheet.entryText
        secret: root.sheet.secret
        most: root.sheet.most
        onEdited: text => root.sheet.type(text)
        onFinished: root.finish()
        onTapped: root.wanted = true
    }

    CameraButton {
        id: scan
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: signOnly ? height : implicitWidth
        height: field.height
        signOnly: implicitWidth > 0.4 * root.width
        size: root.sizes.list
        camera: root.sheet.camera
        look: root.look
        sizes: root.sizes
    }
}
