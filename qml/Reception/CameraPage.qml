// The code is held before the camera instead of being typed.
import QtQuick
import Design
import RoomKiosk

FocusScope {
    id: root

    required property ReceptionViewModel reception
    required property Look look
    required property Scale sizes

    focus: true

    Title {
        id: title
        anchors.left: parent.left
        anchors.right: parent.right
        text: root.reception.camera.hold
        look: root.look
        sizes: root.sizes
    }

    CameraPane {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.topMargin: root.sizes.s4
        anchors.bottom: parent.bottom
        focus: true
        camera: root.reception.camera
        hint: root.reception.camera.kept
        look: root.look
        sizes: root.sizes
    }
}
