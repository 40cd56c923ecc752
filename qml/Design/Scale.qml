// One type scale and one spacing scale, drawn at 1280 x 800 and fitted to any other size.
import QtQml

QtObject {
    id: root

    required property real width
    required property real height

    readonly property bool portrait: height > width
    readonly property real unit: portrait ? Math.min(width / 760, height / 1200) : Math.min(width / 1280, height / 800)

    readonly property list<int> words: [136, 112, 92, 76, 64, 54, 44, 34, 26, 20]
    readonly property int line: text(44)
    readonly property int room: text(40)
    readonly property int meeting: text(34)
    readonly property int button: text(28)
    readonly property int meta: text(26)
    readonly property int list: text(24)
    readonly property int small: text(20)

    readonly property int s1: space(4)
    readonly property int s2: space(8)
    readonly property int s3: space(12)
    readonly property int s4: space(16)
    readonly property int s6: space(24)
    readonly property int s9: space(36)
    readonly property int s14: space(56)
    readonly property int card: space(16)
    readonly property int rounding: Math.max(12, space(18))
    readonly property int touch: touchOf(72)

    function text(size: int): int {
        return Math.max(14, Math.round(size * unit));
    }

    function touchOf(size: int): int {
        return Math.max(48, space(size));
    }

    function space(size: int): int {
        return Math.max(1, Math.round(size * unit));
    }
}
