pragma ComponentBehavior: Bound
// The parts of a sheet in their order. Digits and codes stand beside the words where the screen lies on its side.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes
    required property real most
    required property real middle

    property bool lowered: false
    readonly property int gap: sizes.s4
    readonly property bool listed: list.count > 0 || sheet.rowsEmpty.length > 0
    readonly property bool lettered: entry.lettered
    readonly property bool padded: sheet.keys === "digits"
    readonly property bool coded: !padded && sheet.qrModules > 0
    readonly property bool lying: !sizes.portrait
    readonly property bool below: sizes.portrait && (padded || coded)
    readonly property real sideWidth: lying && padded ? pad.implicitWidth + sizes.s9 : lying && coded ? code.implicitWidth + sizes.s9 : 0
    readonly property real sideLength: padded ? pad.implicitHeight : coded ? code.implicitHeight : 0
    readonly property real around: foot.height + gap + (lettered ? keyboard.height + gap : 0)
    readonly property real besides: head.height + (chips.visible ? chips.height + gap : 0) + (entry.visible ? entry.height + gap : 0) + (choices.visible ? choices.height + gap : 0)
    readonly property real sideHeight: below ? sideLength + gap : 0
    readonly property real listHeight: Math.max(0, Math.min(list.wanted, most - around - besides - sideHeight - gap))
    readonly property real stack: besides + sideHeight + (listed ? listHeight + gap : 0)

    readonly property bool beside: lying && padded
    readonly property real first: chips.visible ? chips.y : listed && entry.visible ? entry.y : list.count > 0 ? list.y : choices.y
    readonly property bool high: !below && !lettered && (chips.visible || list.count > 0 || choices.visible) && first + sizes.touch / 2 < middle
    readonly property real drop: lowered && high ? middle - first : 0

    implicitHeight: beside ? Math.max(around + stack, sideLength) : around + Math.max(stack, lying ? sideLength : 0)

    Connections {
        target: root.sheet

        function onNameChanged() {
            root.lowered = false;
        }
    }

    Item {
        id: shelf
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: foot.top
        anchors.bottomMargin: root.gap
        width: root.width - root.sideWidth
        clip: root.drop > 0 && !root.listed

        Column {
            id: column
            y: root.drop
            width: parent.width
            spacing: root.gap

            SheetHead {
                id: head
                width: parent.width
                sheet: root.sheet
                look: root.look
                sizes: root.sizes
            }

            Flow {
                id: chips
                width: parent.width
                visible: chipped.count > 0
                spacing: root.sizes.s2

                Repeater {
                    id: chipped
                    model: root.sheet.chips

                    Chip {
                        required property string key
                        required chosen

                        width: Math.min(implicitWidth, chips.width)
                        look: root.look
                        sizes: root.sizes
                        onActivated: root.sheet.choose(key)
                    }
                }
            }

            SheetEntry {
                id: entry
                width: parent.width
                visible: root.sheet.hasEntry
                listed: root.listed
                sheet: root.sheet
                look: root.look
                sizes: root.sizes
            }

            SheetRows {
                id: list
                width: parent.width
                height: root.drop > 0 ? Math.min(root.listHeight, shelf.height - root.drop - y) : root.listHeight
                visible: root.listed
                sheet: root.sheet
                look: root.look
                sizes: root.sizes
            }

            Item {
                width: parent.width
                height: root.sideLength
                visible: root.below
            }

            SheetChoices {
                id: choices
                width: parent.width
                visible: count > 0 && !root.lettered
                opacity: enabled ? 1 : 0
                enabled: root.drop === 0 || !root.listed
                sheet: root.sheet
                look: root.look
                sizes: root.sizes
            }
        }

    }

    SheetCode {
        id: code
        x: root.lying ? root.LayoutMirroring.enabled ? 0 : root.width - width : Math.round((root.width - width) / 2)
        y: root.lying ? 0 : root.stack - root.sideHeight - (choices.visible ? choices.height + root.gap : 0) + root.gap
        visible: root.coded
        room: root.lying ? root.most - foot.height - root.gap : root.most - root.around - root.besides - root.gap
        sheet: root.sheet
        look: root.look
        sizes: root.sizes
    }

    KeyPad {
        id: pad
        x: root.lying ? root.LayoutMirroring.enabled ? 0 : root.width - width : Math.round((root.width - width) / 2)
        y: root.beside ? root.height - height : code.y
        visible: root.padded
        look: root.look
        sizes: root.sizes
        names: root.sheet.keyNames
        onTyped: text => entry.insert(text)
        onErased: entry.erase()
        onEntered: entry.finish()
    }

    SheetFoot {
        id: foot
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.rightMargin: root.beside ? root.sideWidth : 0
        anchors.bottom: root.lettered ? keyboard.top : parent.bottom
        anchors.bottomMargin: root.lettered ? root.gap : 0
        withChoices: root.lettered
        high: root.high
        lowered: root.lowered
        onMoved: root.lowered = !root.lowered
        sheet: root.sheet
        look: root.look
        sizes: root.sizes
    }

    Loader {
        id: keyboard
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        width: root.sizes.portrait || root.width < 900 ? root.width + 2 * root.x : Math.min(root.width, root.sizes.space(1000))
        active: root.lettered
        sourceComponent: TouchKeyboard {
            look: root.look
            sizes: root.sizes
            names: root.sheet.keyNames
            address: root.sheet.keys === "address"
            onTyped: text => entry.insert(text)
            onErased: entry.erase()
            onEntered: entry.finish()
        }
    }
}
