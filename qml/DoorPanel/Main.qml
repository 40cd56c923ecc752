// The window of a door panel.
import QtQuick
import Design
import RoomKiosk

Window {
    id: root

    required property HomeViewModel home
    required property ThemeViewModel theme
    required property SheetViewModel sheet
    required property bool closable

    readonly property bool mirrored: home.rightToLeft

    title: home.room
    color: colours.column
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

    Home {
        anchors.fill: parent
        enabled: !root.sheet.open
        home: root.home
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
