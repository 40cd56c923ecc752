// One line of a sheet's list: a state's sign where it has one, two lines of words, and something at the end. Words that
// stand alone wrap before they are cut; beside a state's sign they do not, so that rooms stay in step.
import QtQuick
import Design

Touchable {
    id: root

    required property int index
    required property string key
    required property string title
    required property string detail
    required property string trailing
    required property string status
    required property bool chosen
    required property real narrowest
    required property Look look
    required property Scale sizes

    readonly property bool wraps: status.length === 0
    readonly property int inset: enabled || look.contrast ? sizes.s4 : 0
    readonly property int aside: (sign.active ? sign.width + sizes.s4 : 0) + 2 * inset + sizes.s3
    readonly property int needed: wraps ? Math.ceil(1.24 * heightIn(narrowest)) + 2 * sizes.s3 : 0
    readonly property color ink: chosen ? look.primaryInk : look.ink
    readonly property color soft: chosen ? look.primaryInk : look.softInk

    function trailingIn(width: real): real {
        return Math.min(last.implicitWidth, Math.max(width * 0.4, width - aside - titleText.implicitWidth));
    }

    function heightIn(width: real): int {
        const room = width - aside - trailingIn(width);
        const lines = text => text.text.length === 0 ? 0 : text.implicitWidth <= room ? 1 : Math.ceil(1.1 * text.implicitWidth / room);
        return Math.min(2, lines(titleText)) * sizes.list + Math.min(3, lines(detailText)) * sizes.small;
    }

    spoken: [title, detail, trailing].filter(text => text.length > 0).join(", ")
    ring: look.focus
    ringGap: 0
    rounding: sizes.card
    scrolls: true
    enabled: key.length > 0
    activeFocusOnTab: true
    Accessible.role: enabled ? Accessible.Button : Accessible.ListItem

    Rectangle {
        anchors.fill: parent
        radius: root.rounding
        color: root.chosen ? root.look.primary : root.enabled ? root.look.key : "#00000000"
        border.width: root.down ? 4 : root.look.contrast ? 2 : 0
        border.color: root.down ? root.ink : root.look.keyEdge
    }

    Sign {
        id: sign
        anchors.left: parent.left
        anchors.leftMargin: root.inset
        anchors.verticalCenter: parent.verticalCenter
        width: root.sizes.text(32)
        height: width
        name: root.status
        ink: root.chosen ? root.look.primaryInk : root.look.contrast ? root.look.ink : root.look.markOf(root.status)
        ground: root.look.key
    }

    Column {
        id: words
        anchors.left: sign.active ? sign.right : parent.left
        anchors.leftMargin: sign.active ? root.sizes.s4 : root.inset
        anchors.right: last.left
        anchors.rightMargin: root.sizes.s3
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            id: titleText
            width: parent.width
            text: root.title
            wrapMode: root.wraps ? Text.Wrap : Text.NoWrap
            maximumLineCount: root.wraps ? 2 : 1
            tabular: true
            color: root.ink
            font.pixelSize: root.sizes.list
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }

        PlainText {
            id: detailText
            width: parent.width
            visible: text.length > 0
            text: root.detail
            wrapMode: root.wraps ? Text.Wrap : Text.NoWrap
            maximumLineCount: root.wraps ? 3 : 1
            tabular: true
            color: root.soft
            font.pixelSize: root.sizes.small
            Accessible.ignored: true
        }
    }

    PlainText {
        id: last
        anchors.right: parent.right
        anchors.rightMargin: root.inset
        anchors.verticalCenter: parent.verticalCenter
        width: root.trailingIn(root.width)
        text: root.trailing
        tabular: true
        color: root.soft
        font.pixelSize: root.sizes.list
        Accessible.ignored: true
    }
}
