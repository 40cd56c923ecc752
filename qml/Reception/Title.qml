// The largest text of a step: as large as its place allows, on one line where it can be, on two where it would be small.
import QtQuick
import Design

Item {
    id: root

    required property string text
    required property Look look
    required property Scale sizes
    property int largest: 56

    readonly property list<int> steps: [92, 76, 64, 56, 48, 40, 34]
    readonly property real wide: metrics.advanceWidth / 100
    readonly property bool whole: wide * sizes.text(Math.ceil(0.62 * largest)) <= width
    readonly property int step: {
        for (const size of steps) {
            if (size > largest)
                continue;
            const pixels = sizes.text(size);
            if (wide * pixels <= width || (!whole && size <= 0.75 * largest && wide * pixels <= 1.7 * width))
                return pixels;
        }
        return sizes.text(34);
    }

    implicitHeight: words.height

    PlainText {
        id: words
        width: parent.width
        text: root.text
        wrapMode: Text.Wrap
        maximumLineCount: 2
        lineHeight: 1.08
        tabular: true
        color: root.look.ink
        font.family: root.look.displayFont
        font.pixelSize: root.step
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }

    TextMetrics {
        id: metrics
        font.family: root.look.displayFont
        font.pixelSize: 100
        font.weight: Font.DemiBold
        text: root.text
    }
}
