"""What the log says of an exchange, as the last part of its report: with it a report can be held against the log."""

from __future__ import annotations

from collections.abc import Iterator

from counterpart.reports.papers import Fact, Facts, Part, Remark, Said
from counterpart.reports.witness import Witness
from counterpart.web.showing.exchange.scene import Scene


def witness_part(scene: Scene, witness: Witness | None) -> Iterator[Part]:
    """Yield the part about the log; none for an exchange without entries."""
    words = scene.words
    if witness is None:
        return
    facts = [
        Fact(words.gettext("Last entry"), (Said(str(witness.n)),)),
        Fact(words.gettext("Its digest (SHA-256)"), (Said(_grouped(witness.digest)),)),
    ]
    anchor = witness.anchor
    if anchor is not None:
        moment = f"{anchor.n}, {scene.moment(anchor.at)}"
        facts += [
            Fact(words.gettext("Last anchor"), (Said(moment),)),
            Fact(words.gettext("Its root (SHA-256)"), (Said(_grouped(anchor.root)),)),
        ]
    said = words.gettext("The anchor holds every entry named here: whoever has it can prove them.")
    if not witness.is_anchored:
        said = words.gettext("The next anchor will hold the last entries; one is made every hour.")
    yield Part(words.gettext("Log"), (Facts(tuple(facts)), Remark(Said(said))))


def _grouped(digest: bytes) -> str:
    """Return a digest in groups, as people compare it."""
    return digest.hex(" ", 4)
