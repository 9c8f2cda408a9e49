from __future__ import annotations

import hashlib
import random
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpart.core.errors import Invalid
from counterpart.foundation.vault import Damaged, SecretKey, opened_file, plain_size, sealed_file, sealed_size
from counterpart.foundation.vault.files import CHUNK, HEAD_BYTES, LARGEST_CHUNK, SMALLEST_CHUNK
from tests.foundation.vault.cast import KEY, OTHER, PLACE, flipped, place_of

SMALL = SMALLEST_CHUNK
STEP = SMALL + 16
CONTENT = random.Random(3).randbytes(3 * SMALL + 1_000)
SEALED = b"".join(sealed_file(KEY, PLACE, [CONTENT], chunk=SMALL))
STORED = bytes.fromhex(
    "01127891e019f4cad43c3d1d2daaa8ad84f67db8b0dd061f13ed9e9202774344ee276337b96f3012f7372f3ffad0637e"
    "a800a1285bd030d3fb7f9ebf54170a3aaec566d2a7d12599"
)


def opened(sealed: bytes, key: SecretKey = KEY) -> bytes:
    return b"".join(opened_file(key, PLACE, [sealed]))


def cut_up(content: bytes, sizes: list[int]) -> Iterator[bytes]:
    at = 0
    for size in sizes:
        yield content[at : at + size]
        at += size
    yield content[at:]


def chunks_of(sealed: bytes) -> list[bytes]:
    return [sealed[at : at + STEP] for at in range(HEAD_BYTES, len(sealed), STEP)]


def test_a_file_of_an_earlier_release_still_opens() -> None:
    assert opened(STORED) == b"minutes of the meeting"


SIZES = st.sampled_from([0, 1, SMALL - 1, SMALL, SMALL + 1, 2 * SMALL, 3 * SMALL + 1_000])
PIECES = st.lists(st.integers(0, 2 * SMALL), max_size=6)


@given(SIZES, PIECES, PIECES)
def test_a_file_comes_back_however_it_was_cut_on_the_way(size: int, arriving: list[int], reading: list[int]) -> None:
    content = CONTENT[:size]
    sealed = b"".join(sealed_file(KEY, PLACE, cut_up(content, arriving), expected=size, chunk=SMALL))
    assert b"".join(opened_file(KEY, PLACE, cut_up(sealed, reading))) == content
    assert len(sealed) == sealed_size(size, SMALL)
    assert plain_size(len(sealed), SMALL) == size


@given(st.integers(0, len(SEALED) * 8 - 1))
def test_one_bit_changed_anywhere_is_found(bit: int) -> None:
    with pytest.raises(Damaged):
        opened(flipped(SEALED, bit))


@pytest.mark.parametrize("bit", range(HEAD_BYTES * 8))
def test_one_bit_changed_in_the_head_is_found(bit: int) -> None:
    with pytest.raises(Damaged):
        opened(flipped(SEALED, bit))


@given(st.integers(0, len(SEALED) - 1))
def test_a_file_cut_off_anywhere_is_found(length: int) -> None:
    with pytest.raises(Damaged):
        opened(SEALED[:length])


@pytest.mark.parametrize("chunks", [0, 1, 2, 3])
def test_a_file_cut_off_at_the_edge_of_a_chunk_is_found(chunks: int) -> None:
    with pytest.raises(Damaged):
        opened(SEALED[: HEAD_BYTES + chunks * STEP])


@pytest.mark.parametrize(
    "order", [[1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 1, 3], [0, 2, 3], [0, 1, 2, 2], [3], [0, 1, 2, 3, 3]]
)
def test_chunks_reordered_repeated_or_left_out_are_found(order: list[int]) -> None:
    chunks = chunks_of(SEALED)
    with pytest.raises(Damaged):
        opened(SEALED[:HEAD_BYTES] + b"".join(chunks[number] for number in order))


def test_a_chunk_of_another_file_under_the_same_key_and_place_is_found() -> None:
    other = b"".join(sealed_file(KEY, PLACE, [CONTENT], chunk=SMALL))
    assert other[HEAD_BYTES:] != SEALED[HEAD_BYTES:]
    with pytest.raises(Damaged):
        opened(SEALED[: HEAD_BYTES + STEP] + other[HEAD_BYTES + STEP :])
    with pytest.raises(Damaged):
        opened(other[:HEAD_BYTES] + SEALED[HEAD_BYTES:])


@pytest.mark.parametrize("added", [b"\0", b"\0" * 16, SEALED[-STEP:], SEALED])
def test_a_file_that_was_prolonged_is_found(added: bytes) -> None:
    with pytest.raises(Damaged):
        opened(SEALED + added)


def test_a_file_does_not_open_in_another_place_or_with_another_key() -> None:
    elsewhere = place_of(PLACE.key_name, PLACE.table, "attachment/2")
    with pytest.raises(Damaged):
        b"".join(opened_file(KEY, elsewhere, [SEALED]))
    with pytest.raises(Damaged):
        opened(SEALED, SecretKey(KEY.name, bytes(32)))
    with pytest.raises(Invalid, match="key_of_another_place"):
        opened(SEALED, SecretKey(type(PLACE.key_name)(OTHER, PLACE.key_class), KEY.secret))


def test_what_is_given_out_before_a_mistake_was_verified() -> None:
    broken = SEALED[: HEAD_BYTES + 2 * STEP] + flipped(SEALED[HEAD_BYTES + 2 * STEP :], 5)
    received: list[bytes] = []
    with pytest.raises(Damaged):
        received.extend(opened_file(KEY, PLACE, [broken]))
    assert b"".join(received) == CONTENT[: 2 * SMALL]


@pytest.mark.parametrize("announced", [0, SMALL, len(CONTENT) - 1, len(CONTENT) + 1])
def test_an_upload_of_another_size_than_announced_leaves_nothing_that_opens(announced: int) -> None:
    written: list[bytes] = []
    with pytest.raises(Invalid, match="file_size"):
        written.extend(sealed_file(KEY, PLACE, [CONTENT], expected=announced, chunk=SMALL))
    with pytest.raises(Damaged):
        opened(b"".join(written))


def test_an_upload_that_breaks_off_leaves_nothing_that_opens() -> None:
    def breaking() -> Iterator[bytes]:
        yield CONTENT[: 2 * SMALL]
        raise ConnectionResetError

    written: list[bytes] = []
    with pytest.raises(ConnectionResetError):
        written.extend(sealed_file(KEY, PLACE, breaking(), chunk=SMALL))
    assert len(written) == 2  # the head, and the chunk that was surely not the last
    with pytest.raises(Damaged):
        opened(b"".join(written))


@pytest.mark.parametrize("chunk", [0, SMALLEST_CHUNK // 2, SMALLEST_CHUNK + 1, LARGEST_CHUNK * 2])
def test_chunks_of_another_size_are_refused(chunk: int) -> None:
    with pytest.raises(Invalid, match="file_chunk"):
        list(sealed_file(KEY, PLACE, [], chunk=chunk))


@pytest.mark.parametrize("sealed", [0, HEAD_BYTES, HEAD_BYTES + 15, HEAD_BYTES + STEP + 3])
def test_no_file_takes_that_many_bytes(sealed: int) -> None:
    with pytest.raises(Damaged):
        plain_size(sealed, SMALL)


def peak_of(mebibytes: int) -> int:
    """Seal and open a file as one stream, and return the most memory that took."""
    piece = random.Random(5).randbytes(1 << 17)
    arrived, left = hashlib.sha256(), hashlib.sha256()

    def arriving() -> Iterator[bytes]:
        for _ in range(8 * mebibytes):
            arrived.update(piece)
            yield piece

    tracemalloc.start()
    for chunk in opened_file(KEY, PLACE, sealed_file(KEY, PLACE, arriving())):
        left.update(chunk)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert arrived.digest() == left.digest()
    return peak


def test_a_large_file_takes_no_more_memory_than_a_small_one() -> None:
    small, large = peak_of(4), peak_of(64)
    assert large < 1.1 * small
    assert large < 12 * CHUNK
