// One room: its state by colour, sign and word, what somebody who comes now comes for, and where it is.
import QtQuick
import Design

Rectangle {
    id: root

    required property string name
    required property string status
    required property string word
    required property string until
    required property string meeting
    required property string place
    required property string accessible
    required property real growth
    required property bool mirrored
    required property Look look
    required property Scale sizes

    readonly property int large: Math.round(sizes.meta * growth)
    readonly property int small: Math.round(sizes.small * growth)
    readonly property int pad: Math.round(sizes.s4 * Math.min(1.5, growth))
    readonly property int line: Math.round(small * 1.3)
    readonly property bool placeBelow: meeting.length > 0 || placeText.implicitWidth > besideUntil
    readonly property int lines: placeBelow && place.length > 0 ? 2 : 1
    readonly property int textTop: Math.round((height - large * 1.26 - lines * line) / 2)
    readonly property int secondLine: textTop + Math.round(large * 1.26)
    readonly property int textSpace: width - band.width - 2 * pad
    readonly property int stateSpace: Math.round(textSpace * 0.64)
    readonly property int besideUntil: textSpace - (untilText.visible ? untilText.width + pad : 0)

    color: look.card
    radius: sizes.card
    border.width: look.contrast ? Math.max(1, sizes.space(1)) : 0
    border.color: look.divider
    Accessible.role: Accessible.ListItem
    Accessible.name: accessible

    Rectangle {
        id: band
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: Math.round(root.large * (root.look.bold ? 2.3 : 2)) + (root.look.bold ? 0 : root.pad)
        topLeftRadius: root.mirrored ? 0 : root.radius
        bottomLeftRadius: topLeftRadius
        topRightRadius: root.mirrored ? root.radius : 0
        bottomRightRadius: topRightRadius
        color: root.look.bold ? root.look.deepOf(root.status) : "#00000000"

        StateShape {
            anchors.centerIn: parent
            width: 2 * Math.round(root.large * 0.64)
            height: width
            name: root.status
            ink: root.look.wordOf(root.status)
            ground: root.look.bold ? root.look.deepOf(root.status) : root.look.card
        }
    }

    PlainText {
        id: nameText
        anchors.left: band.right
        anchors.leftMargin: root.look.bold ? root.pad : 0
        width: root.textSpace - wordText.width - root.pad
        y: root.textTop
        text: root.name
        color: root.look.ink
        font.pixelSize: root.large
        font.weight: Font.DemiBold
    }

    PlainText {
        id: meetingText
        anchors.left: nameText.left
        width: root.besideUntil
        y: root.secondLine
        visible: text.length > 0
        text: root.meeting
        tabular: true
        color: root.look.ink
        font.pixelSize: root.small
    }

    PlainText {
        id: placeText
        anchors.left: nameText.left
        width: root.placeBelow ? root.textSpace : root.besideUntil
        y: root.secondLine + (root.placeBelow ? root.line : 0)
        visible: text.length > 0
        text: root.place
        tabular: true
        color: root.look.softInk
        font.pixelSize: root.small
    }

    PlainText {
        id: wordText
        anchors.right: parent.right
        anchors.rightMargin: root.pad
        anchors.baseline: nameText.baseline
        width: Math.min(implicitWidth, root.stateSpace)
        text: root.word
        color: root.look.markOf(root.status)
        font.pixelSize: Math.round(0.5 * (root.small + root.large))
        font.weight: Font.DemiBold
    }

    PlainText {
        id: untilText
        anchors.right: wordText.right
        y: root.secondLine
        visible: text.length > 0
        width: Math.min(implicitWidth, root.stateSpace)
        text: root.until
        tabular: true
        color: root.look.ink
        font.pixelSize: root.small
        font.weight: Font.Medium
    }
}
