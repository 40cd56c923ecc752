// Something is said: a greeting, the house rules, how it ended; and what can be done about it.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes

    readonly property string sign: reception.tone === "good" ? "waiting_check_in" : reception.tone === "bad" ? "unknown" : reception.tone === "waiting" ? "starting_soon" : ""
    readonly property bool coded: reception.qrModules > 0
    readonly property bool beside: coded && !sizes.portrait
    readonly property real space: height - choices.height - sizes.s6
    readonly property real spare: space - words.height - 3 * sizes.s6
    readonly property bool fits: coded && (beside || spare >= 100)
    readonly property real below: fits && !beside ? network.height + sizes.s6 : 0
    readonly property real wordsWidth: width - (beside ? network.width + sizes.s9 : 0)

    focus: true

    Column {
        id: words
        anchors.left: parent.left
        width: root.wordsWidth
        y: Math.max(0, Math.round((root.space - height - root.below) * (root.reception.text.length > 0 ? 0 : 0.4)))
        spacing: root.sizes.s3

        Item {
            id: head

            readonly property bool stacked: root.sizes.portrait && mark.active

            width: parent.width
            height: head.stacked ? title.y + title.height : Math.max(title.height, mark.active ? mark.height : 0)

            Sign {
                id: mark
                anchors.left: parent.left
                y: head.stacked ? 0 : Math.round((title.step * 1.26 - height) / 2)
                width: root.sizes.text(64)
                height: width
                name: root.sign
                ink: root.look.contrast ? root.look.ink : root.reception.tone === "good" ? root.look.good : root.look.softInk
                ground: root.look.paper
            }

            Title {
                id: title
                anchors.left: mark.active && !head.stacked ? mark.right : parent.left
                anchors.leftMargin: mark.active && !head.stacked ? root.sizes.s6 : 0
                y: head.stacked ? mark.height + root.sizes.s4 : 0
                anchors.right: parent.right
                text: root.reception.title
                look: root.look
                sizes: root.sizes
                largest: root.reception.text.length > 0 ? 56 : 76
            }
        }

        PlainText {
            width: parent.width
            visible: text.length > 0
            text: root.reception.line
            tabular: true
            wrapMode: Text.Wrap
            maximumLineCount: 6
            color: root.look.ink
            font.pixelSize: root.sizes.meeting
        }

        PlainText {
            width: parent.width
            visible: text.length > 0
            text: root.reception.note
            wrapMode: Text.Wrap
            maximumLineCount: 2
            color: root.look.ink
            font.pixelSize: root.sizes.button
            font.weight: Font.DemiBold
            Accessible.role: Accessible.AlertMessage
        }

        Item {
            width: 1
            height: facts.count > 0 ? root.sizes.s4 : 0
        }

        Facts {
            id: facts
            width: parent.width
            reception: root.reception
            look: root.look
            sizes: root.sizes
        }
    }

    Reading {
        anchors.left: parent.left
        anchors.right: parent.right
        y: words.y + words.height + root.sizes.s4
        height: root.space - y
        visible: root.reception.text.length > 0
        text: root.reception.text
        look: root.look
        sizes: root.sizes
    }

    Column {
        id: network
        x: root.beside ? (root.LayoutMirroring.enabled ? 0 : root.width - width) : Math.round((root.width - width) / 2)
        y: root.beside ? Math.max(0, Math.round((root.space - height) / 2)) : words.y + words.height + root.sizes.s6
        visible: root.fits
        spacing: root.sizes.s2

        QrCode {
            source: root.reception.qrSource
            modules: root.reception.qrModules
            target: root.beside ? root.sizes.space(250) : Math.min(root.sizes.space(300), root.spare - root.sizes.s6)
            edge: root.look.keyEdge
            Accessible.name: root.reception.qrCaption
        }

        PlainText {
            width: Math.min(implicitWidth, root.sizes.space(320))
            anchors.horizontalCenter: parent.horizontalCenter
            text: root.reception.qrCaption
            color: root.look.softInk
            font.pixelSize: root.sizes.small
        }
    }

    Choices {
        id: choices
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        reception: root.reception
        look: root.look
        sizes: root.sizes
    }
}
