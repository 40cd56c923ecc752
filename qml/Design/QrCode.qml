// A QR code whose modules are whole device pixels, on white; the picture brings its own quiet zone.
import QtQuick

Rectangle {
    id: root

    required property string source
    required property int modules
    required property real target

    readonly property real ratio: Screen.devicePixelRatio
    readonly property int modulePixels: modules > 0 ? Math.max(1, Math.floor(target * ratio / modules)) : 0
    readonly property real side: modules * modulePixels / ratio

    implicitWidth: Math.ceil(side + 2 * inset)
    implicitHeight: implicitWidth
    color: "#FFFFFF"
    radius: 3 * inset
    Accessible.role: Accessible.Graphic

    readonly property int inset: Math.max(2, Math.round(target / 45))

    Image {
        x: root.inset
        y: root.inset
        width: root.side
        height: root.side
        source: root.source
        smooth: false
        mipmap: false
        cache: false
    }
}
