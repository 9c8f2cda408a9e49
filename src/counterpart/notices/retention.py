"""What the tables of this room tell about people: by ref, who was told when of which exchange.

A notice says its exchange by ref and number and what happened by names of the definition. Addresses and names are
looked up when a mail is sent and stored nowhere. When a user is erased their rows point at nobody; all of them are
deleted in time (`keeping.py`).
"""

from __future__ import annotations

from counterpart.foundation.personal import Tables, columns

PERSONAL: Tables = {
    "notices_notice": columns(
        no="id fact_id authority_id number kind about at read_at digest_at mail_id",
        ref="user_ref user_id for_user_ref stream",
    ),
    "notices_preference": columns(no="mail at", ref="user_ref"),
    "notices_mail": columns(no="id fact_id digest state at message_id ended_at refusal", ref="user_ref"),
}
