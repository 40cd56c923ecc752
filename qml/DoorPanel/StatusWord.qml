// The sign, the one big word, and the line under it. The word takes the largest step of the scale that fits its place,
// the line a smaller one where that spares it a second row.
import QtQuick
import Design

Item {
    id: root

    required property ShownState shown
    required property Look look
    required property Scale sizes
    required property real most

    readonly property real tracking: LayoutMirroring.enabled ? 0 : -0.02
    readonly property real perPixel: metrics.advanceWidth / metrics.font.pixelSize
    readonly property real lineHeight: line.text.length > 0 ? line.implicitHeight + sizes.s2 : 0
    readonly property int size: fitting(width, most - lineHeight)
    readonly property real middle: word.y + word.baselineOffset - size * 0.364

    function fitting(width: real, height: real): int {
        for (const step of sizes.words) {
            const size = sizes.text(step);
            if ((1.02 * perPixel + 0.88) * size <= width && 1.22 * size <= height)
                return size;
        }
        return sizes.text(sizes.words[sizes.words.length - 1]);
    }

    function lineFitting(width: real): int {
        return [sizes.line, sizes.room, sizes.meeting].find(size => 1.01 * size * lineMetrics.advanceWidth <= 100 * width) ?? sizes.line;
    }

    implicitHeight: word.height + lineHeight

    TextMetrics {
        id: metrics
        font.family: root.look.displayFont
        font.weight: Font.DemiBold
        font.pixelSize: 100
        font.letterSpacing: root.tracking * 100
        text: root.shown.word
    }

    TextMetrics {
        id: lineMetrics
        font.family: Application.font.family
        font.features: {
            "tnum": 1
        }
        font.weight: Font.Medium
        font.pixelSize: 100
        text: root.shown.line
    }

    StateShape {
        id: sign
        anchors.left: parent.left
        y: Math.round(root.middle - height / 2)
        width: 2 * Math.round(root.size * 0.34)
        height: width
        name: root.shown.status
        ink: root.look.wordOf(root.shown.status)
        ground: root.look.fieldOf(root.shown.status)
    }

    PlainText {
        id: word
        anchors.left: sign.right
        anchors.right: parent.right
        anchors.leftMargin: Math.round(root.size * 0.2)
        text: root.shown.word
        color: root.look.wordOf(root.shown.status)
        font.family: root.look.displayFont
        font.weight: Font.DemiBold
        font.pixelSize: root.size
        font.letterSpacing: root.tracking * root.size
    }

    PlainText {
        id: line
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: word.bottom
        anchors.topMargin: root.sizes.s2
        text: root.shown.line
        tabular: true
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.look.onField
        font.pixelSize: root.lineFitting(root.width)
        font.weight: Font.Medium
    }
}
