// Whose door this is, and what time it is there.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property HomeViewModel home
    required property Look look
    required property Scale sizes

    readonly property bool together: detail.visible && detail.implicitWidth + sizes.s6 + environment.implicitWidth <= width
    readonly property PlainText last: environment.visible ? environment : detail.visible ? detail : room

    implicitHeight: last.y + last.height

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

        // The short way for whoever knows it; the long one is behind "More".
        TapHandler {
            margin: root.sizes.s6
            longPressThreshold: 1.2
            onLongPressed: root.home.press("clock")
        }
    }

    PlainText {
        id: detail
        anchors.left: parent.left
        width: parent.width - (environment.visible && root.together ? environment.width + root.sizes.s6 : 0)
        anchors.top: room.bottom
        anchors.topMargin: root.sizes.s1
        visible: text.length > 0
        text: root.home.detail
        color: root.look.onFieldSoft
        font.pixelSize: root.sizes.list
    }

    PlainText {
        id: environment
        anchors.left: parent.left
        anchors.leftMargin: root.together ? parent.width - width : 0
        anchors.top: root.together || !detail.visible ? detail.top : detail.bottom
        width: Math.min(implicitWidth, parent.width)
        visible: text.length > 0
        text: root.home.environment
        tabular: true
        color: root.look.onFieldSoft
        font.pixelSize: root.sizes.list
    }
}
