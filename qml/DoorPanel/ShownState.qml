// What the field says at this moment; while the field changes its colour it is what it said before.
import QtQml
import RoomKiosk

QtObject {
    id: root

    required property HomeViewModel home

    property string status: home.status
    property string word: home.word
    property string line: home.line
    property string overline: home.overline
    property string subject: home.subject
    property string meta: home.meta
    property real progress: home.progress

    function take() {
        status = home.status;
        word = home.word;
        line = home.line;
        overline = home.overline;
        subject = home.subject;
        meta = home.meta;
        progress = home.progress;
    }

    Component.onCompleted: take()
}
