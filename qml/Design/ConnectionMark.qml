// A dot while the server answers, a ring while it gives trouble, a crossed ring while it is out of reach.
import QtQuick
import QtQuick.Shapes

Shape {
    id: root

    required property string connection
    required property color ink

    readonly property bool online: connection === "online"
    readonly property real unit: width / 20

    antialiasing: true
    preferredRendererType: Shape.CurveRenderer
    Accessible.ignored: true

    ShapePath {
        strokeColor: root.ink
        strokeWidth: 2.4 * root.unit
        fillColor: root.online ? root.ink : "#00000000"
        scale: Qt.size(root.unit, root.unit)

        PathSvg {
            path: root.online ? "M 10 7.2 a 2.8 2.8 0 1 0 0.01 0 Z" : "M 10 3 a 7 7 0 1 0 0.01 0 Z" + (root.connection === "offline" ? " M 5 15 L 15 5" : "")
        }
    }
}
