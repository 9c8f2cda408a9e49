"""The rights that a user of an authority may hold: in one policy area, or in the authority as a whole.

Those of Decision 2008/49/EC, Art. 9 (handler, allocator, referral handler, data administrator) and what alerts,
notifications and repositories added (domain sheet 2.6). A policy area brings no rights of its own: what its procedures
let people do is told from these by `policy.py`.
"""

from __future__ import annotations

import enum


class RightName(enum.StrEnum):
    """Rights by the name that is stored and that `Actor.rights` holds."""

    BASIC = "basic"
    """Whoever belongs to an authority: search, and the overview of what it has. Comes with the membership."""
    DATA_ADMINISTRATOR = "data_administrator"
    """The record of the authority, its users and their rights; at a coordinator also those that it coordinates."""
    NETWORK_ADMINISTRATOR = "network_administrator"
    """At the supervising body: policy areas, retention, national coordinators."""
    HANDLER = "handler"
    ALLOCATOR = "allocator"
    REFERRAL_HANDLER = "referral_handler"
    """At a coordinator: approves, and settles disputes."""
    ALERT_VIEWER = "alert_viewer"
    ALERT_HANDLER = "alert_handler"
    ALERT_DISSEMINATOR = "alert_disseminator"
    """At a coordinator: broadcasts alerts and passes them on."""
    NOTIFICATION_HANDLER = "notification_handler"
    NOTIFICATION_BROADCASTER = "notification_broadcaster"
    """At a coordinator: checks and broadcasts notifications."""
    REPOSITORY_MANAGER = "repository_manager"


WHOLE = frozenset({RightName.DATA_ADMINISTRATOR, RightName.NETWORK_ADMINISTRATOR})
"""Rights in an authority as a whole: they are given without a policy area."""

IN_MODULE = frozenset(RightName) - WHOLE - {RightName.BASIC}
"""Rights that are given for one policy area."""
