// One line of a sheet's list: a state's sign where it has one, two lines of words, and something at the end.
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
    required property Look look
    required property Scale sizes

    readonly property color ink: chosen ? look.primaryInk : look.ink
    readonly property color soft: chosen ? look.primaryInk : look.softInk

    spoken: [title, detail, trailing].filter(text => text.length > 0).join(", ")
    ring: look.focus
    ringGap: 0
    rounding: sizes.card
    scrolls: true
    enabled: key.length > 0
    activeFocusOnTab: enabled
    Accessible.role: enabled ? Accessible.Button : Accessible.ListItem

    Rectangle {
        anchors.fill: parent
        radius: root.rounding
        color: root.chosen ? root.look.ink : root.enabled ? root.look.key : "#00000000"
        border.width: root.down ? 4 : root.look.contrast ? 2 : 0
        border.color: root.down ? root.ink : root.look.keyEdge
    }

    Sign {
        id: sign
        anchors.left: parent.left
        anchors.leftMargin: root.sizes.s4
        anchors.verticalCenter: parent.verticalCenter
        width: root.sizes.text(32)
        height: width
        name: root.status
        ink: root.chosen ? root.look.primaryInk : root.look.contrast ? root.look.ink : root.look.markOf(root.status)
        ground: root.look.key
    }

    Column {
        anchors.left: sign.active ? sign.right : parent.left
        anchors.leftMargin: root.sizes.s4
        anchors.right: last.left
        anchors.rightMargin: root.sizes.s3
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            width: parent.width
            text: root.title
            tabular: true
            color: root.ink
            font.pixelSize: root.sizes.list
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }

        PlainText {
            width: parent.width
            visible: text.length > 0
            text: root.detail
            tabular: true
            color: root.soft
            font.pixelSize: root.sizes.small
            Accessible.ignored: true
        }
    }

    PlainText {
        id: last
        anchors.right: parent.right
        anchors.rightMargin: root.sizes.s4
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width * 0.4)
        text: root.trailing
        tabular: true
        color: root.soft
        font.pixelSize: root.sizes.list
        Accessible.ignored: true
    }
}
