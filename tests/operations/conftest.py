from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.simulation.permits import MODULE, NETWORK
from tests.modules.fixtures import areas, modules

__all__ = ["area", "areas", "changed", "modules"]

STORY = """
scenario: An answer
procedure: enquiry
given:
  parties: {requester: AA, responder: BB}
  subject: {name: Smith}
  ask: [valid]
steps:
  - {do: send, as: requester}
  - {expect: sent, due: "2026-03-09"}
"""


@pytest.fixture
def area(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the invented area `permits`, its network and one scenario; the call happens in it."""
    (tmp_path / "permits" / "scenarios").mkdir(parents=True)
    (tmp_path / "network.yaml").write_text(NETWORK, encoding="utf-8")
    (tmp_path / "permits" / "module.yaml").write_text(MODULE.lstrip(), encoding="utf-8")
    (tmp_path / "permits" / "scenarios" / "answer.yaml").write_text(STORY.lstrip(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(area: Path, old: str, new: str, *, file: str = "permits/module.yaml") -> int:
    """Change the text of a file; return the line (from 1) where the change is."""
    path = area / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
