pragma ComponentBehavior: Bound
// Letters and digits without a shift key: as on a keyboard where there is width, else in the order of the alphabet.
import QtQuick
import Design
import RoomKiosk

Column {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes
    required property real most

    readonly property string layout: reception.keyNames.layout
    readonly property list<string> letters: layout === "azerty" ? ["AZERTYUIOP", "QSDFGHJKLM", "<WXCVBN>"] : layout === "qwertz" ? ["QWERTZUIOP", "ASDFGHJKL", "<YXCVBNM>"] : ["QWERTYUIOP", "ASDFGHJKL", "<ZXCVBNM>"]
    readonly property list<string> lines: sizes.portrait ? ["ABCDEF", "GHIJKL", "MNOPQR", "STUVWX", "YZ0123", "456789", "<>"] : ["1234567890", ...letters]
    readonly property int columns: sizes.portrait ? 6 : 10
    readonly property real unit: width / columns
    readonly property int keyHeight: Math.max(56, Math.min(sizes.touchOf(100), Math.floor(most / lines.length)))

    function wide(line: string, sign: string): real {
        if (sign !== "<" && sign !== ">")
            return unit;
        return (width - (line.length - 2) * unit) / 2;
    }

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Repeater {
        model: root.lines

        Row {
            id: line

            required property string modelData
            readonly property bool ends: modelData.startsWith("<")

            leftPadding: ends ? 0 : (root.width - modelData.length * root.unit) / 2

            Repeater {
                model: line.modelData.split("")

                KeyCap {
                    required property string modelData
                    readonly property bool clears: modelData === "<"
                    readonly property bool erases: modelData === ">"

                    width: root.wide(line.modelData, modelData)
                    height: root.keyHeight
                    look: root.look
                    sizes: root.sizes
                    letter: clears || erases ? "" : modelData
                    shape: clears ? "close" : erases ? "backspace" : ""
                    plain: !clears && !erases
                    spoken: clears ? root.reception.clearLabel : erases ? root.reception.keyNames.erase : modelData
                    onActivated: clears || erases ? root.reception.erase(clears) : root.reception.press(modelData)
                }
            }
        }
    }
}
