pragma ComponentBehavior: Bound
// Ten digits, one key to take back and one to finish.
import QtQuick
import Design
import RoomKiosk

Grid {
    id: root

    required property Look look
    required property Scale sizes
    required property KeyNamesViewModel names

    readonly property int keyHeight: sizes.touchOf(76)
    readonly property int keyWidth: sizes.touchOf(116)

    signal typed(text: string)
    signal erased
    signal entered

    columns: 3
    layoutDirection: Qt.LeftToRight
    LayoutMirroring.enabled: false

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "backspace", "0", "enter"]

        KeyCap {
            required property string modelData
            readonly property bool digit: modelData.length === 1

            width: root.keyWidth
            height: root.keyHeight
            look: root.look
            sizes: root.sizes
            spoken: digit ? modelData : modelData === "enter" ? root.names.enter : root.names.erase
            letter: digit ? modelData : ""
            shape: digit ? "" : modelData === "enter" ? "check" : modelData
            plain: digit
            lit: modelData === "enter"
            onActivated: digit ? root.typed(modelData) : modelData === "enter" ? root.entered() : root.erased()
        }
    }
}
