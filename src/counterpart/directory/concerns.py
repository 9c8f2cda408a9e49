"""What a coordinator has to see to among the authorities that it looks after."""

from __future__ import annotations

import datetime as dt
import enum


class Concern(enum.StrEnum):
    """A reason to turn to an authority; the value is stored with each reminder."""

    NEVER_SIGNED_IN = "never_signed_in"
    """Nobody of its people has ever signed in (figure 4 of the annual report 2011: no more than one in ten should)."""
    ONE_USER = "one_user"
    """One person alone works for it: the rules on registration ask for a second one as back-up."""
    ABSENT_WITHOUT_SUBSTITUTE = "absent_without_substitute"
    """Somebody is away today, and nobody is there who stands in."""
    UNCONFIRMED = "unconfirmed"
    """For six months nobody has changed the record or said that it is still right."""
    MAIL_FAILED = "mail_failed"
    """Mails to the office or to one of its people come back."""
    INVITATIONS_ENDING = "invitations_ending"
    """It was invited, has not come, and the invitation ends soon."""


CHASED = frozenset(Concern) - {Concern.INVITATIONS_ENDING}
"""What an authority is reminded of; who was invited is reminded by the invitation."""

CHASED_AGAIN = dt.timedelta(days=7)
"""So long an authority is left in peace about a concern once it was reminded."""
