// Nobody is there: a welcome, what one can do here, and in which language.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes

    focus: true

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        y: Math.max(0, Math.round((parent.height - languages.height - root.sizes.s6 - height) * 0.46))
        spacing: root.sizes.s2

        PlainText {
            width: parent.width
            text: root.reception.date
            tabular: true
            color: root.look.softInk
            font.pixelSize: root.sizes.meta
        }

        Title {
            width: parent.width
            text: root.reception.title
            look: root.look
            sizes: root.sizes
            largest: 92
        }

        PlainText {
            width: parent.width
            text: root.reception.line
            wrapMode: Text.Wrap
            maximumLineCount: 2
            color: root.look.softInk
            font.pixelSize: root.sizes.meeting
        }

        Item {
            width: 1
            height: root.sizes.s9
        }

        Choices {
            id: choices
            width: parent.width
            room: root.height - languages.height - root.sizes.s6 - y
            reception: root.reception
            look: root.look
            sizes: root.sizes
            tall: root.sizes.portrait ? 128 : 120
            size: root.sizes.portrait ? root.sizes.meeting : root.sizes.button
            most: 3
        }
    }

    Languages {
        id: languages
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        reception: root.reception
        look: root.look
        sizes: root.sizes
    }
}
