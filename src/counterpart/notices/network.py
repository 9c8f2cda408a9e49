"""What is said of the network itself: invitations, registrations, access, passwords. Heads, sentences, facts and links.

As in every mail no name of a person or an authority stands in it. What a notice does not hold and may not hold, because
it opens something or was written by somebody, is looked up when the mail is sent (`Details`) and stored nowhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from counterpart.foundation.words import Words, date_words
from counterpart.notices.kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class Details:
    """What only the mail says: where its link leads (`/join/XXXX-…`), the code, until when, a coordinator's words."""

    path: str = ""
    code: str = ""
    until: dt.date | None = None
    reason: str = ""


NOTHING_MORE = Details()

PLACES = {
    NoticeKind.REGISTRATION_WAITING: "desk",
    NoticeKind.ACCESS_GIVEN: "our-authority",
    NoticeKind.SECOND_USER: "our-authority",
    NoticeKind.STALE: "our-authority",
    NoticeKind.CHASED: "our-authority",
}
"""Where what a notice is about is done, for the authority acted for, as `web/addresses.py` has it."""


def head_of(words: Words, kind: NoticeKind, area: str) -> str:
    """Return the subject of the mail, and the head of the notice; `area` is the title of a policy area, or empty."""
    if kind is NoticeKind.ACCESS_GIVEN and area:
        return words.gettext("Access to %(area)s", area=area)
    heads = {
        NoticeKind.INVITATION: words.gettext("Invitation to register your authority"),
        NoticeKind.INVITATION_ENDING: words.gettext("Your invitation ends soon"),
        NoticeKind.REJECTED: words.gettext("Your registration was not accepted"),
        NoticeKind.ARRIVED: words.gettext("Your authority is registered"),
        NoticeKind.PASSWORD_LINK: words.gettext("Choose a password"),
        NoticeKind.REGISTRATION_WAITING: words.gettext("A registration waits for you"),
        NoticeKind.ACCESS_GIVEN: words.gettext("Access to a policy area"),
        NoticeKind.SECOND_USER: words.gettext("Please name a second user"),
        NoticeKind.STALE: words.gettext("Please check the data of your authority"),
        NoticeKind.CHASED: words.gettext("A reminder of your coordinator"),
    }
    return heads[kind]


def sentences_of(words: Words, kind: NoticeKind) -> Iterator[str]:
    """Yield what is said, in whole sentences."""
    match kind:
        case NoticeKind.INVITATION:
            yield words.gettext(
                "A coordinator invites your authority to take part in the network, in which authorities of several"
                " countries answer each other's questions. Please register it with the code below."
            )
            yield words.gettext("If you are not the right office, please pass this mail on within your authority.")
        case NoticeKind.INVITATION_ENDING:
            yield words.gettext("Your authority was invited to the network and has not registered yet.")
        case NoticeKind.REJECTED:
            yield words.gettext("A coordinator has looked at the registration of your authority and did not accept it.")
            yield words.gettext("What was written in it is erased.")
        case NoticeKind.ARRIVED:
            yield words.gettext("Your authority takes part in the network from now on, and you administer it.")
            yield words.gettext("Please choose a password, sign in, and name a colleague as a second user.")
        case NoticeKind.PASSWORD_LINK:
            yield words.gettext("With this link you choose a password. It can be used once.")
            yield words.gettext("If you did not expect this mail, do nothing: your account stays as it is.")
        case NoticeKind.REGISTRATION_WAITING:
            yield words.gettext("An authority has registered itself. Please check what it wrote, and decide.")
        case NoticeKind.ACCESS_GIVEN:
            yield words.gettext("Your authority takes part in one more policy area.")
            yield words.gettext("Please say what it is competent for there, and give your colleagues their rights.")
        case NoticeKind.SECOND_USER:
            yield words.gettext("One person alone works for your authority in the network.")
            yield words.gettext("Please enter a second user, so that nobody waits when this person is away.")
        case NoticeKind.STALE:
            yield words.gettext("For six months nobody has changed the data of your authority or confirmed them.")
            yield words.gettext("Please look through them, and confirm with one click that everything is still right.")
        case NoticeKind.CHASED:
            yield words.gettext("Your coordinator asks you to see to something about your authority.")


def facts_of(words: Words, kind: NoticeKind, country: str, area: str, details: Details) -> Iterator[tuple[str, str]]:
    """Yield labels and values: the country, the policy area, the code, until when, the reason."""
    if country:
        yield words.gettext("Country"), country
    if area:
        yield words.gettext("Policy area"), area
    if details.code:
        yield words.gettext("Code"), details.code
    if details.until:
        label = words.gettext("The code counts until") if details.code else words.gettext("The link counts until")
        yield label, date_words(words.language, details.until)
    if details.reason and kind is NoticeKind.REJECTED:
        yield words.gettext("Reason"), details.reason


def foot_of(words: Words) -> str:
    """Return what stands below every such mail."""
    return words.gettext("This mail was sent by a machine. Nobody reads what is answered to it.")


def link_of(kind: NoticeKind, acting: str, details: Details) -> str:
    """Return where the link leads, without the address of the installation; empty where there is none.

    `acting` is the authority acted for as addresses name it, empty for who acts for none.
    """
    if details.path:
        return details.path
    return f"/for/{acting}/{PLACES[kind]}" if kind in PLACES and acting else ""


def link_words_of(words: Words, kind: NoticeKind) -> str:
    """Return what the link says."""
    match kind:
        case NoticeKind.INVITATION | NoticeKind.INVITATION_ENDING:
            return words.gettext("Register your authority")
        case NoticeKind.ARRIVED | NoticeKind.PASSWORD_LINK:
            return words.gettext("Choose a password")
        case NoticeKind.REGISTRATION_WAITING:
            return words.gettext("Open the coordinator's desk")
    return words.gettext("Open our authority")
