"""Words for what the directory stores as codes: rights, relations, states, and how an authority ended."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.errors import CounterpartError
from counterpart.directory.areas import area, area_names
from counterpart.directory.kinds import AccessState, RelationKind, SuccessionKind
from counterpart.directory.queries.players import Participant
from counterpart.directory.queries.record_page import AuthorityPage
from counterpart.directory.rights import RightName
from counterpart.directory.search.competences import codes
from counterpart.foundation.words import Words, language_name
from counterpart.web.rendering import address
from counterpart.web.showing import titles
from counterpart.web.showing.reasons import reason
from counterpart.web.showing.sorting import alphabet
from counterpart.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Called:
    """An authority as the reader reads it; `language` of the name where it is not the page's, and its own name."""

    member: str
    name: str
    language: str
    own: str
    own_language: str
    reads: str
    address: str

    @classmethod
    def of(cls, visit: Visit, who: Participant) -> Called:
        """Return how the reader reads a participant."""
        here = visit.words.language
        name, language = who.called(here)
        own_language, own = who.own_name
        return cls(
            member=who.member,
            name=name,
            language="" if language == here else language,
            own="" if own == name else own,
            own_language="" if own_language == here else own_language,
            reads=", ".join(language_name(here, one) for one in who.languages),
            address=address(visit, "authority", ref=who.ref),
        )


def why(visit: Visit, problem: CounterpartError | None) -> str:
    """Return the sentence of a refusal, nothing where there is none."""
    return reason(visit.words, problem.code, problem.parameters) if problem is not None else ""


def why_not_coordinating(visit: Visit, page: AuthorityPage, module: str = "") -> str:
    """Return why the reader coordinates an authority that takes part not at all, or not here; nothing where they do."""
    if not page.lives:
        return visit.words.gettext("This authority is not active (any more).")
    problem = page.not_coordinating(module)
    if problem is not None and problem.code == "not_your_authority":
        if page.own:
            return visit.words.gettext("The coordinator of your authority does this.")
        return visit.words.gettext("Another coordinator of this authority does this.")
    return why(visit, problem)


def why_not_managing(visit: Visit, page: AuthorityPage) -> str:
    """Return why the reader does not manage the authority, nothing where they do."""
    if not page.lives:
        return visit.words.gettext("This authority is not active (any more).")
    problem = page.not_managing()
    if problem is not None and problem.code == "not_your_authority":
        return visit.words.gettext("The authority itself does this, or the coordinator that registered it.")
    return why(visit, problem)


area_title, role_title = titles.area_title, titles.role_title


def switch_words(words: Words, module: str, key: str) -> tuple[str, str]:
    """Return what a switch is called, and its explanation, empty where it has none."""
    title = titles.area_text(words, module, f"policy.{key}")
    return title or key, titles.area_text(words, module, f"policy.{key}.help")


def code_title(words: Words, module: str, list_name: str, code: str) -> str:
    """Return what a code is called that authorities are competent for."""
    return codes().title((module, list_name, code), words.language)


def areas_in_order(words: Words) -> list[str]:
    """Return the policy areas in the order of their titles."""
    order = alphabet(words.language)
    return sorted(area_names(), key=lambda module: order(area_title(words, module)))


def lists_of(module: str, roles: frozenset[str]) -> tuple[str, ...]:
    """Return the lists from which an authority in these roles of a policy area picks what it is competent for."""
    known = area(module).roles
    return tuple(
        dict.fromkeys(known[role].competence or "" for role in known if role in roles and known[role].competence)
    )


def relation_words(words: Words) -> dict[RelationKind, tuple[str, str]]:
    """Return what each relation is called, and what it gives."""
    return {
        RelationKind.VALIDATING: (
            words.gettext("Validating coordinator"),
            words.gettext("Registered the authority, and alone changes its official name."),
        ),
        RelationKind.ACCESS: (
            words.gettext("Access coordinator"),
            words.gettext("Gives and suspends access to the policy area."),
        ),
        RelationKind.REQUEST: (
            words.gettext("Request coordinator"),
            words.gettext("Watches whether work is late, approves, and settles disputes."),
        ),
        RelationKind.LINKED: (
            words.gettext("Sees the overview"),
            words.gettext("Sees numbers, states and dates: no content, nothing personal."),
        ),
    }


def access_words(words: Words) -> dict[AccessState, str]:
    """Return what is said of a role that was given, or suspended."""
    return {AccessState.GRANTED: words.gettext("Given"), AccessState.SUSPENDED: words.gettext("Suspended")}


def ending_words(words: Words) -> dict[SuccessionKind, str]:
    """Return what is said of how an authority ended."""
    return {
        SuccessionKind.MERGED: words.gettext("Merged into another authority"),
        SuccessionKind.SPLIT: words.gettext("Split into several authorities"),
        SuccessionKind.CLOSED: words.gettext("Closed"),
    }


def right_words(words: Words) -> dict[RightName, tuple[str, str]]:
    """Return what each right is called, and what it lets people do."""
    return {**_rights_of_requests(words), **_rights_of_alerts(words), **_rights_of_others(words)}


def _rights_of_requests(words: Words) -> dict[RightName, tuple[str, str]]:
    return {
        RightName.DATA_ADMINISTRATOR: (
            words.gettext("Administrator"),
            words.gettext("Keeps the data of the authority, its people and their rights."),
        ),
        RightName.HANDLER: (
            words.gettext("Handler"),
            words.gettext("Writes, sends and answers requests in the name of the authority."),
        ),
        RightName.ALLOCATOR: (
            words.gettext("Allocator"),
            words.gettext("Reads what comes in and gives it to colleagues."),
        ),
        RightName.REFERRAL_HANDLER: (
            words.gettext("Referral handler"),
            words.gettext("Approves requests and replies, and decides disputes. Only at coordinators."),
        ),
    }


def _rights_of_alerts(words: Words) -> dict[RightName, tuple[str, str]]:
    return {
        RightName.ALERT_VIEWER: (words.gettext("Alert viewer"), words.gettext("Reads alerts.")),
        RightName.ALERT_HANDLER: (
            words.gettext("Alert handler"),
            words.gettext("Makes alerts, adds to them, and asks for them to be closed."),
        ),
        RightName.ALERT_DISSEMINATOR: (
            words.gettext("Alert disseminator"),
            words.gettext("Broadcasts alerts and passes them on. Only at coordinators."),
        ),
    }


def _rights_of_others(words: Words) -> dict[RightName, tuple[str, str]]:
    return {
        RightName.NOTIFICATION_HANDLER: (
            words.gettext("Notification handler"),
            words.gettext("Drafts and submits notifications."),
        ),
        RightName.NOTIFICATION_BROADCASTER: (
            words.gettext("Notification broadcaster"),
            words.gettext("Checks and broadcasts notifications. Only at coordinators."),
        ),
        RightName.REPOSITORY_MANAGER: (
            words.gettext("Repository manager"),
            words.gettext("Makes, changes and deletes entries of registers."),
        ),
        RightName.NETWORK_ADMINISTRATOR: (
            words.gettext("Administrator of the network"),
            words.gettext("At the supervising body: policy areas, retention, national coordinators."),
        ),
    }
