// A filter that is on or off.
import QtQuick
import Design

Touchable {
    id: root

    required property Look look
    required property Scale sizes
    required property string label
    property bool chosen: false

    spoken: label
    ring: look.focus
    rounding: height / 2
    implicitHeight: sizes.touchOf(56)
    implicitWidth: Math.max(implicitHeight, Math.ceil(labelText.implicitWidth) + 2 * sizes.s6)
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.onToggleAction: activated()

    Rectangle {
        anchors.fill: parent
        radius: root.rounding
        color: root.chosen ? root.look.primary : "#00000000"
        border.width: root.down ? 4 : 2
        border.color: root.down ? root.chosen ? root.look.primaryInk : root.look.ink : root.chosen ? root.look.primary : root.look.outline
    }

    PlainText {
        id: labelText
        anchors.fill: parent
        anchors.leftMargin: root.sizes.s4
        anchors.rightMargin: root.sizes.s4
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        text: root.label
        tabular: true
        color: root.chosen ? root.look.primaryInk : root.look.ink
        font.pixelSize: root.sizes.list
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
