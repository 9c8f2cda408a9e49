"""The addresses of this installation."""

from __future__ import annotations

from counterpart.web.addresses import urlpatterns
from counterpart.web.session.failing import broken, not_found, unreadable

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

handler400 = unreadable
handler404 = not_found
handler500 = broken
