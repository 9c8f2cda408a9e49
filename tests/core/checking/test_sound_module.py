from __future__ import annotations

from tests.core.checking.areas import WITH_PART, found


def test_a_sound_module_is_not_found_fault_with() -> None:
    assert found() == []


def test_a_sound_module_with_a_track_is_not_found_fault_with() -> None:
    assert found(WITH_PART) == []
