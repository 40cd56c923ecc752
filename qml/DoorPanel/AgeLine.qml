// How old the data are; takes no room while they are fresh.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property HomeViewModel home
    required property Look look
    required property Scale sizes

    visible: home.note.length > 0
    height: visible ? note.implicitHeight : 0

    PlainText {
        id: note
        anchors.left: parent.left
        anchors.right: parent.right
        text: root.home.note
        tabular: true
        wrapMode: Text.Wrap
        maximumLineCount: 3
        color: root.look.softInk
        font.pixelSize: root.sizes.small
    }
}
