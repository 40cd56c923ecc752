pragma ComponentBehavior: Bound
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

    Binding {
        target: root.item
        property: "visible"
        value: !camera.active
    }

    Loader {
        id: camera
        anchors.fill: parent
        z: 1
        active: root.sheet.camera.looking
        focus: active
        sourceComponent: SheetCamera {
            sheet: root.sheet
            look: root.look
            sizes: root.sizes
        }
    }

    Connections {
        target: root.sheet

        function onOpenChanged() {
            root.follow();
        }
    }
}
