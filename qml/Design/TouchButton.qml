// A large button: a label, a smaller line under it where there is one, a sign before it.
import QtQuick
import Design

Touchable {
    id: root

    required property Look look
    required property Scale sizes
    required property string label
    property string kind: "plain"
    property string detail: ""
    property string shape: ""
    property bool chosen: false
    property bool signOnly: false
    property bool wordsOnly: false
    property bool onField: false
    property string status: ""
    property int size: sizes.button

    readonly property bool strong: kind === "primary" || chosen
    readonly property color fill: {
        if (kind === "danger")
            return look.danger;
        if (onField && look.bold)
            return strong ? look.onField : kind === "quiet" ? "#00000000" : look.keyOnField;
        return strong ? look.primary : kind === "quiet" ? "#00000000" : look.key;
    }
    readonly property color text: {
        if (kind === "danger")
            return look.dangerInk;
        if (onField && look.bold)
            return strong ? look.deepOf(status) : look.onField;
        return strong ? look.primaryInk : look.ink;
    }
    readonly property color edge: kind !== "quiet" ? strong || kind === "danger" ? "#00000000" : look.keyEdge : onField ? look.onField : look.outline
    readonly property real wordsWidth: labelText.implicitWidth
    readonly property int padding: sizes.s6
    readonly property real leastWidth: Math.ceil(Math.max(labelText.implicitWidth, 0.6 * detailText.implicitWidth)) + signWidth + 2 * padding
    readonly property real room: width - (signOnly ? 0 : signWidth) - 2 * sizes.s3
    readonly property int signWidth: sign.active ? sign.width + sizes.s3 : 0

    spoken: detail.length > 0 ? label + ", " + detail : label
    ring: onField ? look.focusOnField : look.focus
    rounding: sizes.rounding
    implicitHeight: Math.max(sizes.touch, texts.height + 2 * sizes.s3)
    implicitWidth: Math.ceil(Math.max(labelText.implicitWidth, detailText.visible ? detailText.implicitWidth : 0)) + signWidth + 2 * padding

    Rectangle {
        anchors.fill: parent
        radius: root.rounding
        color: root.fill
        border.width: root.down ? 4 : root.edge.a > 0 ? 2 : 0
        border.color: root.down ? root.text : root.edge
    }

    Row {
        anchors.centerIn: parent
        spacing: root.sizes.s3

        Sign {
            id: sign
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(root.size * 1.1)
            height: width
            name: root.wordsOnly ? "" : root.shape
            ink: root.text
            ground: root.fill
        }

        Column {
            id: texts
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.signOnly

            PlainText {
                id: labelText
                x: sign.active ? 0 : Math.round((texts.width - width) / 2)
                width: Math.min(implicitWidth, root.room)
                text: root.label
                tabular: true
                color: root.text
                font.pixelSize: root.size
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }

            PlainText {
                id: detailText
                x: sign.active ? 0 : Math.round((texts.width - width) / 2)
                width: Math.min(implicitWidth, root.room)
                visible: text.length > 0
                text: root.detail
                wrapMode: Text.Wrap
                maximumLineCount: 2
                horizontalAlignment: sign.active ? Text.AlignLeft : Text.AlignHCenter
                tabular: true
                color: root.text
                font.pixelSize: root.sizes.small
                Accessible.ignored: true
            }
        }
    }
}
