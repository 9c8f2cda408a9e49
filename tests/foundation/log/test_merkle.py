from __future__ import annotations

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterpart.foundation.log import merkle_root


def by_definition(leaves: list[bytes]) -> bytes:
    """Compute the root as RFC 6962, section 2.1, defines it: recursively, at the largest power of two."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + by_definition(leaves[:half]) + by_definition(leaves[half:])).digest()


LEAVES = st.lists(st.binary(max_size=8), max_size=40)


@given(LEAVES)
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert merkle_root(iter(leaves)) == (by_definition(leaves), len(leaves))


@given(LEAVES, LEAVES)
def test_other_leaves_have_another_root(one: list[bytes], other: list[bytes]) -> None:
    assume(one != other)
    assert merkle_root(one)[0] != merkle_root(other)[0]


@pytest.mark.parametrize(
    ("leaves", "root"),
    [
        ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ([b""], "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ([b"", b"\x00"], "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ],
)
def test_the_known_roots_of_certificate_transparency_come_out(leaves: list[bytes], root: str) -> None:
    assert merkle_root(leaves)[0].hex() == root
