// The building's own sign, a round one higher than a long one, so that both are as much to see; no trace where there is
// none. It is never higher than 1.6 times `tallest`.
import QtQuick

Image {
    id: root

    required property Look look
    required property real widest
    required property real tallest
    property bool wanted: true

    readonly property bool present: status === Image.Ready && wanted
    readonly property real shape: implicitHeight > 0 ? implicitWidth / implicitHeight : 1

    visible: present
    source: wanted ? look.logo : ""
    sourceSize.height: Math.ceil(1.6 * tallest * Screen.devicePixelRatio)
    height: Math.floor(Math.min(tallest * Math.min(1.6, Math.max(1, Math.sqrt(4 / shape))), widest / shape))
    width: Math.round(height * shape)
    cache: false
    Accessible.ignored: true
}
