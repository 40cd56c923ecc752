pragma ComponentBehavior: Bound
// The few people who go by the name that is typed.
import QtQuick
import Design
import RoomKiosk

Grid {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes

    readonly property int count: made.count

    columns: sizes.portrait ? 1 : Math.max(1, Math.min(3, count))
    spacing: sizes.s2

    Repeater {
        id: made
        model: root.reception.rows

        TouchButton {
            required property string key
            required property string title

            width: Math.floor((root.width - (root.columns - 1) * root.spacing) / root.columns)
            height: root.sizes.touchOf(72)
            look: root.look
            sizes: root.sizes
            size: root.sizes.list
            label: title
            onActivated: root.reception.choose(key)
        }
    }
}
