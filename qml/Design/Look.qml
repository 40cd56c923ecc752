// Every colour there is, by what it is for; which one it is, the program decides.
import QtQuick
import RoomKiosk

QtObject {
    id: root

    required property ThemeViewModel theme

    readonly property bool bold: theme.style === "bold"
    readonly property bool contrast: theme.style === "contrast"
    readonly property string displayFont: theme.displayFont
    readonly property string logo: theme.logo

    readonly property color paper: theme.colour("background")
    readonly property color ink: theme.colour("text")
    readonly property color softInk: theme.colour("muted")
    readonly property color faintInk: theme.colour("faint")

    readonly property color column: theme.colour("surface")
    readonly property color card: theme.colour("card")
    readonly property color outline: theme.colour("outline")
    readonly property color divider: theme.colour("divider")
    readonly property color free: theme.colour("gap")
    readonly property color ongoing: theme.colour("ongoing")

    readonly property color onField: theme.colour("on_field")
    readonly property color onFieldSoft: theme.colour("on_field_muted")
    readonly property color track: theme.colour("track_on_field")
    readonly property color trackEdge: theme.colour("edge")

    readonly property color sheet: theme.colour("sheet")
    readonly property color sheetEdge: theme.colour("edge")
    readonly property color scrim: theme.colour("scrim")
    readonly property color key: theme.colour("button")
    readonly property color keyEdge: theme.colour("edge")
    readonly property color primary: theme.colour("accent")
    readonly property color primaryInk: theme.colour("on_accent")
    readonly property color danger: theme.colour("danger")
    readonly property color dangerInk: theme.colour("on_danger")
    readonly property color good: theme.colour("good")
    readonly property color bad: theme.colour("error")
    readonly property color focus: theme.colour("focus")
    readonly property color focusOnField: theme.colour("focus_on_field")
    readonly property color keyOnField: theme.colour("button_on_field")

    function toneOf(tone: string): color {
        return tone === "good" ? good : tone === "bad" ? bad : softInk;
    }

    function deepOf(status: string): color {
        return theme.ofState(status, "");
    }

    function fieldOf(status: string): color {
        return theme.ofState(status, "field");
    }

    function markOf(status: string): color {
        return theme.ofState(status, "mark");
    }

    function wordOf(status: string): color {
        return theme.ofState(status, "word");
    }
}
