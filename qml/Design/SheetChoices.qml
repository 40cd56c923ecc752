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
    readonly property int fitting: Math.max(1, Math.min(most, Math.floor((width + gap) / (widest + gap))))
    property real widest: 1

    function measure() {
        let width = 1;
        for (let at = 0; at < made.count; at++)
            width = Math.max(width, (made.itemAt(at) as TouchButton)?.implicitWidth ?? 0);
        widest = width;
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
            height: root.sizes.touchOf(96)
            look: root.look
            sizes: root.sizes
            onActivated: root.sheet.choose(key)
            onImplicitWidthChanged: root.measure()
        }
    }
}
