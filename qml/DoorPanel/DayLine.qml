// One line of the day: from when to when, and what; a gap is outlined, what runs now has a bar at its side.
import QtQuick
import Design

Rectangle {
    id: root

    required property string key
    required property string kind
    required property string begin
    required property string finish
    required property string title
    required property string detail
    required property bool ongoing
    required property bool pressable
    required property real timeWidth
    required property bool faded
    required property Look look
    required property Scale sizes

    readonly property bool gap: kind === "gap"
    readonly property bool quiet: kind === "preparation"
    readonly property color strong: faded ? look.faintInk : look.ink
    readonly property color soft: faded ? look.faintInk : look.softInk

    signal timesMeasured(width: real)
    signal activated

    color: gap ? "#00000000" : look.card
    radius: sizes.card
    border.width: touch.down ? 4 : gap || look.contrast ? Math.max(1, sizes.space(gap ? 2 : 1)) : 0
    border.color: gap && !look.contrast ? look.outline : look.divider
    Accessible.role: Accessible.ListItem
    Accessible.name: root.title

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: root.sizes.s2
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(3, root.sizes.s1)
        height: parent.height - 2 * root.sizes.s4
        radius: width / 2
        visible: root.ongoing && !root.gap && !root.faded
        color: root.look.ongoing
    }

    PlainText {
        id: beginText
        anchors.left: parent.left
        anchors.leftMargin: root.sizes.space(20)
        anchors.bottom: parent.verticalCenter
        text: root.begin
        tabular: true
        color: root.strong
        font.pixelSize: root.sizes.list
        font.weight: Font.DemiBold
        onImplicitWidthChanged: root.timesMeasured(implicitWidth)
        Component.onCompleted: root.timesMeasured(implicitWidth)
    }

    PlainText {
        id: finishText
        anchors.left: beginText.left
        anchors.top: parent.verticalCenter
        anchors.topMargin: root.sizes.space(2)
        text: root.finish
        tabular: true
        color: root.soft
        font.pixelSize: root.sizes.small
        onImplicitWidthChanged: root.timesMeasured(implicitWidth)
    }

    PlainText {
        id: titleText
        anchors.left: beginText.left
        anchors.leftMargin: root.timeWidth + root.sizes.s4
        anchors.right: root.pressable ? sign.left : parent.right
        anchors.rightMargin: root.pressable ? root.sizes.s2 : root.sizes.s4
        anchors.baseline: beginText.baseline
        text: root.title
        color: root.faded ? root.look.faintInk : root.gap ? root.look.free : root.quiet ? root.look.softInk : root.look.ink
        wrapMode: root.detail.length > 0 ? Text.NoWrap : Text.Wrap
        maximumLineCount: root.detail.length > 0 ? 1 : 2
        font.pixelSize: root.sizes.list
        font.weight: root.quiet ? Font.Medium : Font.DemiBold
    }

    PlainText {
        anchors.left: finishText.text.length > 0 || implicitWidth <= titleText.width ? titleText.left : beginText.left
        anchors.right: titleText.right
        anchors.baseline: finishText.baseline
        text: root.detail
        tabular: true
        color: root.soft
        font.pixelSize: root.sizes.small
    }

    Icon {
        id: sign
        anchors.right: parent.right
        anchors.rightMargin: root.sizes.s4
        anchors.verticalCenter: parent.verticalCenter
        width: root.sizes.text(26)
        visible: root.pressable
        name: root.gap ? "plus" : "more"
        ink: root.gap ? root.look.free : root.soft
    }

    Touchable {
        id: touch
        anchors.fill: parent
        visible: root.pressable
        spoken: [root.title, root.begin, root.finish].filter(text => text.length > 0).join(", ")
        ring: root.look.focus
        ringGap: 0
        rounding: root.radius
        onActivated: root.activated()
    }
}
