// How much of a meeting is over, from 0 to 1.
import QtQuick

Rectangle {
    id: root

    required property real value
    required property color fill

    radius: height / 2
    Accessible.role: Accessible.ProgressBar

    Rectangle {
        anchors.left: parent.left
        height: parent.height
        width: Math.round(Math.max(height, parent.width * Math.min(1, root.value)))
        radius: parent.radius
        color: root.fill
    }
}
