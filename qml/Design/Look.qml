// Every colour there is, by style (bold, calm, contrast), mode (light, dark) and state.
import QtQuick

QtObject {
    id: root

    required property string style
    required property string mode
    required property bool occupiedPurple

    readonly property bool bold: style === "bold"
    readonly property bool contrast: style === "contrast"
    readonly property bool dark: mode === "dark"

    readonly property color paper: contrast ? (dark ? "#000000" : "#FFFFFF") : dark ? "#101418" : "#FFFFFF"
    readonly property color ink: contrast ? (dark ? "#FFFFFF" : "#000000") : dark ? "#F4F6F8" : "#14181C"
    readonly property color softInk: contrast ? ink : dark ? "#AEB8C2" : "#4E5964"
    readonly property color faintInk: contrast ? ink : dark ? "#8F99A3" : "#636E79"

    readonly property color column: contrast ? paper : dark ? (bold ? "#101418" : "#1A2026") : "#F1F4F6"
    readonly property color card: contrast ? paper : dark ? (bold ? "#1A2026" : "#101418") : "#FFFFFF"
    readonly property color outline: contrast ? ink : dark ? "#65717D" : "#7E8994"
    readonly property color divider: contrast ? ink : "#00000000"
    readonly property color free: contrast ? ink : markOf("free")
    readonly property color ongoing: contrast ? ink : markOf("occupied")

    readonly property color onField: bold ? "#FFFFFF" : ink
    readonly property color onFieldSoft: bold ? "#FFFFFF" : softInk
    readonly property color track: bold ? "#40FFFFFF" : contrast ? paper : dark ? "#2B333B" : "#E3E8EC"
    readonly property color trackEdge: contrast ? ink : "#00000000"

    readonly property color sheet: contrast ? paper : dark ? "#1A2026" : "#FFFFFF"
    readonly property color sheetEdge: contrast ? ink : "#00000000"
    readonly property color scrim: dark ? "#B3000000" : "#8014181C"
    readonly property color key: contrast ? paper : dark ? "#2F3841" : "#E6EAED"
    readonly property color keyEdge: contrast ? ink : "#00000000"
    readonly property color primaryInk: contrast ? paper : dark ? "#14181C" : "#FFFFFF"
    readonly property color danger: "#B3261E"
    readonly property color dangerInk: "#FFFFFF"
    readonly property color good: markOf("free")
    readonly property color bad: dark ? "#FF7B72" : "#B3261E"
    readonly property color focus: contrast ? ink : dark ? "#9CC2FF" : "#1D4ED8"
    readonly property color focusOnField: bold ? "#FFFFFF" : focus
    readonly property color keyOnField: bold ? "#40000000" : key

    function toneOf(tone: string): color {
        return tone === "good" ? good : tone === "bad" ? bad : softInk;
    }

    function deepOf(status: string): color {
        switch (status) {
        case "free":
            return "#0B7A4B";
        case "starting_soon":
        case "waiting_check_in":
            return "#8F5B00";
        case "occupied":
            return occupiedPurple ? "#6B3FA0" : "#B3261E";
        default:
            return "#4A5560";
        }
    }

    function brightOf(status: string): color {
        switch (status) {
        case "free":
            return "#4FD695";
        case "starting_soon":
        case "waiting_check_in":
            return "#FFC04D";
        case "occupied":
            return occupiedPurple ? "#C5A3FF" : "#FF7B72";
        default:
            return "#AEB8C2";
        }
    }

    function fieldOf(status: string): color {
        return bold ? deepOf(status) : paper;
    }

    function markOf(status: string): color {
        return dark ? brightOf(status) : deepOf(status);
    }

    function wordOf(status: string): color {
        return bold ? "#FFFFFF" : markOf(status);
    }
}
