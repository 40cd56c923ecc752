pragma ComponentBehavior: Bound
// A list of lines that may be pressed. Where it is longer than its place, two buttons beside it say so and turn the page.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes

    readonly property int count: sheet.rows.count
    readonly property int line: Math.max(tallest, sizes.touchOf(80), 2 * sizes.s3 + Math.ceil((sizes.list + sizes.small) * 1.24))
    readonly property real narrowest: width - rail.width - sizes.s3
    property int tallest: 0
    readonly property real wanted: count > 0 ? count * (line + list.spacing) - list.spacing : empty.implicitHeight
    readonly property bool longer: count > 0 && wanted > height + 1

    function measure() {
        let height = 0;
        for (let at = 0; at < list.count; at++)
            height = Math.max(height, (list.itemAtIndex(at) as SheetRow)?.needed ?? 0);
        tallest = height;
    }

    function turn(by: real) {
        const last = list.originY + list.contentHeight - list.height;
        list.contentY = Math.max(list.originY, Math.min(last, list.contentY + by * (list.height - line / 2)));
    }

    PlainText {
        id: empty
        anchors.left: parent.left
        anchors.right: parent.right
        visible: root.count === 0
        text: root.sheet.rowsEmpty
        wrapMode: Text.Wrap
        maximumLineCount: 3
        color: root.look.softInk
        font.pixelSize: root.sizes.list
    }

    ListView {
        id: list
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: parent.width - (root.longer ? rail.width + root.sizes.s3 : 0)
        clip: true
        cacheBuffer: 0
        spacing: root.sizes.s2
        boundsBehavior: Flickable.StopAtBounds
        model: root.sheet.rows
        delegate: SheetRow {
            width: list.width
            height: root.line
            look: root.look
            sizes: root.sizes
            narrowest: root.narrowest
            onNeededChanged: Qt.callLater(root.measure)
            onActivated: root.sheet.choose(key)
            onActiveFocusChanged: if (activeFocus)
                list.positionViewAtIndex(index, ListView.Contain)
        }

        Connections {
            target: root.sheet

            function onNameChanged() {
                list.positionViewAtBeginning();
                Qt.callLater(root.measure);
            }
        }
    }

    Column {
        id: rail
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: root.longer
        width: root.sizes.touch
        spacing: root.sizes.s2

        TouchButton {
            id: up
            width: parent.width
            height: Math.max(48, Math.min(root.sizes.touch, (root.height - root.sizes.s2) / 2))
            look: root.look
            sizes: root.sizes
            signOnly: true
            label: root.sheet.keyNames.up
            shape: "up"
            opacity: list.atYBeginning ? 0.4 : 1
            onActivated: root.turn(-1)
        }

        TouchButton {
            id: down
            width: parent.width
            height: up.height
            look: root.look
            sizes: root.sizes
            signOnly: true
            label: root.sheet.keyNames.down
            shape: "down"
            opacity: list.atYEnd ? 0.4 : 1
            onActivated: root.turn(1)
        }
    }
}
