// The building, or the ways out, and the time. Whoever works here presses the building's name for long.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes

    readonly property bool resting: reception.page === "idle"

    implicitHeight: sizes.touchOf(64)

    Item {
        id: house
        anchors.left: parent.left
        width: Math.min(Math.max(name.anchors.leftMargin + name.implicitWidth, root.sizes.touchOf(120)), root.width - clock.width - root.sizes.s6)
        height: parent.height
        visible: root.resting
        activeFocusOnTab: true
        Accessible.role: Accessible.Button
        Accessible.name: root.reception.staffLabel
        Accessible.focusable: true
        Accessible.onPressAction: root.reception.staff()
        Keys.onReturnPressed: root.reception.staff()
        Keys.onEnterPressed: root.reception.staff()

        Logo {
            id: logo
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            look: root.look
            widest: Math.min(root.sizes.space(220), root.width * 0.3)
            tallest: root.sizes.space(38)
        }

        PlainText {
            id: name
            anchors.left: parent.left
            anchors.leftMargin: logo.present ? logo.width + root.sizes.s4 : 0
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: root.reception.building
            color: root.look.ink
            font.pixelSize: root.sizes.meta
            font.weight: Font.DemiBold
        }

        Rectangle {
            anchors.fill: parent
            anchors.margins: -4
            visible: parent.activeFocus
            radius: root.sizes.s2
            color: "#00000000"
            border.width: 3
            border.color: root.look.focus
        }

        TapHandler {
            longPressThreshold: 1.5
            gesturePolicy: TapHandler.ReleaseWithinBounds
            onLongPressed: root.reception.staff()
        }
    }

    Row {
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: root.sizes.s3

        TouchButton {
            visible: root.reception.backLabel.length > 0
            height: root.sizes.touchOf(64)
            look: root.look
            sizes: root.sizes
            size: root.sizes.list
            kind: "quiet"
            shape: "back"
            label: root.reception.backLabel
            onActivated: root.reception.back()
        }

        TouchButton {
            visible: root.reception.overLabel.length > 0
            height: root.sizes.touchOf(64)
            look: root.look
            sizes: root.sizes
            size: root.sizes.list
            kind: "quiet"
            shape: "close"
            label: root.reception.overLabel
            onActivated: root.reception.close()
        }
    }

    PlainText {
        id: clock
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: root.reception.clock
        tabular: true
        color: root.look.ink
        font.pixelSize: root.resting ? root.sizes.room : root.sizes.meta
        font.weight: Font.DemiBold
    }
}
