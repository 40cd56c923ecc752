// Turns the camera on, where there is one; no trace of it where there is none.
import QtQuick
import Design
import RoomKiosk

TouchButton {
    id: root

    required property CameraViewModel camera

    visible: camera.offered
    label: camera.lookLabel
    shape: "camera"
    onActivated: camera.look()
}
