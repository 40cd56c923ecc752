pragma ComponentBehavior: Bound
// What can be done at this door: at most three buttons in one row. Where the row is narrow, the signs are left out.
import QtQuick
import Design
import RoomKiosk

Row {
    id: root

    required property HomeViewModel home
    required property Look look
    required property Scale sizes

    property real wanted: 0
    readonly property bool narrow: wanted > width
    readonly property int side: sizes.touchOf(80)

    function measure() {
        let sum = (made.count - 1) * spacing;
        for (let at = 0; at < made.count; at++)
            sum += (made.itemAt(at) as ActionButton)?.wanted ?? 0;
        wanted = sum;
    }

    visible: sizes.unit >= 0.4
    height: visible ? side : 0
    spacing: sizes.s3

    Repeater {
        id: made
        model: root.home.actions
        onCountChanged: root.measure()

        ActionButton {
            side: root.side
            narrow: root.narrow
            status: root.home.status
            look: root.look
            sizes: root.sizes
            onWantedChanged: root.measure()
            onActivated: root.home.press(key)
        }
    }

    PlainText {
        width: root.width - (made.count > 0 ? root.side + root.spacing : 0)
        height: root.side
        visible: text.length > 0
        verticalAlignment: Text.AlignVCenter
        text: root.home.actionsNote
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.look.onFieldSoft
        font.pixelSize: root.sizes.small
    }
}
