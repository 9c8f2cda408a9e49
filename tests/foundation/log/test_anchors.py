from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.log import (
    Anchor,
    AnchoredHeads,
    AnchorSigner,
    Breach,
    BreachKind,
    Entry,
    Head,
    key_id_of,
    next_anchor,
    verify_anchors,
    verify_stream,
    verify_streams,
)
from counterpart.foundation.log.anchors import digest_of_moved, moved_since, root_of
from counterpart.foundation.log.outside import read_outside, written_outside
from tests.foundation.log.streams import EXCHANGE, MINUTE, NOW, OTHER, rewritten, steps

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER = AnchorSigner(PRIVATE)
KEYS = {SIGNER.key_id: PRIVATE.public_key()}
THIEF = AnchorSigner(Ed25519PrivateKey.from_private_bytes(bytes(32)))
STREAMS = [UUID(int=number) for number in (3, 5, 7)]


@dataclass
class Log:
    """A log of some streams, of which an anchor is made now and then."""

    entries: dict[UUID, list[Entry]] = field(default_factory=dict)
    anchored: list[AnchoredHeads] = field(default_factory=list)

    def grow(self, stream: UUID, count: int) -> None:
        self.entries[stream] = steps(count, stream)[0]

    def heads(self) -> list[Head]:
        return [Head(stream, held[-1].n, held[-1].hash) for stream, held in sorted(self.entries.items())]

    def anchor(self, signer: AnchorSigner = SIGNER) -> None:
        known = {head.stream: head for one in self.anchored for head in one.moved}
        moved = moved_since(known, self.heads())
        previous = self.anchored[-1].anchor if self.anchored else None
        now = NOW + 60 * MINUTE * (len(self.anchored) + 1)
        self.anchored.append(AnchoredHeads(next_anchor(previous, self.heads(), moved, signer, now), moved))

    def stored(self, heads: Sequence[Head]) -> list[bytes | None]:
        held = {(stream, entry.n): entry.hash for stream, rows in self.entries.items() for entry in rows}
        return [held.get((head.stream, head.n)) for head in heads]

    def wrong_anchors(self, *outside: Anchor) -> list[tuple[BreachKind, int]]:
        report = verify_anchors(self.anchored, KEYS, outside=outside)
        assert all("None" not in str(breach) for breach in report.breaches)
        return [(breach.kind, breach.n) for breach in report.breaches]

    def wrong_streams(self) -> list[Breach]:
        trusted = verify_anchors(self.anchored, KEYS).trusted
        return list(verify_streams(self.anchored, trusted, self.entries, self.stored))


@pytest.fixture
def log() -> Log:
    """Three exchanges and four anchors: the second exchange moves in the third hour, the third begins in the second."""
    log = Log()
    log.grow(STREAMS[0], 3)
    log.grow(STREAMS[1], 2)
    log.anchor()
    log.grow(STREAMS[2], 1)
    log.anchor()
    log.grow(STREAMS[1], 6)
    log.anchor()
    log.anchor()
    return log


def test_an_anchor_of_an_earlier_release_still_verifies() -> None:
    head = Head(EXCHANGE, 2, bytes(range(32)))
    anchor = next_anchor(None, [head], [head], SIGNER, NOW)
    assert anchor.signature.hex() == (
        "57d29c105404cdb325e5879f5f105f1b8d62476d300090c1cf7667695acdc86a"
        "9a03e289127d4fd09ac117f423230e7db0e339b2b3a6625235a44fb30d792508"
    )
    assert (anchor.root.hex()[:16], anchor.moved_digest.hex()[:16]) == ("62d680f5d0c690c5", "34b29ff2254cf553")
    assert (anchor.prev.hex()[:16], anchor.access_digest.hex()[:16]) == ("641255908aa3a910", "feefe29f0abcb7eb")
    assert SIGNER.key_id.hex() == "5147a79b195c1688"


def test_what_was_anchored_verifies(log: Log) -> None:
    assert [one.anchor.n for one in log.anchored] == [1, 2, 3, 4]
    assert [len(one.moved) for one in log.anchored] == [2, 1, 1, 0]
    assert [one.anchor.streams for one in log.anchored] == [2, 3, 3, 3]
    report = verify_anchors(log.anchored, KEYS, outside=[one.anchor for one in log.anchored])
    assert (report.breaches, report.trusted) == ((), frozenset({1, 2, 3, 4}))
    assert log.wrong_streams() == []
    assert verify_anchors([], KEYS).breaches == ()


def test_what_was_written_since_the_last_anchor_is_no_breach(log: Log) -> None:
    log.grow(STREAMS[0], 5)
    log.grow(UUID(int=9), 1)
    assert log.wrong_streams() == []


def test_a_missing_exchange_is_named_with_the_anchor_that_saw_it(log: Log) -> None:
    del log.entries[STREAMS[1]]
    assert log.wrong_streams() == [Breach(BreachKind.STREAM_MISSING, 2, STREAMS[1], 1)]
    assert str(log.wrong_streams()[0]) == f"exchange {STREAMS[1]} is missing: anchor 1 saw it with 2 entries"


def test_a_tail_that_was_cut_together_with_the_head_is_named(log: Log) -> None:
    log.entries[STREAMS[1]] = log.entries[STREAMS[1]][:4]
    assert log.wrong_streams() == [Breach(BreachKind.STREAM_CUT, 6, STREAMS[1], 3)]


@pytest.mark.parametrize(("place", "seen_n", "anchor"), [(0, 2, 1), (1, 2, 1), (2, 6, 3), (5, 6, 3)])
def test_a_stream_rewritten_to_its_end_is_named_at_the_first_anchor_that_disagrees(
    log: Log, place: int, seen_n: int, anchor: int
) -> None:
    entries = list(log.entries[STREAMS[1]])
    entries[place] = replace(entries[place], to_state="closed")
    log.entries[STREAMS[1]], head = rewritten(entries, STREAMS[1])
    assert verify_stream(STREAMS[1], log.entries[STREAMS[1]], head) == ()
    assert log.wrong_streams() == [Breach(BreachKind.STREAM_REWRITTEN, seen_n, STREAMS[1], anchor)]


OTHERWISE: dict[str, Any] = {
    "at": NOW,
    "format": 2,
    "streams": 9,
    "root": bytes(32),
    "moved_digest": bytes(32),
    "access_digest": bytes(32),
    "prev": bytes(32),
    "signature": bytes(64),
}


def test_every_column_of_an_anchor_is_tried_below() -> None:
    assert {*OTHERWISE, "n", "key_id"} == set(Anchor.__dataclass_fields__)


@pytest.mark.parametrize("column", OTHERWISE)
@pytest.mark.parametrize("place", range(4))
def test_a_changed_anchor_is_named_whatever_was_changed(log: Log, column: str, place: int) -> None:
    anchor, moved = log.anchored[place]
    log.anchored[place] = AnchoredHeads(replace(anchor, **{column: OTHERWISE[column]}), moved)
    assert (BreachKind.ANCHOR_CHANGED, place + 1) in log.wrong_anchors()
    assert place + 1 not in verify_anchors(log.anchored, KEYS).trusted


@pytest.mark.parametrize("place", range(4))
def test_an_anchor_signed_by_somebody_else_is_named(log: Log, place: int) -> None:
    anchor, moved = log.anchored[place]
    forged = replace(anchor, root=bytes(32), key_id=THIEF.key_id)
    forged = replace(forged, signature=THIEF.sign(forged.signed_bytes()))
    log.anchored[place] = AnchoredHeads(forged, moved)
    assert (BreachKind.ANCHOR_KEY_UNKNOWN, place + 1) in log.wrong_anchors()
    log.anchored[place] = AnchoredHeads(replace(forged, key_id=SIGNER.key_id), moved)
    assert (BreachKind.ANCHOR_CHANGED, place + 1) in log.wrong_anchors()


@pytest.mark.parametrize("place", range(3))
def test_a_deleted_anchor_is_named(log: Log, place: int) -> None:
    del log.anchored[place]
    assert log.wrong_anchors() == [(BreachKind.ANCHOR_DELETED, place + 1)]


def test_anchors_cut_at_the_end_are_named_by_those_outside(log: Log) -> None:
    newest = log.anchored[-1].anchor
    del log.anchored[2:]
    assert log.wrong_anchors() == []
    assert log.wrong_anchors(newest) == [(BreachKind.ANCHOR_CUT, 3)]


def test_anchors_in_another_order_or_twice_are_found(log: Log) -> None:
    log.anchored[1], log.anchored[2] = log.anchored[2], log.anchored[1]
    assert (BreachKind.ANCHOR_MOVED, 2) in log.wrong_anchors()
    log.anchored = [log.anchored[0], log.anchored[0]]
    assert log.wrong_anchors() == [(BreachKind.ANCHOR_MOVED, 1)]


def test_whoever_has_the_signing_key_can_make_a_new_chain_but_not_that_of_yesterday(log: Log) -> None:
    outside = log.anchored[1].anchor
    del log.entries[STREAMS[2]]
    log.anchored = []
    for _ in range(4):
        log.anchor()
    assert log.wrong_anchors() == []
    assert log.wrong_streams() == []
    assert log.wrong_anchors(outside) == [(BreachKind.ANCHOR_DIFFERS, 2)]


@pytest.mark.parametrize("place", range(3))
def test_heads_that_were_changed_beside_their_anchor_are_found_and_not_believed(log: Log, place: int) -> None:
    anchor, moved = log.anchored[place]
    log.anchored[place] = AnchoredHeads(anchor, moved[:-1])
    assert log.wrong_anchors() == [(BreachKind.HEADS_CHANGED, place + 1)]
    forged = (Head(moved[0].stream, moved[0].n, bytes(32)), *moved[1:])
    log.anchored[place] = AnchoredHeads(anchor, forged)
    assert log.wrong_anchors() == [(BreachKind.HEADS_CHANGED, place + 1)]
    assert log.wrong_streams() == []


def test_a_root_that_is_not_over_the_heads_that_moved_is_found(log: Log) -> None:
    previous = log.anchored[-1].anchor
    heads = [*log.heads(), Head(UUID(int=9), 1, bytes(32))]
    log.anchored.append(AnchoredHeads(next_anchor(previous, heads, (), SIGNER, previous.at), ()))
    assert log.wrong_anchors() == [(BreachKind.HEADS_CHANGED, 5)]


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [("streams", 9, BreachKind.HEADS_CHANGED), ("format", 2, BreachKind.ANCHOR_CHANGED)],
)
def test_what_cannot_be_right_is_found_even_when_it_is_signed(
    log: Log, column: str, value: int, kind: BreachKind
) -> None:
    anchor, moved = log.anchored[-1]
    changed = replace(anchor, **{column: value})  # type: ignore[arg-type]
    log.anchored[-1] = AnchoredHeads(replace(changed, signature=SIGNER.sign(changed.signed_bytes())), moved)
    assert log.wrong_anchors() == [(kind, 4)]


def test_a_new_signing_key_goes_on_with_the_chain(log: Log) -> None:
    log.anchor(THIEF)
    keys = KEYS | {THIEF.key_id: Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()}
    assert verify_anchors(log.anchored, keys).breaches == ()
    assert log.wrong_anchors() == [(BreachKind.ANCHOR_KEY_UNKNOWN, 5)]
    assert key_id_of(PRIVATE.public_key()) == SIGNER.key_id != THIEF.key_id


def test_no_anchor_makes_a_missing_exchange_the_new_truth(log: Log) -> None:
    del log.entries[STREAMS[0]]
    with pytest.raises(Invalid, match="anchor_fewer"):
        log.anchor()


def test_heads_come_by_stream_and_time_goes_forward(log: Log) -> None:
    previous = log.anchored[-1].anchor
    with pytest.raises(Invalid, match="anchor_order"):
        next_anchor(previous, reversed(log.heads()), (), SIGNER, previous.at)
    with pytest.raises(Invalid, match="anchor_order"):
        root_of([log.heads()[0]] * 2)
    with pytest.raises(Invalid, match="anchor_time"):
        next_anchor(previous, log.heads(), (), SIGNER, previous.at - MINUTE)


def test_anchors_come_back_from_outside_as_they_were(log: Log) -> None:
    lines = [written_outside(one) for one in log.anchored]
    assert [read_outside(line) for line in lines] == log.anchored
    assert all("\n" not in line for line in lines)


@pytest.mark.parametrize("line", ["", "[]", "{}", "null", '{"n": 1}', '{"n": "x"}', "7"])
def test_a_line_that_is_no_anchor_is_refused(line: str) -> None:
    with pytest.raises(Invalid, match="anchor_unreadable"):
        read_outside(line)


HEADS = st.lists(
    st.builds(
        Head, st.sampled_from([EXCHANGE, OTHER, *STREAMS]), st.integers(1, 9), st.binary(min_size=32, max_size=32)
    ),
    max_size=5,
    unique_by=lambda head: head.stream,
)


@given(HEADS, HEADS)
def test_other_heads_have_another_digest_and_root_and_their_order_does_not_count(
    one: list[Head], other: list[Head]
) -> None:
    same = sorted(one) == sorted(other)
    assert (digest_of_moved(one) == digest_of_moved(other)) == same
    assert (root_of(sorted(one)) == root_of(sorted(other))) == same
    assert moved_since({head.stream: head for head in one}, other) == tuple(h for h in other if h not in one)
