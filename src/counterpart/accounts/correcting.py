"""Another address for a user whose mails come back, inside the action of another room."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from counterpart.accounts.addresses import address, folded
from counterpart.accounts.events import UserChanged
from counterpart.accounts.users import User
from counterpart.core.errors import Conflict, Refused
from counterpart.foundation.database.statements import run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind

CORRECT = "update accounts_user set email = %s, email_folded = %s, email_confirmed_at = null where id = %s"


def corrected(doing: Doing, found: User, email: str) -> bool:
    """Write another address, by which the user signs in from now on, and say whether it is another one.

    The address itself stands in no log. Raises Refused `account_closed`, Invalid `email_invalid`, Conflict
    `email_taken`.
    """
    if found.left_at or found.blocked_at:
        raise Refused("account_closed", user=str(found.ref))
    written = address(email)
    if written == found.email:
        return False
    try:
        with transaction.atomic():  # a savepoint: somebody else may take the address at the same moment
            run(CORRECT, [written, folded(written), found.id])
    except IntegrityError as problem:
        raise Conflict("email_taken", field="email") from problem
    doing.log(found.ref, EntryKind.ADMINISTRATION, action="correct_address")
    doing.announce(found.ref, UserChanged("address"))
    return True
