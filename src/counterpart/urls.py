"""The addresses of this installation."""

from __future__ import annotations

from counterpart.web.addresses import urlpatterns
from counterpart.web.session.failing import broken, not_found

__all__ = ["handler404", "handler500", "urlpatterns"]

handler404 = not_found
handler500 = broken
