"""Describes the types made in Python to qmllint: writes RoomKiosk/{plugins.qmltypes,qmldir} under build/qmltypes.

Usage: python packaging/qml_types.py [FOLDER], then pyside6-qmllint -I build/qmltypes -I qml -W 0 FILES.
"""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import PySide6
from PySide6.QtCore import QMetaObject, QObject

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kiosk.viewmodels import registration, registration_faces  # noqa: E402 - found only once the checkout is on the path


def sources() -> list[Path]:
    """The files that define the types of the QML module; before each the file of what it derives from."""
    types = sorted(registration_faces.TYPES, key=lambda type_: (len(type_.__mro__), type_.__module__))
    return list(dict.fromkeys(Path(str(sys.modules[type_.__module__].__file__)) for type_ in types))


def write(folder: Path) -> Path:
    """Write the description under `folder` and return the folder of the QML module.

    Raises CalledProcessError where one of Qt's tools does not understand a type.
    """
    module = folder / registration.MODULE
    module.mkdir(parents=True, exist_ok=True)
    types = module / "metatypes.json"
    _run("pyside6-metaobjectdump", *map(str, sources()), "-o", str(types))
    _mark_constants(types)
    major, minor = registration.VERSION
    _run(
        "pyside6-qmltyperegistrar",
        f"--import-name={registration.MODULE}",
        f"--major-version={major}",
        f"--minor-version={minor}",
        f"--generate-qmltypes={module / 'plugins.qmltypes'}",
        "-o",
        str(module / "registration.cpp"),
        f"--foreign-types={','.join(map(str, _qt_types()))}",
        str(types),
    )
    (module / "qmldir").write_text(f"module {registration.MODULE}\ntypeinfo plugins.qmltypes\n", encoding="utf-8")
    return module


def _mark_constants(types: Path) -> None:
    """Add what metaobjectdump leaves out: which properties never change, as the living meta-objects say.

    A signal of the class that a type derives from is written without that class.
    """
    constant = {(type_.__name__, name) for type_ in registration_faces.TYPES for name in _constants(type_)}
    files = json.loads(types.read_text(encoding="utf-8"))
    for class_ in (class_ for file in files for class_ in file["classes"]):
        for entry in class_.get("properties", []):
            entry["constant"] = (class_["className"], entry["name"]) in constant
            entry["notify"] = entry.get("notify", "").rpartition(".")[2]
    types.write_text(json.dumps(files), encoding="utf-8")


def _constants(type_: type[QObject]) -> list[str]:
    meta: QMetaObject = type_.staticMetaObject  # type: ignore[attr-defined]  # the stubs know it of no class
    properties = map(meta.property, range(meta.propertyCount()))
    return [str(one.name()) for one in properties if one.isConstant()]


def _qt_types() -> list[Path]:
    folder = Path(PySide6.__file__).parent / "Qt" / "metatypes"
    return [folder / "qt6core_metatypes.json", folder / "qt6qml_metatypes.json"]


def _run(tool: str, *arguments: str) -> None:
    path = Path(sysconfig.get_path("scripts")) / tool
    subprocess.run([str(path), *arguments], check=True, cwd=ROOT)  # noqa: S603 - our own arguments


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "qmltypes")
