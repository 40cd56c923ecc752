pragma ComponentBehavior: Bound
// The sign of a state or one of the icons, by its name; nothing without a name.
import QtQuick

Loader {
    id: root

    required property string name
    required property color ink
    required property color ground

    readonly property bool isState: ["free", "starting_soon", "waiting_check_in", "occupied", "closed", "unknown"].includes(name)

    active: name.length > 0
    visible: active
    sourceComponent: isState ? shape : icon

    Component {
        id: shape

        StateShape {
            name: root.name
            ink: root.ink
            ground: root.ground
        }
    }

    Component {
        id: icon

        Icon {
            name: root.name
            ink: root.ink
        }
    }
}
