"""What the worker does for the foundation itself: everything here is registered by being loaded."""

from __future__ import annotations

from counterpart.foundation import duties, erasing, jobs, log_keeping
from counterpart.foundation.health import checks
from counterpart.foundation.scanning import looking

__all__ = ["checks", "duties", "erasing", "jobs", "log_keeping", "looking"]
