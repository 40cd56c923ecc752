pragma ComponentBehavior: Bound
// What is told of a visit: what each line is, and what it says.
import QtQuick
import Design
import RoomKiosk

Column {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes

    readonly property int count: made.count
    property real labels: 0

    function measure() {
        let width = 0;
        for (let at = 0; at < made.count; at++)
            width = Math.max(width, (made.itemAt(at) as Item)?.implicitWidth ?? 0);
        labels = Math.min(width, 0.42 * root.width);
    }

    spacing: sizes.s3
    onWidthChanged: measure()

    Repeater {
        id: made
        model: root.reception.facts
        onCountChanged: root.measure()

        Item {
            id: fact

            required property string label
            required property string text

            implicitWidth: Math.ceil(labelText.implicitWidth) + 1
            width: root.width
            height: words.height
            onImplicitWidthChanged: root.measure()
            Accessible.role: Accessible.StaticText
            Accessible.name: [label, text].join(": ")

            PlainText {
                id: labelText
                anchors.left: parent.left
                anchors.baseline: words.baseline
                width: root.labels
                text: fact.label
                color: root.look.softInk
                font.pixelSize: root.sizes.meta
                Accessible.ignored: true
            }

            PlainText {
                id: words
                anchors.left: labelText.right
                anchors.leftMargin: root.sizes.s6
                anchors.right: parent.right
                text: fact.text
                tabular: true
                wrapMode: Text.Wrap
                maximumLineCount: 2
                color: root.look.ink
                font.pixelSize: root.sizes.meeting
                font.weight: Font.Medium
                Accessible.ignored: true
            }
        }
    }
}
