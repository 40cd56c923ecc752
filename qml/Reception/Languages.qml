pragma ComponentBehavior: Bound
// The languages, each by its own name.
import QtQuick
import Design
import RoomKiosk

Flow {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes

    readonly property int count: made.count

    spacing: sizes.s2
    Accessible.role: Accessible.Grouping
    Accessible.name: reception.languagesLabel

    Repeater {
        id: made
        model: root.reception.languages

        Chip {
            required property string key
            required chosen

            height: root.sizes.touchOf(72)
            look: root.look
            sizes: root.sizes
            onActivated: root.reception.choose(key)
        }
    }
}
