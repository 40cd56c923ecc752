pragma ComponentBehavior: Bound
// What was typed of the code: a box for each character, or one box where nobody knows how long a code is.
import QtQuick
import Design
import RoomKiosk

Row {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes
    required property real most

    readonly property int count: Math.max(1, reception.boxes)
    readonly property bool single: reception.boxes === 0
    readonly property int boxWidth: single ? Math.min(most, sizes.space(640)) : Math.floor(Math.min(sizes.space(88), (most - (count - 1) * spacing) / count))

    spacing: sizes.s3
    layoutDirection: Qt.LeftToRight
    LayoutMirroring.enabled: false
    Accessible.role: Accessible.EditableText
    Accessible.readOnly: true
    Accessible.name: reception.codeSpoken

    Repeater {
        model: root.count

        Rectangle {
            id: box

            required property int index
            readonly property bool next: !root.single && index === root.reception.code.length

            width: root.boxWidth
            height: root.height
            radius: root.sizes.s3
            color: root.look.contrast ? root.look.paper : root.look.key
            border.width: next || root.look.contrast ? 3 : 0
            border.color: next ? root.look.focus : root.look.keyEdge

            PlainText {
                anchors.centerIn: parent
                width: root.single ? box.width - 2 * root.sizes.s4 : implicitWidth
                horizontalAlignment: Text.AlignHCenter
                elide: Text.ElideLeft
                text: root.single ? root.reception.code : root.reception.code.charAt(box.index)
                tabular: true
                color: root.look.ink
                font.pixelSize: Math.min(root.sizes.text(56), Math.round(box.height * 0.62))
                font.weight: Font.DemiBold
                font.letterSpacing: root.single ? root.sizes.s2 : 0
                Accessible.ignored: true
            }
        }
    }
}
