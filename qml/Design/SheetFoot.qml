pragma ComponentBehavior: Bound
// The ways out, at the bottom edge; while letters are on the screen the choices stand beside them, or above where it is
// narrow. Where a sheet is tall, a button brings what stands high within reach, and back.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes
    required property bool withChoices
    required property bool high
    required property bool lowered

    readonly property bool stacked: beside.width > 0 && ways.width + beside.width + sizes.s3 > width

    signal moved

    implicitHeight: stacked ? beside.height + sizes.s3 + ways.height : Math.max(ways.height, beside.height)

    Row {
        id: ways
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        spacing: root.sizes.s3

        TouchButton {
            visible: root.sheet.backLabel.length > 0
            look: root.look
            sizes: root.sizes
            size: root.sizes.list
            kind: "quiet"
            shape: "back"
            label: root.sheet.backLabel
            onActivated: root.sheet.back()
        }

        TouchButton {
            visible: root.sheet.closeLabel.length > 0
            look: root.look
            sizes: root.sizes
            size: root.sizes.list
            kind: "quiet"
            shape: "close"
            label: root.sheet.closeLabel
            onActivated: root.sheet.dismiss()
        }
    }

    TouchButton {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: root.high && !root.withChoices
        width: root.sizes.touch
        look: root.look
        sizes: root.sizes
        signOnly: true
        label: root.lowered ? root.sheet.keyNames.lift : root.sheet.keyNames.lower
        shape: root.lowered ? "raise" : "lower"
        onActivated: root.moved()
    }

    Row {
        id: beside
        anchors.right: parent.right
        spacing: root.sizes.s3

        Repeater {
            model: root.withChoices ? root.sheet.choices : null

            TouchButton {
                required property string key
                required detail
                required kind
                required shape
                required chosen

                look: root.look
                sizes: root.sizes
                size: root.sizes.list
                onActivated: root.sheet.choose(key)
            }
        }
    }
}
