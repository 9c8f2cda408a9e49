"""Where the scanner is: said in one line, refused when it is not, and never left out where the work is real."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counterpart.core.errors import Invalid
from counterpart.foundation.scanning import Clamd, scanner_at_hand
from counterpart.foundation.scanning.setting import SECONDS, VARIABLE


@pytest.mark.parametrize(
    ("said", "clamd"),
    [
        ("", None),
        ("  ", None),
        ("/run/clamav/clamd.ctl", Clamd(path="/run/clamav/clamd.ctl")),
        ("scanner.example.org:3310", Clamd(host="scanner.example.org", port=3310)),
        ("[::1]:3310", Clamd(host="::1", port=3310)),
    ],
)
def test_a_socket_or_a_port_names_a_scanner(said: str, clamd: Clamd | None) -> None:
    assert scanner_at_hand({VARIABLE: said}) == clamd


@pytest.mark.parametrize(
    "said", ["none", "clamd.ctl", "host:", "host:0", "host:99999", "http://host:3310", "/" + "x" * 200]
)
def test_what_names_none_is_refused(said: str) -> None:
    with pytest.raises(Invalid, match="clamd_setting"):
        scanner_at_hand({VARIABLE: said})


@pytest.mark.parametrize("said", ["0", "-1", "1.5", "soon", "601"])
def test_a_patience_that_is_none_is_refused(said: str) -> None:
    with pytest.raises(Invalid, match="clamd_setting"):
        scanner_at_hand({VARIABLE: "/run/clamd", SECONDS: said})
    found = scanner_at_hand({VARIABLE: "/run/clamd", SECONDS: "5"})
    assert found is not None
    assert found.patience == 5


def _settings_say(folder: Path, **variables: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COUNTERPART_")}
    environment = kept | {"COUNTERPART_DATA": str(folder)} | variables
    command = [sys.executable, "-c", "import counterpart.settings"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


@pytest.mark.slow
def test_where_others_are_served_a_scanner_has_to_be_set(tmp_path: Path) -> None:
    real = {"COUNTERPART_HOSTS": "imi.example.org"}
    assert _settings_say(tmp_path) == ""
    assert "COUNTERPART_CLAMD is not set: attached files would not be scanned" in _settings_say(tmp_path, **real)
    assert _settings_say(tmp_path, **real, COUNTERPART_CLAMD="/run/clamav/clamd.ctl") == ""
    assert "COUNTERPART_CLAMD is 'none'" in _settings_say(tmp_path, COUNTERPART_CLAMD="none")
