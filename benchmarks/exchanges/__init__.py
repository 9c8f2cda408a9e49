"""The lines on the database, and what they need. Whatever is imported from here finds Django set up."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpart.settings")
django.setup()
