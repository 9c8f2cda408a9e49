"""What a web server calls."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from counterpart.foundation.collecting import collect_seldom
from counterpart.foundation.process_log import log_to

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpart.settings")

log_to(json=False)  # before Django, whose own way is silent where errors matter
application = get_wsgi_application()
collect_seldom()
