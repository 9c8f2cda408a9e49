"""Where hostile packages lie: a folder with the shipped libraries, the network, and one small module to be spoiled."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpart.operations.command_line import main
from tests.campaign.fuzz.running import Ran, called

SHIPPED = Path(__file__).resolve().parents[3] / "areas"
LIBRARIES = ("std", "eu")
PROFILE = "network.yaml"
NAME = "mine"
PROCEDURE = "request"
SHORT = os.environ.get("SHORT") == "1"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to call commands in: `areas/` with the module as it is spoiled, `before/` with it as it was."""

    folder: Path

    @property
    def areas(self) -> Path:
        return self.folder / "areas"

    @property
    def module(self) -> Path:
        return self.areas / NAME

    @property
    def before(self) -> Path:
        return self.folder / "before" / NAME

    def restore(self) -> None:
        """Make module and profile sound again, and take away what lies beside them."""
        for path in self.areas.iterdir():
            if path.is_dir() and path.name not in LIBRARIES:
                shutil.rmtree(path)
            elif not path.is_dir():
                path.unlink()
        shutil.copytree(self.before, self.module)
        shutil.copy(self.before.parent / PROFILE, self.areas)

    def change(self, file: str, old: str, new: str) -> None:
        """Exchange a part of a file of the module."""
        path = self.module / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, file: str, content: str | bytes) -> None:
        """Write a file of the module, with the folder that it lies in."""
        path = self.module / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)

    def append(self, file: str, text: str) -> None:
        """Add to a file of the module."""
        self.write(file, (self.module / file).read_text(encoding="utf-8") + text)


def built(folder: Path) -> Place:
    """Copy the libraries and the profile, and let `module new` write the module."""
    place = Place(folder)
    place.areas.mkdir()
    for name in LIBRARIES:
        shutil.copytree(SHIPPED / name, place.areas / name)
    shutil.copy(SHIPPED / PROFILE, place.areas)
    os.chdir(folder)
    assert main(["module", "new", f"areas/{NAME}"]) == 0
    place.change("module.yaml", "languages: [en]", "languages: [en, pl]")
    shutil.copytree(place.module, place.before)
    shutil.copy(SHIPPED / PROFILE, place.before.parent)
    return place


def commands(name: str = NAME, procedure: str = PROCEDURE) -> Iterator[list[str]]:
    """Give every command that looks at a package."""
    path, before = f"areas/{name}", f"before/{name}"
    yield ["check", "--why", path]
    yield ["check", "--json", path]
    yield ["simulate", "-v", path]
    yield ["simulate", "--json", path]
    yield ["explain", path, procedure]
    yield ["explain", "--json", path, procedure]
    yield ["diagram", path, procedure]
    yield ["diagram", path, procedure, "--format", "svg", "--lang", "pl"]
    yield ["units", path]
    yield ["units", path, "--lang", "pl"]
    yield ["diff", before, path]
    yield ["diff", path, before]


def commands_for(number: int) -> list[list[str]]:
    """Return the check and four other commands; in a short run the check and now and then another one."""
    check, *others = commands()
    if SHORT:
        return [check, others[number // 4 % len(others)]] if number % 4 == 0 else [check]
    return [check, *(others[(each * number + each) % len(others)] for each in (1, 3, 5, 7))]


def all_called(which: Sequence[Sequence[str]], run: Callable[[Sequence[str]], int] = main) -> list[Ran]:
    """Call commands one after another."""
    return [called(["module", *words], run) for words in which]


def assert_no_fault(ran: Sequence[Ran], about: str) -> None:
    """Fail with everything that must not have happened."""
    faults = [f"{' '.join(each.words)} ({each.seconds:.1f} s): {each.fault}" for each in ran if each.fault]
    assert not faults, "\n".join([about, *faults])
