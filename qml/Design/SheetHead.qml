// The question, what it is about, and what went wrong; the sign of an answer beside it.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes

    readonly property string sign: sheet.tone === "good" ? "waiting_check_in" : sheet.tone === "bad" ? "occupied" : sheet.tone === "unsure" ? "unknown" : sheet.tone === "waiting" ? "starting_soon" : ""

    implicitHeight: Math.max(texts.height, mark.active ? mark.height : 0)

    Sign {
        id: mark
        anchors.left: parent.left
        anchors.top: parent.top
        width: Math.round(root.sizes.text(40) * 1.25)
        height: width
        name: root.sign
        ink: root.look.toneOf(root.sheet.tone)
        ground: root.look.sheet
    }

    Column {
        id: texts
        anchors.left: mark.active ? mark.right : parent.left
        anchors.leftMargin: mark.active ? root.sizes.s4 : 0
        anchors.right: parent.right
        spacing: root.sizes.s1

        PlainText {
            width: parent.width
            text: root.sheet.title
            tabular: true
            wrapMode: Text.Wrap
            maximumLineCount: 2
            color: root.look.ink
            font.pixelSize: root.sizes.room
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }

        PlainText {
            width: parent.width
            visible: text.length > 0
            text: root.sheet.line
            tabular: true
            wrapMode: Text.Wrap
            maximumLineCount: 5
            color: root.look.softInk
            font.pixelSize: root.sizes.meta
        }

        PlainText {
            width: parent.width
            visible: text.length > 0
            text: root.sheet.note
            tabular: true
            wrapMode: Text.Wrap
            maximumLineCount: 3
            color: root.look.bad
            font.pixelSize: root.sizes.list
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }
    }
}
