"""What follows from a definition is found once, for each thing, and never for one that only looks the same."""

from __future__ import annotations

from counterpart.core.definitions.remembering import by_identity


def test_it_is_found_once_for_each_thing_and_equal_things_are_kept_apart() -> None:
    asked: list[list[int]] = []

    @by_identity(2)
    def total(thing: list[int]) -> int:
        asked.append(thing)
        return sum(thing)

    one, same = [1, 2], [1, 2]
    assert (total(one), total(one), total(same)) == (3, 3, 3)
    assert [id(thing) for thing in asked] == [id(one), id(same)]


def test_no_more_is_kept_than_was_said_and_what_was_forgotten_is_found_again() -> None:
    found = 0

    @by_identity(2)
    def size(thing: list[int]) -> int:
        nonlocal found
        found += 1
        return len(thing)

    things = [[number] for number in range(3)]
    assert [size(thing) for thing in things] == [1, 1, 1]
    assert (size(things[0]), found) == (1, 4)
