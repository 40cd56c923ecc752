// The window of a screen that waits before it tries to come back.
import QtQuick
import Design
import RoomKiosk

Window {
    id: root

    required property CalmViewModel calm
    required property ThemeViewModel theme
    required property bool closable

    title: calm.title
    color: colours.paper
    LayoutMirroring.enabled: calm.rightToLeft
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

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: scale.s14
        anchors.verticalCenter: parent.verticalCenter
        spacing: scale.s6

        PlainText {
            anchors.left: parent.left
            width: parent.width
            visible: text.length > 0
            text: root.calm.room
            color: colours.softInk
            font.pixelSize: scale.room
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }

        PlainText {
            anchors.left: parent.left
            width: parent.width
            text: root.calm.title
            color: colours.ink
            font.pixelSize: scale.text(64)
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            maximumLineCount: 4
        }

        PlainText {
            anchors.left: parent.left
            width: parent.width
            text: root.calm.line
            color: colours.softInk
            font.pixelSize: scale.meeting
            wrapMode: Text.Wrap
            maximumLineCount: 4
        }

        PlainText {
            anchors.left: parent.left
            width: parent.width
            visible: text.length > 0
            text: root.calm.detail
            color: colours.softInk
            font.pixelSize: scale.text(20)
            wrapMode: Text.Wrap
            maximumLineCount: 4
            elide: Text.ElideRight
        }
    }
}
