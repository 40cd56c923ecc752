// A QR code as large as there is room, with the line that says what it does under it.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes
    required property real room

    implicitWidth: code.implicitWidth
    implicitHeight: code.implicitHeight + (caption.visible ? caption.implicitHeight + root.sizes.s2 : 0)
    width: implicitWidth
    height: implicitHeight

    QrCode {
        id: code
        source: root.sheet.qrSource
        modules: root.sheet.qrModules
        target: Math.max(120, Math.min(root.sizes.space(420), root.room - root.sizes.list * 4))
        edge: root.look.keyEdge
    }

    PlainText {
        id: caption
        anchors.top: code.bottom
        anchors.topMargin: root.sizes.s2
        width: code.implicitWidth
        visible: text.length > 0
        text: root.sheet.qrCaption
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.look.ink
        font.pixelSize: root.sizes.list
        font.weight: Font.DemiBold
    }
}
