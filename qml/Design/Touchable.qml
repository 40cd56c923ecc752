// Something to press: by touch, by Space or Enter, by a screen reader. A ring shows where the keyboard is.
import QtQuick

Item {
    id: root

    required property string spoken
    required property color ring
    property real rounding: 0
    property int ringGap: 4
    property bool scrolls: false

    readonly property bool down: tap.pressed

    signal activated

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.focusable: true
    Accessible.pressed: down
    Accessible.onPressAction: activated()
    Keys.onPressed: event => {
        const presses = event.key === Qt.Key_Space || event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Select;
        if (presses && !event.isAutoRepeat)
            root.activated();
        event.accepted = presses;
    }

    TapHandler {
        id: tap
        gesturePolicy: root.scrolls ? TapHandler.DragThreshold : TapHandler.ReleaseWithinBounds
        longPressThreshold: 3600
        onTapped: root.activated()
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -root.ringGap
        z: 1
        visible: root.activeFocus
        radius: root.rounding + root.ringGap
        color: "#00000000"
        border.width: 3
        border.color: root.ring
    }
}
