// One question over the screen: it rises from the bottom edge, and everything that can be pressed is in its lower part.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes
    required property bool still

    readonly property int margin: sizes.portrait ? sizes.s9 : sizes.s14
    readonly property int edge: sizes.s6

    focus: true
    Accessible.role: Accessible.Dialog
    Accessible.name: sheet.title + ". " + sheet.line
    Keys.onEscapePressed: sheet.dismiss()
    Keys.onBackPressed: sheet.dismiss()
    Component.onCompleted: {
        begin();
        if (!still)
            rise.start();
    }

    // Where the keyboard stands when a question is new: before the first answer, or in the field, which takes it itself.
    function begin() {
        if (!sheet.hasEntry)
            start.forceActiveFocus();
    }

    Item {
        id: start
        focus: true
    }

    Connections {
        target: root.sheet

        function onNameChanged() {
            root.begin();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: root.look.scrim

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
            onTapped: eventPoint => {
                if (eventPoint.position.y < panel.y)
                    root.sheet.dismiss();
            }
        }
    }

    Rectangle {
        id: panel

        property real sunk: 0

        anchors.left: parent.left
        anchors.right: parent.right
        y: root.height - height + sunk * height
        height: Math.min(root.height - root.sizes.s4, body.implicitHeight + root.edge + root.edge)
        topLeftRadius: root.sizes.s6
        topRightRadius: root.sizes.s6
        color: root.look.sheet
        border.width: root.look.contrast ? 2 : 0
        border.color: root.look.sheetEdge

        NumberAnimation {
            id: rise
            target: panel
            property: "sunk"
            from: 1
            to: 0
            duration: 220
            easing.type: Easing.OutCubic
        }

        SheetBody {
            id: body
            anchors.fill: parent
            anchors.leftMargin: root.margin
            anchors.rightMargin: root.margin
            anchors.topMargin: root.edge
            anchors.bottomMargin: root.edge
            most: root.height - root.sizes.s4 - 2 * root.edge
            middle: height + root.edge - root.height / 2
            sheet: root.sheet
            look: root.look
            sizes: root.sizes
        }
    }

    Item {
        anchors.fill: parent

        PointHandler {
            onActiveChanged: if (active)
                root.sheet.touch()
        }
    }
}
