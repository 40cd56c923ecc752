pragma ComponentBehavior: Bound
// A field to type into: by keys on the screen, by a keyboard or a scanner. What it holds is the program's to know.
import QtQuick
import Design

Rectangle {
    id: root

    required property Look look
    required property Scale sizes
    required property string label
    required property string placeholder
    required property string value
    required property bool secret
    required property int most

    readonly property string text: input.text
    property bool taking: false

    signal edited(text: string)
    signal finished
    signal tapped

    function insert(text: string) {
        input.insert(input.cursorPosition, text);
    }

    function erase() {
        if (input.cursorPosition > 0)
            input.remove(input.cursorPosition - 1, input.cursorPosition);
    }

    function begin() {
        input.forceActiveFocus();
    }

    // What the field cannot hold is not told back in the middle of being given: that would be a binding loop.
    function take() {
        taking = true;
        if (input.text !== value)
            input.text = value;
        taking = false;
    }

    onValueChanged: take()
    Component.onCompleted: take()
    implicitHeight: sizes.touchOf(76)
    radius: sizes.rounding
    color: look.key
    border.width: input.activeFocus ? 3 : 2
    border.color: input.activeFocus ? look.focus : look.outline

    TextInput {
        id: input
        anchors.fill: parent
        anchors.leftMargin: root.sizes.s6
        anchors.rightMargin: root.sizes.s6
        focus: true
        activeFocusOnTab: true
        clip: true
        verticalAlignment: TextInput.AlignVCenter
        color: root.look.ink
        selectionColor: root.look.primary
        selectedTextColor: root.look.primaryInk
        font.family: Application.font.family
        font.pixelSize: root.sizes.button
        font.weight: Font.Medium
        echoMode: root.secret ? TextInput.Password : TextInput.Normal
        inputMethodHints: Qt.ImhNoPredictiveText | (root.secret ? Qt.ImhSensitiveData | Qt.ImhHiddenText : Qt.ImhNone)
        maximumLength: root.most
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        Accessible.passwordEdit: root.secret
        cursorDelegate: Rectangle {
            width: 3
            visible: input.activeFocus
            color: root.look.focus
        }
        onTextChanged: if (!root.taking && text !== root.value)
            root.edited(text)
        onAccepted: root.finished()
        TapHandler {
            onTapped: root.tapped()
        }

        onActiveFocusChanged: if (activeFocus)
            cursorPosition = length
    }

    PlainText {
        anchors.fill: input
        verticalAlignment: Text.AlignVCenter
        visible: input.text.length === 0
        text: root.placeholder
        color: root.look.softInk
        font.pixelSize: root.sizes.button
        Accessible.ignored: true
    }
}
