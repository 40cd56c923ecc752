// A QR code whose modules are whole device pixels, on white; the picture brings its own quiet zone. It comes as a data:
// address and is read by the program, at once and on the spot, since nothing here has a way to the network.
import QtQuick

Rectangle {
    id: root

    required property string source
    required property int modules
    required property real target
    required property color edge

    readonly property real ratio: Screen.devicePixelRatio
    readonly property int modulePixels: modules > 0 ? Math.max(1, Math.floor(target * ratio / modules)) : 0
    readonly property real side: modules * modulePixels / ratio
    readonly property int inset: Math.max(2, Math.round(target / 45))

    implicitWidth: Math.ceil(side + 2 * inset)
    implicitHeight: implicitWidth
    color: "#FFFFFF"
    radius: 3 * inset
    border.width: edge.a > 0 ? 1 : 0
    border.color: edge
    Accessible.role: Accessible.Graphic

    Image {
        x: root.inset
        y: root.inset
        width: root.side
        height: root.side
        source: root.source.length > 0 ? "image://picture/" + root.source : ""
        smooth: false
        mipmap: false
        cache: false
    }
}
