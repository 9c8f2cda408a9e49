"""When somebody was last sent a link to choose a password."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column."""

    dependencies: ClassVar = [("accounts", "0002_rights")]
    operations: ClassVar = [
        migrations.AddField(model_name="user", name="link_at", field=models.DateTimeField(null=True)),
    ]
