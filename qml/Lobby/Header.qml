// Whose rooms these are, the day, its visitors, and a clock that is read from afar.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property LobbyViewModel lobby
    required property Look look
    required property Scale sizes

    readonly property int clockSize: sizes.text(76)
    readonly property int lineWidth: (clock.visible ? width - clock.width - sizes.s9 : width) - start
    readonly property int start: logo.present ? logo.width + sizes.s6 : 0
    readonly property bool together: date.implicitWidth + sizes.s9 + visitors.implicitWidth <= lineWidth

    implicitHeight: Math.max(clock.visible ? clock.height : 0, visitors.visible && !together ? visitors.y + visitors.height : date.y + date.height)

    Logo {
        id: logo
        anchors.left: parent.left
        y: Math.round(title.y + (date.y + date.height - title.y - height) / 2)
        look: root.look
        widest: Math.min(root.sizes.space(240), root.width * 0.2)
        tallest: root.sizes.space(50)
        wanted: !root.sizes.portrait
    }

    PlainText {
        id: title
        anchors.left: parent.left
        anchors.leftMargin: root.start
        anchors.top: parent.top
        anchors.topMargin: root.sizes.s2
        width: Math.min(implicitWidth, root.lineWidth)
        text: root.lobby.title
        color: root.look.ink
        font.pixelSize: root.sizes.room
        font.weight: Font.DemiBold
    }

    PlainText {
        id: date
        anchors.left: title.left
        anchors.top: title.bottom
        anchors.topMargin: root.sizes.s1
        width: Math.min(implicitWidth, root.lineWidth)
        text: root.lobby.date
        tabular: true
        color: root.look.softInk
        font.pixelSize: root.sizes.meta
    }

    PlainText {
        id: visitors
        anchors.left: root.together ? date.right : title.left
        anchors.leftMargin: root.together ? root.sizes.s9 : 0
        anchors.top: root.together ? date.top : date.bottom
        width: Math.min(implicitWidth, root.together ? implicitWidth : root.width - root.start)
        visible: text.length > 0
        text: root.lobby.visitors
        tabular: true
        color: root.look.ink
        font.pixelSize: root.sizes.meta
        font.weight: Font.Medium
    }

    PlainText {
        id: clock
        anchors.right: parent.right
        anchors.top: parent.top
        visible: text.length > 0
        text: root.lobby.clock
        tabular: true
        color: root.look.ink
        font.family: root.look.displayFont
        font.pixelSize: root.clockSize
        font.weight: Font.DemiBold
        font.letterSpacing: LayoutMirroring.enabled ? 0 : -0.02 * root.clockSize
    }
}
