// The meeting that the state is about: what it is to this moment, its subject, who and when, how far it is.
import QtQuick
import Design

Column {
    id: root

    required property ShownState shown
    required property Look look
    required property Scale sizes

    spacing: sizes.s2

    PlainText {
        width: parent.width
        visible: text.length > 0
        text: root.shown.overline
        tabular: true
        color: root.look.onFieldSoft
        font.pixelSize: root.sizes.small
        font.weight: Font.DemiBold
        font.letterSpacing: root.LayoutMirroring.enabled ? 0 : root.sizes.small * 0.06
    }

    PlainText {
        width: parent.width
        visible: text.length > 0
        text: root.shown.subject
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.look.onField
        font.pixelSize: root.sizes.meeting
        font.weight: Font.DemiBold
    }

    PlainText {
        width: parent.width
        visible: text.length > 0
        text: root.shown.meta
        tabular: true
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.look.onFieldSoft
        font.pixelSize: root.sizes.meta
    }

    Item {
        width: parent.width
        height: bar.height + root.sizes.s2
        visible: root.shown.progress >= 0

        ProgressBar {
            id: bar
            anchors.bottom: parent.bottom
            width: parent.width
            height: Math.max(4, root.sizes.s2)
            value: root.shown.progress
            fill: root.look.wordOf(root.shown.status)
            color: root.look.track
            border.color: root.look.trackEdge
            border.width: root.look.contrast ? 1 : 0
        }
    }
}
