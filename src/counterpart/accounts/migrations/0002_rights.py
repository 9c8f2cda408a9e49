"""Who may do what with the table of users, which nobody deletes, and with sessions."""

from __future__ import annotations

from django.db import migrations

from counterpart.foundation.database.addresses import Role
from counterpart.foundation.database.granting import granted


class Migration(migrations.Migration):
    """Grants."""

    dependencies = [("accounts", "0001_initial"), ("sessions", "0001_initial")]
    operations = [
        granted({"accounts_user": {Role.APP: "select, insert, update", Role.WORKER: "select, update"}}),
        granted(
            {
                "django_session": {
                    Role.APP: "select, insert, update, delete",
                    Role.WORKER: "select, delete",
                }
            }
        ),
        migrations.RunSQL(  # whole networks are laid down with their numbers
            f"grant usage, select, update on sequence accounts_user_id_seq to {Role.APP}", migrations.RunSQL.noop
        ),
    ]
