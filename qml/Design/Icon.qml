// A few small signs, drawn with the stroke of the state signs; those that point along the line turn with the language.
import QtQuick
import QtQuick.Shapes

Shape {
    id: root

    required property string name
    required property color ink

    readonly property real unit: width / 24
    readonly property bool turned: LayoutMirroring.enabled && ["back", "next", "backspace", "enter", "leave"].includes(name)

    function pathOf(name: string): string {
        switch (name) {
        case "close":
            return "M 6 6 L 18 18 M 18 6 L 6 18";
        case "back":
            return "M 15 5 L 8 12 L 15 19";
        case "next":
            return "M 9 5 L 16 12 L 9 19";
        case "up":
            return "M 5 15.5 L 12 8.5 L 19 15.5";
        case "down":
            return "M 5 8.5 L 12 15.5 L 19 8.5";
        case "lower":
            return "M 5 5 L 12 12 L 19 5 M 5 18.5 H 19";
        case "raise":
            return "M 5 19 L 12 12 L 19 19 M 5 5.5 H 19";
        case "search":
            return "M 10.5 4 a 6.5 6.5 0 1 1 -0.01 0 Z M 15.3 15.3 L 20.5 20.5";
        case "tool":
            return "M 19.6 7.2 L 16 10.8 L 13.2 8 L 16.8 4.4 A 5 5 0 0 0 10.3 10.9 L 4 17.2 L 6.8 20 L 13.1 13.7 A 5 5 0 0 0 19.6 7.2 Z";
        case "gear":
            return "M 12 5.5 a 6.5 6.5 0 1 1 -0.01 0 Z M 12 10 a 2 2 0 1 1 -0.01 0 Z M 12 2 V 5.2 M 12 18.8 V 22 M 2 12 H 5.2 M 18.8 12 H 22 M 4.9 4.9 L 7.2 7.2 M 16.8 16.8 L 19.1 19.1 M 19.1 4.9 L 16.8 7.2 M 7.2 16.8 L 4.9 19.1";
        case "backspace":
            return "M 9 5.5 H 21 V 18.5 H 9 L 3 12 Z M 12.2 9.6 L 17 14.4 M 17 9.6 L 12.2 14.4";
        case "shift":
            return "M 12 4 L 20 12 H 16 V 19 H 8 V 12 H 4 Z";
        case "enter":
            return "M 19 6 V 13 H 5.5 M 9.5 9 L 5.5 13 L 9.5 17";
        case "check":
            return "M 5 12.5 L 10 17.5 L 19 7";
        case "plus":
            return "M 12 5 V 19 M 5 12 H 19";
        case "more":
            return "M 5.5 12 h 0.02 M 12 12 h 0.02 M 18.5 12 h 0.02";
        case "clock":
            return "M 12 3 a 9 9 0 1 1 -0.01 0 Z M 12 7.5 V 12 L 15.5 14";
        case "calendar":
            return "M 4.5 6 H 19.5 V 20 H 4.5 Z M 4.5 10.5 H 19.5 M 9 3.5 V 7 M 15 3.5 V 7";
        case "leave":
            return "M 11 4 H 5 V 20 H 11 M 15 7.5 L 19.5 12 L 15 16.5 M 19.5 12 H 10";
        case "camera":
            return "M 3.5 8 H 7.5 L 9.5 5 H 14.5 L 16.5 8 H 20.5 V 19 H 3.5 Z M 12 9.8 a 3.4 3.4 0 1 1 -0.01 0 Z";
        case "person":
            return "M 12 4 a 4 4 0 1 1 -0.01 0 Z M 4.5 20 C 5 15.5 8 14.5 12 14.5 C 16 14.5 19 15.5 19.5 20";
        default:
            return "";
        }
    }

    implicitWidth: 24
    height: width
    antialiasing: true
    preferredRendererType: Shape.CurveRenderer
    Accessible.ignored: true
    transform: Scale {
        origin.x: root.width / 2
        xScale: root.turned ? -1 : 1
    }

    ShapePath {
        strokeColor: root.ink
        strokeWidth: (root.name === "more" ? 3.2 : 2.2) * root.unit
        capStyle: ShapePath.RoundCap
        joinStyle: ShapePath.RoundJoin
        fillColor: "#00000000"
        scale: Qt.size(root.unit, root.unit)

        PathSvg {
            path: root.pathOf(root.name)
        }
    }
}
