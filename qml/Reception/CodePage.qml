// A code is typed: by keys on the screen, or on a keyboard.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes

    readonly property int gap: sizes.s4
    readonly property int fieldHeight: Math.max(56, sizes.space(sizes.portrait ? 104 : 96))
    readonly property real aside: !sizes.portrait && choices.count > 0 && reception.camera.offered ? scan.height + sizes.s4 : 0
    readonly property real besides: head.height + field.height + 2 * gap

    function typed(event: KeyEvent) {
        switch (event.key) {
        case Qt.Key_Backspace:
            reception.erase(false);
            break;
        case Qt.Key_Delete:
            reception.erase(true);
            break;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            reception.enter();
            break;
        default:
            event.accepted = event.text.length === 1 && event.text !== " " && event.text >= "!" && !(event.modifiers & Qt.ControlModifier);
            if (event.accepted)
                reception.press(event.text);
            return;
        }
        event.accepted = true;
    }

    focus: true
    Keys.onPressed: event => typed(event)

    Column {
        id: head
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        Title {
            width: parent.width
            text: root.reception.title
            look: root.look
            sizes: root.sizes
        }

        PlainText {
            width: parent.width
            text: root.reception.camera.note || root.reception.line
            wrapMode: Text.Wrap
            maximumLineCount: 2
            color: root.look.softInk
            font.pixelSize: root.sizes.meta
        }
    }

    Grid {
        id: field
        anchors.left: parent.left
        y: Math.round(Math.max(head.height + root.gap, (keys.y + head.height - height) / 2))
        columns: root.sizes.portrait ? 1 : 2
        columnSpacing: root.sizes.s6
        rowSpacing: root.sizes.s4
        verticalItemAlignment: Grid.AlignVCenter

        CodeBoxes {
            id: boxes
            height: root.fieldHeight
            most: root.width - (choices.count > 0 && !root.sizes.portrait ? root.sizes.space(root.aside > 0 ? 540 : 440) + root.aside + field.columnSpacing : 0)
            reception: root.reception
            look: root.look
            sizes: root.sizes
        }

        Grid {
            id: acts
            width: root.width - (root.sizes.portrait ? 0 : boxes.width + field.columnSpacing)
            visible: choices.count > 0 || root.reception.camera.offered
            columns: root.aside > 0 ? 2 : 1
            spacing: root.sizes.s4
            verticalItemAlignment: Grid.AlignVCenter

            Choices {
                id: choices
                width: parent.width - root.aside
                visible: count > 0
                tall: 84
                reception: root.reception
                look: root.look
                sizes: root.sizes
            }

            CameraButton {
                id: scan
                width: signOnly ? height : Math.min(implicitWidth, parent.width)
                signOnly: root.aside > 0
                camera: root.reception.camera
                look: root.look
                sizes: root.sizes
            }
        }
    }

    CodeKeys {
        id: keys
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, root.sizes.portrait ? root.sizes.space(720) : Math.max(root.sizes.space(1120), 760))
        most: root.height - root.besides
        reception: root.reception
        look: root.look
        sizes: root.sizes
    }
}
