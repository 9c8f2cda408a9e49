"""Settings of a worker process that has the trial room, and of the others only the foundation."""

from __future__ import annotations

from counterpart.settings import *  # noqa: F403

INSTALLED_APPS = ["procrastinate.contrib.django", "counterpart.foundation", "tests.trial_room"]
