pragma ComponentBehavior: Bound
// The big buttons, in a grid of as many columns as their words allow.
import QtQuick
import Design
import RoomKiosk

Grid {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes

    readonly property int count: made.count
    readonly property int gap: sizes.s3
    readonly property int most: sizes.portrait ? 2 : 4
    readonly property int fitting: sizes.portrait || count < 4 ? fit(widest) : Math.max(fit(widest), Math.min(2, fit(least)))
    property real widest: 1
    property real least: 1

    function fit(each: real): int {
        return Math.max(1, Math.min(most, Math.floor((width + gap) / (each + gap))));
    }

    function measure() {
        let width = 1, narrow = 1;
        for (let at = 0; at < made.count; at++) {
            const one = made.itemAt(at) as TouchButton;
            width = Math.max(width, one?.implicitWidth ?? 0);
            narrow = Math.max(narrow, one?.leastWidth ?? 0);
        }
        widest = width;
        least = narrow;
    }

    columns: Math.max(1, Math.ceil(count / Math.max(1, Math.ceil(count / fitting))))
    spacing: gap

    Repeater {
        id: made
        model: root.sheet.choices
        onCountChanged: root.measure()

        TouchButton {
            required property string key
            required detail
            required kind
            required shape
            required chosen

            width: Math.min(Math.floor((root.width - (root.columns - 1) * root.gap) / root.columns), root.sizes.portrait ? root.width : root.sizes.space(640))
            height: Math.max(root.sizes.touchOf(96), implicitHeight)
            look: root.look
            sizes: root.sizes
            onActivated: root.sheet.choose(key)
            onImplicitWidthChanged: root.measure()
        }
    }
}
