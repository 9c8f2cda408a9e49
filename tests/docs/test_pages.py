from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import Block, Follower, Rotten, blocks_of, changed, commands_of, difference

PAGE = """\
# A page

**`notes/first.txt`**

```text
one
two
```

**`notes/first.txt`**

```diff
 one
-two
+three
```

```console
$ cat notes/first.txt
one
three
$ true
```
"""


def page_at(folder: Path, text: str) -> Path:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def test_a_page_is_followed_file_by_file_and_command_by_command(tmp_path: Path) -> None:
    follower = Follower(tmp_path)
    follower.follow(page_at(tmp_path, PAGE))
    assert (follower.folder / "notes" / "first.txt").read_text(encoding="utf-8") == "one\nthree\n"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("one\nthree\n$", "one\ntwo\n$"),  # another answer
        ("one\nthree\n$", "one\n$"),  # a line too few
        ("$ true", "$ echo more"),  # an answer that is not shown
        ("-two", "-four"),  # a change that does not fit
        ("$ cat notes/first.txt\n", ""),  # an answer without a command
    ],
)
def test_a_page_that_is_not_so_is_found(tmp_path: Path, was: str, now: str) -> None:
    assert was in PAGE
    with pytest.raises(Rotten, match=r"page\.md:\d+: "):
        Follower(tmp_path).follow(page_at(tmp_path, PAGE.replace(was, now, 1)))


def test_a_block_without_an_end_is_found() -> None:
    with pytest.raises(Rotten, match="line 1 "):
        blocks_of("```console\n$ true\n")


def test_a_file_belongs_to_the_block_behind_its_name_and_to_no_other() -> None:
    page = "**`a.txt`**\n\n```\nx\n```\n\n**`b.txt`**\n\nSome words.\n\n```\ny\n```\n"
    assert [(block.path, block.text) for block in blocks_of(page)] == [("a.txt", "x\n"), ("", "y\n")]


def test_commands_have_their_answers_and_lines() -> None:
    block = Block("console", "", "$ a\nx\ny\n$ b\n", 10)
    assert commands_of(block) == [(11, "a", "x\ny\n"), (14, "b", "")]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("at … o'clock\n", "at 12 o'clock\n"),
        ("first\n…\nlast\n", "first\nsecond\nthird\nlast\n"),
        ("first\n…\n", "first\n"),
        ("a   b\n", "a b\n"),
        ("6 forms, 140 texts\n", "6 forms, 144 texts\n"),
    ],
)
def test_what_may_differ_is_no_difference(shown: str, said: str) -> None:
    assert difference(shown, said) == ""


@pytest.mark.parametrize(
    ("shown", "said"),
    [("6 forms, 140 texts\n", "7 forms, 140 texts\n"), ("a\n", ""), ("", "a\n"), ("first\n…\nlast\n", "first\n")],
)
def test_what_may_not_differ_is_shown(shown: str, said: str) -> None:
    assert "--- shown" in difference(shown, said)


def test_a_change_that_fits_twice_is_refused() -> None:
    with pytest.raises(Rotten, match="2 times"):
        changed("a\nb\na\n", "-a\n+c\n")
