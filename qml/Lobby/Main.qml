// The window of a lobby's screen.
import QtQuick
import Design
import RoomKiosk

Window {
    id: root

    required property LobbyViewModel lobby
    required property ThemeViewModel theme
    required property bool closable

    readonly property bool mirrored: lobby.rightToLeft

    title: lobby.title
    color: colours.column
    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true
    onClosing: close => close.accepted = root.closable

    Look {
        id: colours
        theme: root.theme
    }

    Scale {
        id: scale
        width: root.width
        height: root.height
    }

    Board {
        anchors.fill: parent
        lobby: root.lobby
        look: colours
        sizes: scale
        still: root.theme.reducedMotion
    }
}
