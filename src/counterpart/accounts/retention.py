"""What is personal in this room, and how it goes.

Officials' names and addresses stand in clear in `accounts_user`, and nowhere else: who signs in is looked up by the
address, a page names the colleagues of an authority, a mail is sent to the address; sealing them under a key that every
one of these has to fetch would protect them from nobody who has the data and the program. The log, facts, jobs and
addresses of pages hold refs. So erasing a user is one row; in a backup they live as long as the backup.
"""

from __future__ import annotations

from counterpart.foundation.personal import Tables, columns

EMPTIED = "emptied when the user is erased (actions.erase)"

CLEAR = "email email_folded email_confirmed_at name lang tz password_at link_at first_sign_in_at last_sign_in_at"

PERSONAL: Tables = {
    "accounts_user": columns(
        no="id entered_at left_at blocked_at erased_at",
        ref="ref",
        keyed={"password": EMPTIED},
        clear=dict.fromkeys(CLEAR.split(), EMPTIED),
    ),
}
