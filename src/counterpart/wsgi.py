"""What a web server calls."""

from __future__ import annotations

import logging
import os

from django.core.wsgi import get_wsgi_application

from counterpart.foundation.asks import must_be_answered
from counterpart.foundation.collecting import collect_seldom
from counterpart.foundation.process_log import log_to
from counterpart.foundation.scanning.setting import scanner_at_hand

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpart.settings")

# Django by itself says nothing of errors, and names the address of whatever was refused.
log_to(json=False, settings={"django": logging.ERROR})
if scanner_at_hand() is None:
    logging.getLogger("counterpart.wsgi").warning("attached files are not scanned for viruses: no scanner is set")
application = get_wsgi_application()
must_be_answered()
collect_seldom()
