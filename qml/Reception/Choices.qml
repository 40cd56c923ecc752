pragma ComponentBehavior: Bound
// The large buttons of a step: side by side, equally wide where their words allow it, else one under the other.
import QtQuick
import Design
import RoomKiosk

Grid {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes
    property int tall: 96
    property int size: sizes.button
    property int most: 4
    property real room: 100000

    readonly property int count: made.count
    readonly property int least: sizes.space(220)
    readonly property real gaps: (count - 1) * spacing
    readonly property bool uneven: count > 1 && count <= most && count * widest + gaps > width && total + gaps <= width
    readonly property int fitting: uneven ? count : Math.max(1, Math.min(most, Math.floor((width + spacing) / (widest + spacing))))
    readonly property int lines: Math.ceil(count / columns)
    readonly property int high: Math.max(sizes.touch, Math.min(sizes.touchOf(tall), Math.floor((room - (lines - 1) * spacing) / Math.max(1, lines))))
    property real widest: 1
    property real total: 1

    function measure() {
        let width = least, sum = 0;
        for (let at = 0; at < made.count; at++) {
            const own = Math.max(least, (made.itemAt(at) as TouchButton)?.implicitWidth ?? 0);
            width = Math.max(width, own);
            sum += own;
        }
        widest = width;
        total = sum;
    }

    function wide(own: real): real {
        if (uneven)
            return Math.floor(Math.max(least, own) + (width - total - gaps) / count);
        const share = Math.floor((width - (columns - 1) * spacing) / columns);
        return columns === 1 && sizes.portrait ? width : Math.min(share, Math.max(widest, sizes.space(380)));
    }

    columns: Math.max(1, Math.min(fitting, count))
    spacing: sizes.s4
    onLeastChanged: measure()

    Repeater {
        id: made
        model: root.reception.choices
        onCountChanged: root.measure()

        TouchButton {
            required property string key
            required detail
            required kind
            required shape

            width: root.wide(implicitWidth)
            height: root.high
            look: root.look
            sizes: root.sizes
            size: root.size
            onActivated: root.reception.choose(key)
            onImplicitWidthChanged: root.measure()
        }
    }
}
