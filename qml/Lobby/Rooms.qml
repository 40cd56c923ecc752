pragma ComponentBehavior: Bound
// The rooms of one page in columns; as large as their number allows, and never smaller than can be read.
import QtQuick
import Design
import RoomKiosk

Item {
    id: root

    required property LobbyViewModel lobby
    required property Look look
    required property Scale sizes
    required property bool still

    readonly property int gap: sizes.s3
    readonly property int lowest: Math.ceil(1.3 * (sizes.meta + 2 * sizes.small)) + sizes.space(20)
    readonly property real narrowest: 430 * sizes.small / 20
    readonly property int mostRows: Math.max(1, Math.floor((height + gap) / (lowest + gap)))
    readonly property int mostColumns: Math.max(1, Math.floor((width + gap) / (narrowest + gap)))
    readonly property int columns: best(lobby.count)
    readonly property int rows: rowsIn(columns)
    readonly property real growth: growthOf(columns)
    readonly property int cardWidth: Math.floor((width - (columns - 1) * gap) / columns)
    readonly property int cardHeight: Math.floor(Math.min((height - (rows - 1) * gap) / rows, lowest * growth * 1.12))
    readonly property int fits: columns * rows
    property int shownPage: 0

    function pagesIn(columns: int): int {
        return Math.max(1, Math.ceil(lobby.count / (columns * mostRows)));
    }

    function rowsIn(columns: int): int {
        return Math.max(1, Math.ceil(lobby.count / pagesIn(columns) / columns));
    }

    function growthOf(columns: int): real {
        const rows = rowsIn(columns);
        const high = (height - (rows - 1) * gap) / rows / lowest;
        const wide = (width - (columns - 1) * gap) / columns / narrowest;
        return Math.max(1, Math.min(high, wide, 2.2));
    }

    function best(count: int): int {
        let found = 1;
        for (let columns = 2; columns <= mostColumns && columns <= count; columns++) {
            const fewer = pagesIn(found) - pagesIn(columns);
            if (fewer > 0 || (fewer === 0 && growthOf(columns) > growthOf(found)))
                found = columns;
        }
        return found;
    }

    function turned() {
        if (lobby.page !== shownPage && !still)
            appear.restart();
        shownPage = lobby.page;
    }

    onFitsChanged: lobby.fit(fits)
    Component.onCompleted: lobby.fit(fits)

    Connections {
        target: root.lobby

        function onPageChanged() {
            root.turned();
        }
    }

    NumberAnimation {
        id: appear
        target: cards
        property: "opacity"
        from: 0
        to: 1
        duration: 220
        easing.type: Easing.OutCubic
    }

    Item {
        id: cards
        anchors.fill: parent
        Accessible.role: Accessible.List

        Repeater {
            model: root.lobby.rooms

            RoomCard {
                required property int index
                readonly property int column: Math.floor(index / root.rows)
                readonly property int slot: root.LayoutMirroring.enabled ? root.columns - 1 - column : column

                x: slot * (root.cardWidth + root.gap)
                y: (index % root.rows) * (root.cardHeight + root.gap)
                width: root.cardWidth
                height: root.cardHeight
                growth: root.growth
                mirrored: root.LayoutMirroring.enabled
                look: root.look
                sizes: root.sizes
            }
        }
    }

    PlainText {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: root.sizes.s6
        visible: text.length > 0
        text: root.lobby.empty
        wrapMode: Text.Wrap
        maximumLineCount: 3
        color: root.look.softInk
        font.pixelSize: root.sizes.meeting
    }
}
