// One key on the screen: a letter, or a sign with a name. Its place is touched whole, without dead gaps.
import QtQuick
import Design

Touchable {
    id: root

    required property Look look
    required property Scale sizes
    property string letter: ""
    property string shape: ""
    property bool lit: false
    property bool plain: true

    readonly property color ink: lit ? look.primaryInk : look.ink

    ring: look.focus
    rounding: sizes.s3
    ringGap: 0

    Rectangle {
        anchors.fill: parent
        anchors.margins: Math.max(2, root.sizes.s1)
        radius: root.rounding
        color: root.lit ? root.look.primary : root.plain || root.look.contrast ? root.look.key : root.look.sheet
        border.width: root.down ? 4 : root.look.contrast || !root.plain ? 2 : 0
        border.color: root.down ? root.ink : root.look.contrast ? root.look.keyEdge : root.look.outline
    }

    PlainText {
        anchors.centerIn: parent
        visible: text.length > 0
        text: root.letter
        color: root.ink
        font.pixelSize: Math.min(root.sizes.text(30), Math.round(root.height * 0.46))
        font.weight: Font.Medium
        Accessible.ignored: true
    }

    Sign {
        anchors.centerIn: parent
        width: Math.min(root.sizes.text(30), Math.round(root.height * 0.5))
        height: width
        name: root.shape
        ink: root.ink
        ground: root.look.key
    }
}
