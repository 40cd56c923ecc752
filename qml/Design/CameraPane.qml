// What the camera sees, as in a mirror, with what to do beside it or under it, and the way back to the keys.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property CameraViewModel camera
    required property string hint
    required property Look look
    required property Scale sizes

    readonly property int gap: lying ? sizes.s9 : sizes.s4
    readonly property bool lying: width > 1.5 * height
    readonly property real above: lying ? 0 : Math.max(0, Math.round((height - frameHeight - gap - words.height) * 0.3))
    readonly property real frameHeight: lying ? Math.min(height, 0.75 * 0.6 * width) : Math.max(0, Math.min(height - words.height - gap, 0.75 * width))

    Rectangle {
        id: frame
        x: root.lying ? root.LayoutMirroring.enabled ? root.width - width : 0 : Math.round((root.width - width) / 2)
        y: root.lying ? Math.round((root.height - height) / 2) : root.above
        width: Math.round(height / 0.75)
        height: Math.round(root.frameHeight)
        color: "#000000"
        border.width: 2
        border.color: root.look.keyEdge

        Image {
            anchors.fill: parent
            anchors.margins: 2
            source: root.camera.source
            fillMode: Image.PreserveAspectFit
            cache: false
            mirror: true
            mipmap: false
            Accessible.role: Accessible.Graphic
            Accessible.name: root.camera.sees
        }
    }

    Column {
        id: words
        x: root.lying ? root.LayoutMirroring.enabled ? 0 : frame.width + root.gap : 0
        y: root.lying ? Math.round((root.height - height) / 2) : root.above + frame.height + root.gap
        width: root.lying ? root.width - frame.width - root.gap : root.width
        spacing: root.sizes.s4

        PlainText {
            width: parent.width
            text: root.hint
            wrapMode: Text.Wrap
            maximumLineCount: 5
            color: root.look.ink
            font.pixelSize: root.sizes.button
        }

        TouchButton {
            width: Math.min(parent.width, implicitWidth)
            focus: true
            look: root.look
            sizes: root.sizes
            label: root.camera.leaveLabel
            onActivated: root.camera.leave()
        }
    }
}
