// Whose door this is, and what time it is there.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property HomeViewModel home
    required property Look look
    required property Scale sizes

    implicitHeight: detail.visible ? detail.y + detail.height : room.height

    PlainText {
        id: room
        anchors.left: parent.left
        anchors.right: clock.left
        anchors.rightMargin: root.sizes.s6
        text: root.home.room
        color: root.look.onField
        font.pixelSize: root.sizes.room
        font.weight: Font.DemiBold
    }

    PlainText {
        id: clock
        anchors.right: parent.right
        anchors.baseline: room.baseline
        text: root.home.clock
        tabular: true
        color: root.look.onField
        font.pixelSize: root.sizes.room
        font.weight: Font.Medium
    }

    PlainText {
        id: detail
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: room.bottom
        anchors.topMargin: root.sizes.s1
        visible: text.length > 0
        text: root.home.detail
        color: root.look.onFieldSoft
        font.pixelSize: root.sizes.list
    }
}
