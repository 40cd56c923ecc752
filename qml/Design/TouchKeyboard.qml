pragma ComponentBehavior: Bound
// Keys on the screen, ten to a row so that each is wide enough on the narrowest screen. One word's first letter is large.
import QtQuick
import Design
import RoomKiosk

Column {
    id: root

    required property Look look
    required property Scale sizes
    required property KeyNamesViewModel names

    property int tall: 68
    property real most: 10000
    property bool address: false
    property bool mail: false
    property bool shifted: false
    property bool digits: false
    readonly property int keyHeight: Math.max(48, Math.min(sizes.touchOf(tall), Math.floor(most / 4)))
    readonly property real unit: width / 10
    readonly property string layout: names.layout
    readonly property list<string> letters: layout === "azerty" ? ["azertyuiop", "qsdfghjklm", "wxcvbn"] : layout === "qwertz" ? ["qwertzuiop", "asdfghjkl", "yxcvbnm"] : ["qwertyuiop", layout === "qwerty_es" ? "asdfghjklñ" : "asdfghjkl", "zxcvbnm"]
    readonly property list<string> figures: ["1234567890", "-/:.,()&@+", "#?!_%'="]
    readonly property string extra: mail ? "@.-_" : address ? "./:-" : digits ? "€*~" : layout === "azerty" ? "éèç" : layout === "qwertz" ? "äöü" : layout === "qwerty_es" ? "áéíóú" : ",.'"
    readonly property list<string> rows: digits ? figures : letters

    signal typed(text: string)
    signal erased
    signal entered

    function cased(letter: string): string {
        return shifted ? letter.toLocaleUpperCase() : letter;
    }

    function press(letter: string) {
        typed(cased(letter));
        shifted = false;
    }

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Repeater {
        model: 3

        Row {
            id: line

            required property int index
            readonly property bool last: index === 2
            readonly property string keys: root.rows[index]
            readonly property real side: (root.width - keys.length * root.unit) / 2

            leftPadding: last ? 0 : side

            KeyCap {
                visible: line.last
                width: line.side
                height: root.keyHeight
                look: root.look
                sizes: root.sizes
                spoken: root.names.shift
                shape: root.digits ? "" : "shift"
                enabled: !root.digits
                lit: root.shifted
                plain: false
                onActivated: root.shifted = !root.shifted
            }

            Repeater {
                model: line.keys.split("")

                KeyCap {
                    required property string modelData

                    width: root.unit
                    height: root.keyHeight
                    look: root.look
                    sizes: root.sizes
                    spoken: letter
                    letter: root.cased(modelData)
                    onActivated: root.press(modelData)
                }
            }

            KeyCap {
                visible: line.last
                width: line.side
                height: root.keyHeight
                look: root.look
                sizes: root.sizes
                spoken: root.names.erase
                shape: "backspace"
                plain: false
                onActivated: root.erased()
            }
        }
    }

    Row {
        KeyCap {
            width: root.unit * 1.5
            height: root.keyHeight
            look: root.look
            sizes: root.sizes
            spoken: root.digits ? root.names.letters : root.names.digits
            letter: root.digits ? "ABC" : "123"
            plain: false
            onActivated: root.digits = !root.digits
        }

        KeyCap {
            width: root.unit * (8.5 - root.extra.length - 1.5)
            height: root.keyHeight
            look: root.look
            sizes: root.sizes
            spoken: root.names.space
            letter: spoken
            onActivated: root.press(" ")
        }

        Repeater {
            model: root.extra.split("")

            KeyCap {
                required property string modelData

                width: root.unit
                height: root.keyHeight
                look: root.look
                sizes: root.sizes
                spoken: letter
                letter: root.cased(modelData)
                onActivated: root.press(modelData)
            }
        }

        KeyCap {
            width: root.unit * 1.5
            height: root.keyHeight
            look: root.look
            sizes: root.sizes
            spoken: root.names.enter
            shape: "enter"
            lit: true
            onActivated: root.entered()
        }
    }
}
