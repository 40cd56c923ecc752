// The sign of a state, to be known without its colour: ring, half ring, tick, bar, square, question mark.
import QtQuick
import QtQuick.Shapes

Shape {
    id: root

    required property string name
    required property color ink
    required property color ground

    readonly property real unit: width / 100
    readonly property bool filled: name === "occupied"
    readonly property string ring: "M 50 5 A 45 45 0 1 1 49.99 5 Z"

    function outlineOf(name: string): string {
        switch (name) {
        case "starting_soon":
            return "M 50 5 A 45 45 0 0 1 50 95";
        case "closed":
            return "M 21 7 H 79 A 14 14 0 0 1 93 21 V 79 A 14 14 0 0 1 79 93 H 21 A 14 14 0 0 1 7 79 V 21 A 14 14 0 0 1 21 7 Z";
        default:
            return root.ring;
        }
    }

    function signOf(name: string): string {
        switch (name) {
        case "waiting_check_in":
            return "M 31 51.5 L 44.5 65 L 69 38";
        case "occupied":
        case "closed":
            return "M 29 50 H 71";
        case "unknown":
            return "M 37 39.5 A 13.2 13.2 0 1 1 55.5 51.5 C 51.5 53.6 50 55.5 50 60 M 50 74 L 50 74.02";
        default:
            return "";
        }
    }

    antialiasing: true
    preferredRendererType: Shape.CurveRenderer
    Accessible.ignored: true

    ShapePath {
        strokeColor: Qt.alpha(root.ink, 0.34)
        strokeWidth: 10 * root.unit
        fillColor: "#00000000"
        scale: Qt.size(root.unit, root.unit)

        PathSvg {
            path: root.name === "starting_soon" ? "M 50 5 A 45 45 0 0 0 50 95" : ""
        }
    }

    ShapePath {
        strokeColor: root.ink
        strokeWidth: 10 * root.unit
        capStyle: ShapePath.FlatCap
        fillColor: root.filled ? root.ink : "#00000000"
        scale: Qt.size(root.unit, root.unit)

        PathSvg {
            path: root.outlineOf(root.name)
        }
    }

    ShapePath {
        strokeColor: root.filled ? root.ground : root.ink
        strokeWidth: 10 * root.unit
        capStyle: ShapePath.RoundCap
        joinStyle: ShapePath.RoundJoin
        fillColor: "#00000000"
        scale: Qt.size(root.unit, root.unit)

        PathSvg {
            path: root.signOf(root.name)
        }
    }
}
