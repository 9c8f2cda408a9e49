"""Who may do what with notices: pages read them and mark them as read, the worker writes and sweeps them."""

from __future__ import annotations

from django.db import migrations

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted

ALL = "select, insert, update, delete"


class Migration(migrations.Migration):
    """Grants."""

    dependencies = [("notices", "0001_initial")]
    operations = [
        granted(
            {
                "notices_notice": {Role.APP: "select, update", Role.WORKER: ALL},
                "notices_preference": {Role.APP: "select, insert, update", Role.WORKER: ALL},
                "notices_mail": {Role.APP: "select", Role.WORKER: ALL},
            }
        ),
    ]
