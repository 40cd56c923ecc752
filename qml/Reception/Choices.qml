pragma ComponentBehavior: Bound
// The large buttons of a step: side by side where their words allow it, else one under the other.
import QtQuick
import Design
import RoomKiosk

Grid {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes
    property int tall: 96
    property int most: 4
    property real room: 100000

    readonly property int count: made.count
    readonly property int fitting: Math.max(1, Math.min(most, Math.floor((width + spacing) / (widest + spacing))))
    readonly property int lines: Math.ceil(count / columns)
    readonly property int high: Math.max(sizes.touch, Math.min(sizes.touchOf(tall), Math.floor((room - (lines - 1) * spacing) / Math.max(1, lines))))
    property real widest: 1

    function measure() {
        let width = sizes.space(220);
        for (let at = 0; at < made.count; at++)
            width = Math.max(width, (made.itemAt(at) as TouchButton)?.implicitWidth ?? 0);
        widest = width;
    }

    columns: Math.max(1, Math.min(fitting, count))
    spacing: sizes.s4

    Repeater {
        id: made
        model: root.reception.choices
        onCountChanged: root.measure()

        TouchButton {
            required property string key
            required detail
            required kind
            required shape

            width: root.columns === 1 && root.sizes.portrait ? root.width : Math.min(Math.floor((root.width - (root.columns - 1) * root.spacing) / root.columns), Math.max(root.widest, root.sizes.space(380)))
            height: root.high
            look: root.look
            sizes: root.sizes
            size: root.tall > 100 ? root.sizes.meeting : root.sizes.button
            onActivated: root.reception.choose(key)
            onImplicitWidthChanged: root.measure()
        }
    }
}
