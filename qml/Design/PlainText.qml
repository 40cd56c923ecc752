// The only text element of the screens: what comes from outside is never read as HTML.
import QtQuick

Text {
    id: root

    property bool tabular: false

    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft
    elide: Text.ElideRight
    maximumLineCount: 1
    font.family: Application.font.family
    font.features: tabular ? {
        "tnum": 1
    } : {}
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
