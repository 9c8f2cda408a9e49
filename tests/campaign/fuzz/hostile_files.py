"""Packages that are hostile as folders: links, pipes, devices, names that lead elsewhere, too many files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.campaign.fuzz.cases import Case, changed, written
from tests.campaign.fuzz.places import NAME, Place

SECRET = 'secret: "the content of a file outside"\n'


def _link(file: str, target: str) -> Callable[[Place], None]:
    """Put a link into the module in the place of a file or folder."""

    def make(place: Place) -> None:
        (place.folder / "outside").mkdir(exist_ok=True)
        (place.folder / "outside" / "secret.yaml").write_text(SECRET, encoding="utf-8")
        path = place.module / file
        path.parent.mkdir(exist_ok=True)
        if path.is_file() or path.is_symlink():
            path.unlink()
        elif path.is_dir():
            path.rename(place.folder / "outside" / f"{path.name}.{os.urandom(4).hex()}")
        path.symlink_to(target)

    return make


def _pipe(file: str) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        (place.module / file).parent.mkdir(exist_ok=True)
        (place.module / file).unlink(missing_ok=True)
        os.mkfifo(place.module / file)

    return make


def _folder(file: str) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        (place.module / file).unlink(missing_ok=True)
        (place.module / file).mkdir(parents=True)

    return make


def _files(number: int, content: str, folder: str = "forms") -> Callable[[Place], None]:
    def make(place: Place) -> None:
        (place.module / folder).mkdir(exist_ok=True)
        for each in range(number):
            (place.module / folder / f"f{each}.yaml").write_text(content, encoding="utf-8")

    return make


def _named(name: str) -> Callable[[Place], None]:
    def make(place: Place) -> None:
        place.write(f"forms/{name}.yaml", "form: other\ntitle: T\nfields: {}\n")

    return make


def _deep(place: Place) -> None:
    folder = place.module / "forms"
    for _ in range(60):
        folder = folder / ("d" * 60)
        folder.mkdir()
    Path(folder / "x.yaml").write_text("form: x\n", encoding="utf-8")


def _broken_name(place: Place) -> None:
    """Write a file whose name is not UTF-8."""
    folder = os.fsencode(place.folder / "areas" / NAME / "forms")
    with open(folder + b"/\xff\xfe.yaml", "w", encoding="utf-8") as stream:  # noqa: PTH123 - a Path holds text
        stream.write("form: other\n")


LINKS = (
    Case("a form linked to outside", _link("forms/matter.yaml", "../../../outside/secret.yaml"), "S021"),
    Case("a form linked to the list of users", _link("forms/matter.yaml", "/etc/passwd"), "S021"),
    Case("a form linked to endless zeros", _link("forms/matter.yaml", "/dev/zero"), "S021"),
    Case("a form linked to this process", _link("forms/matter.yaml", "/proc/self/environ"), "S021"),
    Case("a form linked to itself", _link("forms/matter.yaml", "matter.yaml"), "Y002"),
    Case("a form linked to nothing", _link("forms/matter.yaml", "gone.yaml"), "Y002"),
    Case("a form linked to another form of the package", _link("forms/more.yaml", "matter.yaml"), "S023"),
    Case("a folder linked to the root", _link("forms", "/"), "S021"),
    Case("a folder linked to the folder above", _link("forms", ".."), "S021"),
    Case("a folder linked to itself", _link("forms", "forms")),
    Case("module.yaml linked to outside", _link("module.yaml", "../../outside/secret.yaml"), "S021"),
    Case("translations linked to outside", _link("locale", "../../outside"), "S021"),
    Case("one translation linked to outside", _link("locale/pl.po", "/etc/passwd"), "S021"),
    Case("scenarios linked to outside", _link("scenarios", "../../outside"), "S021"),
    Case("one scenario linked to outside", _link("scenarios/first.yaml", "../../../outside/secret.yaml"), "S021"),
    Case("one scenario linked to a device", _link("scenarios/first.yaml", "/dev/random"), "S021"),
    Case("a code list linked to outside", _link("codelists/x.csv", "/etc/passwd"), "S021"),
)

KINDS = (
    Case("a pipe that nobody writes to", _pipe("forms/matter.yaml"), "Y002"),
    Case("a pipe as module.yaml", _pipe("module.yaml")),
    Case("a pipe as a scenario", _pipe("scenarios/first.yaml"), "Y002"),
    Case("a pipe as a translation", _pipe("locale/pl.po"), "I002"),
    Case("a folder as module.yaml", _folder("module.yaml")),
    Case("a folder as a form", _folder("forms/matter.yaml"), "S020"),
    Case("a folder as a translation", _folder("locale/pl.po"), "S020"),
    Case("sixty folders in one another", _deep, "S020"),
)

NAMES = (
    Case("a name that moves the cursor", _named("\x1b[2J\x1b[31m"), "F014"),
    Case("a name with a line end", _named("a\nerror E001: b"), ""),
    Case("a name written from right to left", _named("\u202elmay"), ""),
    Case("a name in several parts", _named("a b;c|d&e$(id)"), ""),
    Case("a name that is no text", _broken_name, ""),
    Case("a code list called like a path", lambda place: place.write("codelists/..csv", "code,label\na,A\n"), ""),
    changed("a module called like a path", "module.yaml", "module: mine", "module: ../mine", "S022"),
    changed("a module called like a system file", "module.yaml", "module: mine", "module: /etc/passwd", "S022"),
    changed("a library called like a path", "module.yaml", 'std: "^1.0"', '../std: "^1.0"', "X005"),
    changed("a library called like a system file", "module.yaml", 'std: "^1.0"', '/etc: "^1.0"', "X005"),
    changed("a library with a very long name", "module.yaml", 'std: "^1.0"', f'{"s" * 900}: "^1.0"', "X005"),
    changed("a template called like a path", "procedures/request.yaml", "std/request", "../../etc/passwd", "X001"),
    changed("a template with slashes", "procedures/request.yaml", "std/request", "std//request", "X001"),
    changed("a form called like a path", "forms/matter.yaml", "form: matter", "form: ../../x", "S022"),
    changed("a language called like a path", "module.yaml", "[en, pl]", '[en, "../../../etc/x"]', "S011"),
    changed("a placeholder called like a path", "forms/matter.yaml", '"{title}"', '"{../title}"', "I009"),
)

MANY = (
    Case("more files than are allowed", _files(5_001, ""), "Y005"),
    Case("as many empty files as are allowed", _files(4_900, ""), "Y001"),
    Case("more bytes than are allowed", _files(20, "#" * 250_000), "Y005"),
    Case("more keys than are allowed", _files(12, "x: [" + "1, " * 19_000 + "1]\n"), "Y005"),
    Case("a thousand scenarios that are none", _files(1_000, "a: b\n", "scenarios"), "S012"),
)

TABLES = (
    written("a code list with a wrong header", "codelists/c.csv", "a;b\n1;2\n", "C002"),
    written("a code list of quotes", "codelists/c.csv", 'code,label\n"' * 20_000, "C003"),
    written("a code list of commas", "codelists/c.csv", "code,label" + "," * 200_000 + "\n", "C002"),
    written("a code list with one long cell", "codelists/c.csv", "code,label\na," + "x" * 200_000 + "\n"),
    written("a code list with formulas", "codelists/c.csv", "code,label\n=cmd|' /C calc'!A0,x\n", "C004"),
    written("a code list with too many codes", "codelists/c.csv", "code,label\n" + "a,b\n" * 20_000, "C001"),
    written("a code list in bytes", "codelists/c.csv", b"code,label\n\xff,\0\n", "Y006"),
    written("an empty code list", "codelists/c.csv", b"", "C002"),
)


CASES = (*LINKS, *KINDS, *NAMES, *MANY, *TABLES)
