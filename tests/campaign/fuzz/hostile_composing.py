"""Packages whose parts extend one another in ways that have no end, or no sense."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.core.composing.resolving import LONGEST_CHAIN
from tests.campaign.fuzz.cases import Case, appended, changed
from tests.campaign.fuzz.places import Place

REQUEST = "procedures/request.yaml"
MANY = 40


def _chain(length: int, last: str) -> Case:
    """Return procedures that extend one another in a row, in files of their own."""

    def make(place: Place) -> None:
        for number in range(length):
            above = f"p{number + 1}" if number + 1 < length else last
            place.write(f"procedures/p{number}.yaml", f"procedure: p{number}\nextends: {above}\ntitle: P\n")

    code = "X003" if length < LONGEST_CHAIN else "X004"
    return Case(f"{length} procedures in a row that ends in {last}", make, code)


def _libraries(length: int, last: str, code: str) -> Case:
    """Return libraries beside the module that use one another in a row."""

    def make(place: Place) -> None:
        place.change("module.yaml", "uses:\n", 'uses:\n  lib0: "^1.0"\n')
        for number in range(length):
            uses = f"lib{number + 1}" if number + 1 < length else last
            text = (
                f'format: 2\nmodule: lib{number}\nversion: 1.0.0\nlibrary: true\ntitle: L\nuses: {{{uses}: "^1.0"}}\n'
            )
            (place.areas / f"lib{number}.yaml").write_text(text, encoding="utf-8")

    return Case(f"{length} libraries in a row that ends in {last}", make, code)


def _itself(place: Place) -> None:
    place.change("module.yaml", "uses:\n", 'uses:\n  mine: "^0.1"\n')


def _circles() -> Iterator[Case]:
    yield changed("a procedure that extends itself", REQUEST, "std/request", "request", "X003")
    yield appended("a form that extends itself", "forms/matter.yaml", "extends: matter\n", "X003")
    yield _chain(2, "p0")
    yield _chain(MANY, "p0")
    yield _chain(MANY, "std/request")
    yield _chain(900, "p0")
    yield _libraries(2, "lib0", "X008")
    yield _libraries(MANY, "lib0", "X004")
    yield _libraries(MANY, "std", "X004")
    yield _libraries(3, "mine", "X008")
    yield Case("a module that uses itself", _itself, "X008")
    yield appended("a track that extends itself", REQUEST, "tracks: {part: {extends: part}}\n", "X003")
    yield appended(
        "tracks in a circle", REQUEST, "tracks: {a: {extends: b}, b: {extends: c}, c: {extends: a}}\n", "X003"
    )
    row = ", ".join(f"t{number}: {{extends: t{number + 1}}}" for number in range(300))
    yield appended("three hundred tracks in a row", REQUEST, f"tracks: {{{row}}}\n", "X004")
    yield appended("a track of the procedure itself", REQUEST, "tracks: {a: {extends: request.a}}\n")


def _nonsense() -> Iterator[Case]:
    for name, value in {
        "a list": "[std/request]",
        "a map": "{std: request}",
        "nothing": "null",
        "a number": "7",
        "an empty text": '""',
        "a slash": "/",
        "dots": '"std/request..."',
        "a part of Python": "std/request.__class__",
    }.items():
        yield changed(f"what extends {name}", REQUEST, "std/request", value, "X019" if name in _NO_NAMES else "X001")
    for name, value in {
        "everything": "remove: ['*', states, actions, parties, start]",
        "what is not there": "remove: [states.x, a.b.c.d.e.f, '', '.', '..', 'states..sent']",
        "all states": "remove: [states]",
        "five thousand things": f"remove: [{', '.join(f'states.x{number}' for number in range(5_000))}]",
        "maps": "remove: [{states: sent}]",
    }.items():
        yield appended(f"removes {name}", REQUEST, f"{value}\n", "")
    yield appended("nothing but nulls", REQUEST, "states: null\nactions: null\nparties: null\ntracks: null\n")
    yield appended("features that are none", REQUEST, "without: [nothing, '', a.b, '*']\n", "X010")
    yield appended("a feature of itself", REQUEST, "features: {a: [features.a, states], b: [procedures.request]}\n")


_NO_NAMES = {"a list", "a map", "nothing", "a number", "an empty text"}
CASES = (*_circles(), *_nonsense())
