// Black over everything, as strong as the light is to be taken away. It takes no touch.
import QtQuick

Rectangle {
    required property real strength

    color: "#000000"
    opacity: strength
    visible: strength > 0
    Accessible.ignored: true
}
