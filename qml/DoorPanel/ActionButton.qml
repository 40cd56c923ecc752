// One action of the home screen; what leads to more is a sign alone, and where there is little room words go alone.
import QtQuick
import Design

TouchButton {
    id: root

    required property string key
    required kind
    required shape
    required property int side
    required property bool narrow

    readonly property real wanted: signOnly ? side : wordsWidth + Math.round(size * 1.1) + sizes.s3 + 2 * padding

    signOnly: key === "more"
    wordsOnly: narrow && !signOnly
    onField: true
    width: signOnly ? side : narrow ? Math.ceil(wordsWidth) + 2 * sizes.s4 : wanted
    height: side
}
