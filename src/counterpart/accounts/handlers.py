"""What the worker does for this room: registered by being loaded."""

from __future__ import annotations

from counterpart.accounts.forgetting import mail_link

__all__ = ["mail_link"]
