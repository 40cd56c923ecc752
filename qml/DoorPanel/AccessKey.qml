// The code that a phone reads, what it does and where it leads. Takes no room when there is none.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property HomeViewModel home
    required property Look look
    required property Scale sizes
    required property real room

    readonly property bool present: home.qrSource.length > 0 && target * Screen.devicePixelRatio >= 2 * home.qrModules
    readonly property int side: width - code.width - sizes.s4
    readonly property bool beside: host.implicitWidth <= side
    readonly property real target: Math.min(room, width * 0.6, Math.max(sizes.space(176), 3 * home.qrModules / Screen.devicePixelRatio))

    visible: present
    height: present ? code.height + (beside ? 0 : host.height + sizes.s2) : 0

    QrCode {
        id: code
        anchors.left: parent.left
        source: root.home.qrSource
        modules: root.home.qrModules
        target: root.target
        edge: root.look.divider
    }

    PlainText {
        id: caption
        anchors.left: code.right
        anchors.right: parent.right
        anchors.leftMargin: root.sizes.s4
        y: Math.round((code.height - height - (root.beside ? host.height + root.sizes.s2 : 0)) / 2)
        visible: width >= 3 * font.pixelSize
        text: root.home.qrCaption
        wrapMode: Text.Wrap
        maximumLineCount: Math.max(1, Math.floor(code.height / (1.25 * font.pixelSize)) - 2)
        color: root.look.ink
        font.pixelSize: root.sizes.list
        font.weight: Font.DemiBold
    }

    PlainText {
        id: host
        anchors.left: root.beside ? caption.left : parent.left
        anchors.right: parent.right
        y: (root.beside ? caption.y + caption.height : code.height) + root.sizes.s2
        text: root.home.qrHost
        elide: Text.ElideMiddle
        color: root.look.softInk
        font.pixelSize: root.sizes.small
    }
}
