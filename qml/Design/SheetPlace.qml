// Where a sheet appears. Nothing of it is loaded before the first one, and nothing of one is left when it is gone.
import QtQuick
import Design
import RoomKiosk

Loader {
    id: root

    required property SheetViewModel sheet
    required property Look look
    required property Scale sizes
    required property bool still

    function follow() {
        if (!sheet.open)
            source = "";
        else if (status === Loader.Null)
            setSource("Sheet.qml", {
                "sheet": sheet,
                "look": look,
                "sizes": sizes,
                "still": still
            });
    }

    focus: sheet.open
    Component.onCompleted: follow()

    Connections {
        target: root.sheet

        function onOpenChanged() {
            root.follow();
        }
    }
}
