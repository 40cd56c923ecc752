pragma ComponentBehavior: Bound
// How old the data are, which page this is, and whether the server answers.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property LobbyViewModel lobby
    required property Look look
    required property Scale sizes

    readonly property bool dotted: lobby.pages > 1 && lobby.pages <= 12
    readonly property int dot: sizes.s3

    implicitHeight: note.font.pixelSize * 1.3

    PlainText {
        id: note
        anchors.left: parent.left
        anchors.right: pages.left
        anchors.rightMargin: root.sizes.s6
        anchors.verticalCenter: parent.verticalCenter
        visible: text.length > 0
        text: root.lobby.note
        tabular: true
        color: root.look.softInk
        font.pixelSize: root.sizes.small
    }

    // Upright, the title needs the head's whole width.
    Logo {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        look: root.look
        widest: root.width - pages.width - mark.width - 3 * root.sizes.s6
        tallest: root.sizes.s6
        wanted: root.sizes.portrait && !note.visible
    }

    Row {
        id: pages
        anchors.right: mark.left
        anchors.rightMargin: root.sizes.s6
        anchors.verticalCenter: parent.verticalCenter
        spacing: root.dot
        Accessible.ignored: true

        Repeater {
            model: root.dotted ? root.lobby.pages : 0

            Rectangle {
                required property int index

                width: root.dot
                height: root.dot
                radius: root.dot / 2
                color: index === root.lobby.page ? root.look.ink : "#00000000"
                border.width: Math.max(1, Math.round(root.dot / 8))
                border.color: index === root.lobby.page ? root.look.ink : root.look.softInk
            }
        }

        PlainText {
            visible: root.lobby.pages > 12
            text: root.lobby.pageText
            tabular: true
            color: root.look.softInk
            font.pixelSize: root.sizes.small
        }
    }

    ConnectionMark {
        id: mark
        anchors.right: parent.right
        anchors.rightMargin: -Math.round(width * 0.1)
        anchors.verticalCenter: parent.verticalCenter
        width: root.sizes.list
        height: width
        connection: root.lobby.connection
        ink: root.look.softInk
    }
}
