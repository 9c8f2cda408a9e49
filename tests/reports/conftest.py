from __future__ import annotations

from pathlib import Path

import pytest

from counterpart.foundation.clock import SystemClock
from counterpart.reports.signing import SETTING
from counterpart.reports.trial import trial_certificate


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key with its certificates, made for these tests."""
    return trial_certificate(tmp_path_factory.mktemp("seal"), SystemClock().now())


@pytest.fixture
def signing(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation that signs."""
    monkeypatch.setenv(SETTING, str(certificate))
    return certificate
