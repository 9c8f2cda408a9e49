from __future__ import annotations

import io

import pytest

from counterpart.operations.progress import with_progress
from counterpart.operations.terminal import GREEN, Styled, Terminal
from counterpart.operations.wording import counted


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_the_words_alone() -> None:
    terminal = Terminal(io.StringIO(), io.StringIO())
    terminal.say(Styled("ok", GREEN), " pq")
    assert terminal.out.getvalue() == "ok pq\n"  # type: ignore[attr-defined]


def test_a_terminal_gets_colours() -> None:
    terminal = Terminal(io.StringIO(), io.StringIO(), colours=True)
    terminal.say(Styled("ok", GREEN), " pq")
    assert terminal.out.getvalue() == "\x1b[32mok\x1b[0m pq\n"  # type: ignore[attr-defined]


@pytest.mark.parametrize("colours", [True, False])
def test_a_package_cannot_move_the_cursor(*, colours: bool) -> None:
    terminal = Terminal(io.StringIO(), io.StringIO(), colours=colours)
    terminal.say("title \x1b[2J\x07\x9b1m\r", Styled("\x1b]0;x", GREEN), "\tand so on")
    said = terminal.out.getvalue()  # type: ignore[attr-defined]
    assert "title \\x1b[2J\\x07\\x9b1m\\x0d" in said
    assert "\\x1b]0;x" in said
    assert said.endswith("\tand so on\n")
    terminal.tell("also \x1b[31mhere")
    assert terminal.error.getvalue() == "also \\x1b[31mhere\n"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("environment", "colours"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, colours: bool
) -> None:
    monkeypatch.setattr("sys.stdout", Screen())
    monkeypatch.setattr("sys.stderr", Screen())
    terminal = Terminal.of_process(environment)
    assert (terminal.colours, terminal.lively) == (colours, colours)


def test_a_file_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert not Terminal.of_process({}).colours


def test_letters_that_the_terminal_does_not_know_are_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    terminal = Terminal.of_process({})
    terminal.say("Ωmega → \udce9")
    terminal.out.flush()
    assert raw.getvalue() == b"\\u03a9mega \\u2192 \\udce9\n"


def shown(seconds: list[float], *, lively: bool = True) -> str:
    """Return what is drawn while three things are done, the clock showing these seconds."""
    terminal = Terminal(io.StringIO(), io.StringIO(), lively=lively)
    times = iter(seconds)
    assert list(with_progress(["a", "b", "c"], terminal, lambda one: f"at {one}", clock=lambda: next(times))) == [
        "a",
        "b",
        "c",
    ]
    said: str = terminal.error.getvalue()  # type: ignore[attr-defined]
    return said


def test_what_is_quick_draws_nothing() -> None:
    assert shown([0, 0.1, 0.5, 1.9]) == ""


def test_after_two_seconds_it_is_said_what_takes_so_long_and_taken_away_again() -> None:
    assert shown([0, 0.1, 2.0, 3.0]) == "\r\x1b[Kat b (2 of 3)\r\x1b[K\r\x1b[Kat c (3 of 3)\r\x1b[K"


def test_in_a_pipe_nothing_is_drawn_over() -> None:
    assert shown([0, 9, 9, 9], lively=False) == ""


def test_one_is_singular() -> None:
    assert [counted(number, "error") for number in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]
    assert counted(2, "entry", "entries") == "2 entries"
