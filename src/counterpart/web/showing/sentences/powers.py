"""What a kind of authority may do in the network, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from counterpart.directory.kinds import AuthorityKind
from counterpart.directory.powers import Power, powers_in_words
from counterpart.foundation.words import Words


def of_powers(words: Words) -> dict[Power, str]:
    """Return a sentence for each power."""
    return {
        Power.REGISTERS_NATIONAL: words.gettext("It registers national coordinators, and no others."),
        Power.REGISTERS_COORDINATORS: words.gettext("It registers other coordinators."),
        Power.REGISTERS_AUTHORITIES: words.gettext("It invites, registers and validates authorities."),
        Power.IN_WHOLE_MEMBER: words.gettext("It does so in the whole country."),
        Power.IN_ITS_REGION: words.gettext("It does so in its region, or in the whole country if it has none."),
        Power.EVERY_AREA: words.gettext("It takes part in every policy area."),
        Power.GIVES_ACCESS: words.gettext("It gives authorities access to policy areas, and suspends it."),
        Power.GIVES_ACCESS_IN_ITS_AREAS: words.gettext("It gives access to its own policy areas, and suspends it."),
        Power.CHANGES_OFFICIAL_NAMES: words.gettext("It changes the official names of those that it registered."),
        Power.SETS_SWITCHES: words.gettext("It chooses for its country where the law leaves a choice."),
        Power.SEES_OVERVIEW: words.gettext(
            "Of exchanges of its authorities it sees whose move it is and by when: no content, no personal data."
        ),
        Power.APPROVES: words.gettext(
            "It approves and settles disputes where approval is switched on or something was referred to it."
        ),
        Power.ACTS_AS_AUTHORITY: words.gettext("It sends and answers requests like any other authority."),
        Power.DEFINES: words.gettext("It sets policy areas, question sets and how long data are kept."),
        Power.STATISTICS_ONLY: words.gettext("Of exchanges in which it takes no part it sees figures only."),
    }


def said_powers(words: Words, kind: AuthorityKind) -> Sequence[str]:
    """Return what a kind of authority may do, sentence by sentence."""
    sentences = of_powers(words)
    return [sentences[power] for power in powers_in_words(kind)]
