"""What PyInstaller collects with Qt's QML engine: its libraries, and no QML module; the spec adds those in use."""

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

hiddenimports, binaries, datas = add_qt6_dependencies(__file__)
