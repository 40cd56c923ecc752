// The state of the room: its colour, its sign, its word, and the meeting that it is about.
import QtQuick
import Design
import RoomKiosk

Rectangle {
    id: root

    required property HomeViewModel home
    required property Look look
    required property Scale sizes
    required property bool still
    default property alias actions: actionRow.data

    property bool settled: false
    readonly property bool fades: settled && !still
    readonly property int margin: sizes.s14
    readonly property int strip: look.bold ? 0 : sizes.space(20)
    readonly property int headerEnd: header.y + header.height
    readonly property int floor: height - margin - (actionRow.height > 0 ? actionRow.height + sizes.s6 : 0)

    function settle() {
        settled = home.settled;
    }

    function follow() {
        if (!swap.running)
            snapshot.take();
    }

    function change() {
        if (!root.fades || home.status === snapshot.status)
            follow();
        else
            swap.restart();
    }

    color: look.fieldOf(home.status)
    Component.onCompleted: settle()

    Behavior on color {
        enabled: root.fades
        ColorAnimation {
            duration: 400
        }
    }

    ShownState {
        id: snapshot
        home: root.home
    }

    Connections {
        target: root.home

        function onStatusChanged() {
            root.change();
            Qt.callLater(root.settle);
        }

        function onLineChanged() {
            root.follow();
        }

        function onMeetingChanged() {
            root.follow();
        }

        function onProgressChanged() {
            root.follow();
        }
    }

    SequentialAnimation {
        id: swap

        NumberAnimation {
            target: body
            property: "opacity"
            to: 0
            duration: 200
        }
        ScriptAction {
            script: snapshot.take()
        }
        NumberAnimation {
            target: body
            property: "opacity"
            to: 1
            duration: 200
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.leftMargin: -8
        anchors.topMargin: -8
        anchors.bottomMargin: root.sizes.portrait ? 0 : -8
        width: root.strip + 8
        visible: root.strip > 0
        color: root.look.markOf(root.home.status)

        Behavior on color {
            enabled: root.fades
            ColorAnimation {
                duration: 400
            }
        }
    }

    Header {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: root.margin
        home: root.home
        look: root.look
        sizes: root.sizes
    }

    Item {
        id: body
        anchors.fill: parent

        StatusWord {
            id: word
            readonly property real room: root.floor - root.headerEnd - height - meeting.height
            readonly property real usual: root.floor - root.headerEnd - root.sizes.space(370)

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.leftMargin: root.margin
            anchors.rightMargin: root.margin
            y: Math.round(root.headerEnd + Math.max(root.sizes.s2, Math.min(usual * 0.42, room * 0.5)))
            most: root.floor - root.headerEnd - meeting.height - root.sizes.s2 - root.sizes.s6
            shown: snapshot
            look: root.look
            sizes: root.sizes
        }

        Meeting {
            id: meeting
            anchors.left: word.left
            anchors.right: word.right
            y: Math.max(word.y + word.height + root.sizes.s4, root.floor - height)
            shown: snapshot
            look: root.look
            sizes: root.sizes
        }
    }

    Row {
        id: actionRow
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: root.margin
        spacing: root.sizes.s4
    }
}
