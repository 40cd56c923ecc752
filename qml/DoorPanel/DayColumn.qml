pragma ComponentBehavior: Bound
// What is left of the day, as many whole lines as fit, and how to act on the room with a phone.
import QtQuick
import Design
import RoomKiosk

Rectangle {
    id: root

    required property HomeViewModel home
    required property Look look
    required property Scale sizes

    readonly property int margin: sizes.portrait ? sizes.s14 : sizes.s9
    readonly property int edge: sizes.portrait ? sizes.s6 : sizes.s9
    readonly property color ink: home.faded ? look.faintInk : look.ink
    readonly property int rowHeight: 2 * sizes.s3 + Math.ceil((sizes.list + sizes.small) * 1.24) + sizes.s1
    readonly property int rowGap: sizes.s3
    readonly property int space: (foot.height > 0 ? foot.y - sizes.s4 : height - edge) - list.y
    readonly property int rows: Math.max(0, Math.floor((space + rowGap) / (rowHeight + rowGap)))
    property real timeWidth: 0

    function widen(width: real) {
        timeWidth = Math.max(timeWidth, Math.ceil(width));
    }

    color: look.column

    Rectangle {
        anchors.left: parent.left
        anchors.top: parent.top
        width: root.sizes.portrait ? parent.width : 2
        height: root.sizes.portrait ? 2 : parent.height
        color: root.look.divider
    }

    PlainText {
        id: date
        anchors.left: parent.left
        anchors.right: mark.left
        anchors.rightMargin: root.sizes.s4
        anchors.top: parent.top
        anchors.leftMargin: root.margin
        anchors.topMargin: root.edge
        text: root.home.date
        tabular: true
        color: root.ink
        font.pixelSize: root.sizes.list
        font.weight: Font.DemiBold
    }

    ConnectionMark {
        id: mark
        anchors.right: parent.right
        anchors.rightMargin: root.margin - Math.round(width * 0.1)
        anchors.verticalCenter: date.verticalCenter
        width: root.sizes.list
        height: width
        connection: root.home.connection
        ink: root.look.softInk
    }

    ListView {
        id: list
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: date.bottom
        anchors.leftMargin: root.margin
        anchors.rightMargin: root.margin
        anchors.topMargin: root.sizes.s3
        height: Math.max(0, root.rows * (root.rowHeight + root.rowGap) - root.rowGap)
        visible: root.rows > 0
        interactive: false
        spacing: root.rowGap
        cacheBuffer: 0
        model: root.home.day
        delegate: DayLine {
            width: list.width
            height: root.rowHeight
            timeWidth: root.timeWidth
            faded: root.home.faded
            look: root.look
            sizes: root.sizes
            onTimesMeasured: width => root.widen(width)
            onActivated: root.home.press(key)
        }
    }

    PlainText {
        anchors.left: list.left
        anchors.right: list.right
        anchors.top: list.top
        anchors.topMargin: root.sizes.s2
        visible: text.length > 0
        text: root.home.dayEmpty
        color: root.look.softInk
        wrapMode: Text.Wrap
        maximumLineCount: 2
        font.pixelSize: root.sizes.list
    }

    Column {
        id: foot
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: root.margin
        anchors.bottomMargin: root.edge
        spacing: root.sizes.s4

        AccessKey {
            width: parent.width
            room: Math.round(root.height * 0.42)
            home: root.home
            look: root.look
            sizes: root.sizes
        }

        AgeLine {
            width: parent.width
            home: root.home
            look: root.look
            sizes: root.sizes
        }

        Item {
            width: parent.width
            height: logo.height + root.sizes.s2
            visible: logo.present

            Logo {
                id: logo
                anchors.left: parent.left
                anchors.bottom: parent.bottom
                look: root.look
                widest: Math.min(parent.width, root.sizes.space(200))
                tallest: Math.max(20, root.sizes.space(34))
            }
        }
    }
}
