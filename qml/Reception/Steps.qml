pragma ComponentBehavior: Bound
// One step a screen: the way out above it, the step below. A new step appears softly, and takes the keyboard.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes
    required property bool still

    readonly property int side: sizes.portrait ? sizes.s9 : sizes.s14
    readonly property int edge: sizes.space(28)

    function begin() {
        place.forceActiveFocus();
        Accessible.announce(Accessible.name);
        if (!still)
            appear.restart();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: [reception.title, reception.line, reception.note].filter(text => text.length > 0).join(" ")
    Keys.onEscapePressed: reception.backLabel.length > 0 ? reception.back() : reception.close()

    Connections {
        target: root.reception

        function onNameChanged() {
            root.begin();
        }
    }

    Header {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: root.side
        anchors.rightMargin: root.side
        anchors.topMargin: Math.round(root.edge * 0.6)
        reception: root.reception
        look: root.look
        sizes: root.sizes
    }

    Loader {
        id: place
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        anchors.leftMargin: root.side
        anchors.rightMargin: root.side
        anchors.topMargin: Math.round(root.edge * 0.4)
        anchors.bottomMargin: root.edge
        focus: true
        sourceComponent: root.reception.page === "code" ? (root.reception.camera.looking ? camera : code) : root.reception.page === "form" ? form : root.reception.page === "message" ? message : idle
    }

    NumberAnimation {
        id: appear
        target: place
        property: "opacity"
        from: 0
        to: 1
        duration: 220
        easing.type: Easing.OutCubic
    }

    Component {
        id: idle

        IdlePage {
            reception: root.reception
            look: root.look
            sizes: root.sizes
        }
    }

    Component {
        id: code

        CodePage {
            reception: root.reception
            look: root.look
            sizes: root.sizes
        }
    }

    Component {
        id: camera

        CameraPage {
            reception: root.reception
            look: root.look
            sizes: root.sizes
        }
    }

    Component {
        id: message

        MessagePage {
            reception: root.reception
            look: root.look
            sizes: root.sizes
        }
    }

    Component {
        id: form

        FormPage {
            reception: root.reception
            look: root.look
            sizes: root.sizes
            side: root.side
        }
    }
}
