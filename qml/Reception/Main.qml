// The window of a reception desk.
import QtQuick
import Design
import RoomKiosk

Window {
    id: root

    required property ReceptionViewModel reception
    required property ThemeViewModel theme
    required property SheetViewModel sheet
    required property bool closable

    readonly property bool mirrored: reception.rightToLeft

    title: reception.building
    color: colours.paper
    LayoutMirroring.enabled: mirrored
    LayoutMirroring.childrenInherit: true
    onClosing: close => close.accepted = root.closable

    Look {
        id: colours
        theme: root.theme
    }

    Scale {
        id: scale
        width: root.width
        height: root.height
    }

    Steps {
        anchors.fill: parent
        enabled: !root.sheet.open
        focus: !root.sheet.open
        reception: root.reception
        look: colours
        sizes: scale
        still: root.theme.reducedMotion
    }

    SheetPlace {
        anchors.fill: parent
        sheet: root.sheet
        look: colours
        sizes: scale
        still: root.theme.reducedMotion
    }
}
