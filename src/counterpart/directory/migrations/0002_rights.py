"""Who may do what with the tables of the directory; rows that are history are never deleted."""

from __future__ import annotations

from django.db import migrations

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted

ENDED = {Role.APP: "select, insert, update", Role.WORKER: "select"}
ADDED = {Role.APP: "select, insert", Role.WORKER: "select"}
REPLACED = {Role.APP: "select, insert, update, delete", Role.WORKER: "select"}


class Migration(migrations.Migration):
    """Grants."""

    dependencies = [("directory", "0001_initial")]
    operations = [
        granted(
            {
                "directory_authority": {Role.APP: "select, insert, update", Role.WORKER: "select, update"},
                "directory_access": ENDED,
                "directory_relation": ENDED,
                "directory_competence": REPLACED,
                "directory_succession": ADDED,
                "directory_membership": ENDED,
                "directory_right": REPLACED,
                "directory_absence": REPLACED,
                "directory_switch": ADDED,
            }
        ),
        migrations.RunSQL(  # whole networks are laid down with their numbers
            f"grant usage, select, update on sequence directory_authority_id_seq, directory_membership_id_seq to {Role.APP}",
            migrations.RunSQL.noop,
        ),
    ]
