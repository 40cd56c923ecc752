// Whose rooms these are and what time it is, the rooms, and how much of this is true.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property LobbyViewModel lobby
    required property Look look
    required property Scale sizes
    required property bool still

    readonly property int margin: sizes.space(28)
    readonly property int side: sizes.s9

    Accessible.role: Accessible.Pane
    Accessible.name: lobby.title

    Header {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: root.side
        anchors.rightMargin: root.side
        anchors.topMargin: root.margin - root.sizes.s2
        lobby: root.lobby
        look: root.look
        sizes: root.sizes
    }

    Rooms {
        anchors.left: header.left
        anchors.right: header.right
        anchors.top: header.bottom
        anchors.bottom: footer.top
        anchors.topMargin: root.sizes.s4
        anchors.bottomMargin: root.sizes.s4
        lobby: root.lobby
        look: root.look
        sizes: root.sizes
        still: root.still
    }

    Footer {
        id: footer
        anchors.left: header.left
        anchors.right: header.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: root.sizes.space(20)
        lobby: root.lobby
        look: root.look
        sizes: root.sizes
    }
}
