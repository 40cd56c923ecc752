// A text of any length: drawn by a finger or by the arrow keys; a bar beside it says that there is more.
import QtQuick
import Design

Flickable {
    id: root

    required property string text
    required property Look look
    required property Scale sizes

    readonly property bool longer: contentHeight > height + 1

    function turn(by: real) {
        contentY = Math.max(0, Math.min(contentHeight - height, contentY + by * 0.8 * height));
    }

    clip: true
    contentHeight: words.height
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: longer || activeFocus
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Keys.onDownPressed: turn(1)
    Keys.onUpPressed: turn(-1)

    PlainText {
        id: words
        anchors.left: parent.left
        width: Math.min(root.width - root.sizes.s6, root.sizes.space(1040))
        text: root.text
        wrapMode: Text.Wrap
        maximumLineCount: 400
        lineHeight: 1.2
        color: root.look.ink
        font.pixelSize: root.sizes.button
        Accessible.ignored: true
    }

    Rectangle {
        parent: root
        anchors.right: parent.right
        visible: root.longer
        width: root.sizes.s2
        radius: width / 2
        height: Math.max(root.sizes.s9, root.height * root.visibleArea.heightRatio)
        y: (root.height - height) * (root.contentHeight > root.height ? root.contentY / (root.contentHeight - root.height) : 0)
        color: root.activeFocus ? root.look.focus : root.look.softInk
    }
}
