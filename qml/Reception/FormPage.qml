pragma ComponentBehavior: Bound
// One question whose answer is typed, with letters on the screen.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes
    required property int side

    readonly property int lines: sizes.portrait ? 5 : 2
    readonly property real reserved: title.height + field.height + lines * sizes.touchOf(72) + (lines - 1) * sizes.s2 + 3 * sizes.s2

    function begin() {
        field.begin();
        capital();
    }

    function capital() {
        keyboard.shifted = reception.keys !== "address" && (field.text.length === 0 || field.text.endsWith(" "));
    }

    focus: true

    Column {
        id: words
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: root.sizes.s2

        Title {
            id: title
            width: parent.width
            text: root.reception.title
            look: root.look
            sizes: root.sizes
        }

        Item {
            width: parent.width
            height: field.height

            EntryField {
                id: field
                anchors.left: parent.left
                anchors.right: next.left
                anchors.rightMargin: next.visible ? root.sizes.s3 : 0
                height: root.sizes.touchOf(80)
                focus: true
                look: root.look
                sizes: root.sizes
                label: root.reception.entryLabel
                placeholder: root.reception.placeholder
                value: root.reception.entryText
                secret: false
                most: root.reception.most
                onEdited: text => root.reception.type(text)
                onFinished: root.reception.enter()
            }

            Choices {
                id: next
                anchors.right: parent.right
                width: count > 0 ? Math.max(widest, root.sizes.space(200)) : 0
                visible: count > 0
                tall: 80
                most: 1
                reception: root.reception
                look: root.look
                sizes: root.sizes
            }
        }

        PlainText {
            width: parent.width
            visible: text.length > 0
            text: root.reception.note.length > 0 ? root.reception.note : root.reception.line
            wrapMode: Text.Wrap
            maximumLineCount: 2
            color: root.reception.note.length > 0 ? root.look.bad : root.look.softInk
            font.pixelSize: root.sizes.meta
            font.weight: Font.Medium
            Accessible.role: Accessible.AlertMessage
        }

        FormRows {
            width: parent.width
            reception: root.reception
            look: root.look
            sizes: root.sizes
        }
    }

    TouchKeyboard {
        id: keyboard
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width + (root.sizes.portrait ? 2 * root.side : 0), root.sizes.portrait ? 2000 : root.sizes.space(1120))
        look: root.look
        sizes: root.sizes
        tall: 84
        most: root.height - root.reserved
        mail: root.reception.keys === "address"
        names: root.reception.keyNames
        onTyped: text => {
            field.insert(text);
            Qt.callLater(root.capital);
        }
        onErased: {
            field.erase();
            Qt.callLater(root.capital);
        }
        onEntered: root.reception.enter()
    }

    Connections {
        target: root.reception

        function onNameChanged() {
            root.begin();
        }
    }

    Component.onCompleted: begin()
}
