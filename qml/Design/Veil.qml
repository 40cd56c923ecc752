// Over a whole screen: black, as strong as its light is to be taken away, and the place of the picture. Takes no touch.
import QtQuick
import RoomKiosk

Rectangle {
    id: root

    required property NightViewModel night

    anchors.fill: parent
    anchors.margins: -8
    z: 1000
    color: "#000000"
    opacity: night.veil
    visible: night.veil > 0
    Accessible.ignored: true

    Binding {
        target: root.parent
        property: "x"
        value: root.night.shiftX
    }

    Binding {
        target: root.parent
        property: "y"
        value: root.night.shiftY
    }
}
