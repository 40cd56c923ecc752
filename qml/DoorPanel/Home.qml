// The state on one side, the day on the other; the day below where the screen stands upright.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property HomeViewModel home
    required property Look look
    required property Scale sizes
    required property bool still

    readonly property int dayWidth: Math.round(0.36 * Math.min(width, height * 16 / 9))

    Accessible.role: Accessible.Pane
    Accessible.name: home.accessible

    // What the picture's shift would bare at its edges.
    Rectangle {
        anchors.fill: field
        anchors.leftMargin: -8
        anchors.topMargin: -8
        anchors.rightMargin: root.sizes.portrait ? -8 : 0
        anchors.bottomMargin: root.sizes.portrait ? 0 : -8
        color: field.color
    }

    StatusField {
        id: field
        anchors.left: parent.left
        anchors.top: parent.top
        width: root.sizes.portrait ? root.width : root.width - root.dayWidth
        height: root.sizes.portrait ? Math.round(root.height * 0.6) : root.height
        home: root.home
        look: root.look
        sizes: root.sizes
        still: root.still

        Actions {
            width: field.width - 2 * field.margin
            home: root.home
            look: root.look
            sizes: root.sizes
        }
    }

    DayColumn {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: root.sizes.portrait ? root.width : root.dayWidth
        height: root.sizes.portrait ? root.height - Math.round(root.height * 0.6) : root.height
        home: root.home
        look: root.look
        sizes: root.sizes
    }
}
