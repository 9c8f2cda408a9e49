"""Who may do what, as data: the table of domain sheet 2.7, and pure functions that read it.

A *post* is what somebody has by a right, by the kind of their authority or by a link to another; a *deed* is a kind of
action, whatever a procedure calls it. The table says how much of it a post allows and on what condition; `may` asks it
for somebody with several posts. Whether the exchange, the state and the party allow it is another question: this one
comes on top. `CODES` holds the reasons for a refusal: addresses of texts, for the page to say.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from counterpart.directory.kinds import POWERS, AuthorityKind
from counterpart.directory.rights import RightName
from counterpart.foundation.actor import Actor, Right


class Post(enum.StrEnum):
    """The columns of the table."""

    BASIC = "basic"
    HANDLER = "handler"
    ALLOCATOR = "allocator"
    REFERRAL_HANDLER = "referral_handler"
    DATA_ADMINISTRATOR = "data_administrator"
    LINKED = "linked"
    """Any user of an authority that is linked to one that takes part."""
    ALERT_HANDLER = "alert_handler"
    ALERT_DISSEMINATOR = "alert_disseminator"
    NATIONAL = "national"
    """Whoever holds a right at a coordinator of all areas."""
    NETWORK_ADMINISTRATOR = "network_administrator"
    ALERT_VIEWER = "alert_viewer"
    NOTIFICATION_HANDLER = "notification_handler"
    NOTIFICATION_BROADCASTER = "notification_broadcaster"
    REPOSITORY_MANAGER = "repository_manager"


class Deed(enum.StrEnum):
    """The rows of the table."""

    SEARCH = "search"
    """Authorities and registers."""
    LIST = "list"
    """The exchanges of one's own authority."""
    OPEN = "open"
    """The content of an exchange."""
    DRAFT = "draft"
    """Make, write and send."""
    DECIDE = "decide"
    """Accept, refuse, split."""
    FORWARD = "forward"
    ALLOCATE = "allocate"
    REPLY = "reply"
    """Answer, ask for and give additional information."""
    APPROVE = "approve"
    REFER = "refer"
    SETTLE = "settle"
    """Decide what was referred."""
    CLOSE = "close"
    """Withdraw, close, rate."""
    MANAGE = "manage"
    """One's own authority and its users."""
    REGISTER = "register"
    """Register and validate authorities, give access."""
    WARN = "warn"
    """Make an alert, add to it, withdraw it."""
    READ_ALERT = "read_alert"
    DISSEMINATE = "disseminate"
    """Broadcast an alert, pass it on."""
    NOTIFY = "notify"
    """Write and submit a notification."""
    BROADCAST = "broadcast"
    """Check and broadcast a notification."""
    READ_NOTICE = "read_notice"
    """The content of a notification: whoever may open exchanges, and who writes or broadcasts them."""
    EDIT_ENTRY = "edit_entry"
    """Of a repository."""
    READ_ENTRY = "read_entry"
    """The content of an entry: whoever may open exchanges, and who keeps them."""
    DEFINE = "define"
    """Question sets, retention, code lists: policy areas."""
    RETRIEVE_BLOCKED = "retrieve_blocked"


class Extent(enum.IntEnum):
    """How much is allowed; more is greater."""

    NONE = 0
    STATISTICS = 1
    OVERVIEW = 2
    """No content, nothing personal."""
    FULL = 3


class When(enum.Enum):
    """On what condition; the value is the reason for which it is refused."""

    ALWAYS = "not_this_right"
    OWN = "not_your_exchange"
    NOT_ALLOCATED = "allocated_elsewhere"
    """One's own, if it was not allocated to others."""
    INVOLVED = "not_involved"
    """Approval or referral is switched on, or this one was referred."""
    REQUESTER = "not_the_requester"
    COORDINATOR = "not_a_coordinator"
    """At a coordinator."""
    OWN_MEMBER = "not_your_member"
    AS_AUTHORITY = "as_authority"
    """Not by this post: like anybody else, with the right for it."""
    AS_PARTY = "not_a_party"
    """As `AS_AUTHORITY`, and said otherwise: only where one's authority takes part."""
    AS_OWNER = "not_the_owner"
    BY_MODULE = "not_in_this_module"
    """Where the policy area lets authorities of this role."""
    NATIONALS_ONLY = "national_coordinators_only"
    JUSTIFIED = "needs_justification"


NOT_THIS_RIGHT = "not_this_right"
CODES = frozenset({when.value for when in When})
"""Every reason that a verdict may carry."""


class Rule(NamedTuple):
    """One cell of the table."""

    extent: Extent
    when: When = When.ALWAYS


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the conditions ask about; what is not said is not so.

    `party`: one's authority takes part in the exchange. `allocated_elsewhere`: it was given to colleagues, not to
    oneself. `involved`: approval or referral is switched on for it, or it was referred. `requester`: one's authority
    asked. `own_member`: it is about one's own member (or region). `coordinator`: one's authority coordinates the other.
    `national`: it is about a national coordinator. `by_module`: the policy area lets authorities of this role.
    `justified`: a reason was given, and is logged.
    """

    party: bool = False
    allocated_elsewhere: bool = False
    involved: bool = False
    requester: bool = False
    own_member: bool = False
    coordinator: bool = False
    national: bool = False
    by_module: bool = False
    justified: bool = False


NOTHING_SPECIAL = Circumstances()
KEPT = 1_024
"""The table does not change while a process lives: answers are kept, every page asks for some."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much is allowed, and if nothing, the code of the reason (`CODES`)."""

    extent: Extent
    reason: str = ""

    def __bool__(self) -> bool:
        """Say whether it is allowed in full."""
        return self.extent is Extent.FULL


_X, _C = Rule(Extent.FULL), Rule(Extent.FULL, When.OWN)
_O = Rule(Extent.OVERVIEW)
_STAR, _AS_CA = Rule(Extent.FULL, When.INVOLVED), Rule(Extent.FULL, When.AS_AUTHORITY)

_OPEN = {
    Post.HANDLER: Rule(Extent.FULL, When.NOT_ALLOCATED),
    Post.ALLOCATOR: _C,
    Post.REFERRAL_HANDLER: _STAR,
    Post.NATIONAL: Rule(Extent.FULL, When.AS_PARTY),
}

TABLE: Mapping[Deed, Mapping[Post, Rule]] = MappingProxyType(
    {
        Deed.SEARCH: dict.fromkeys(Post, _X),
        Deed.LIST: {
            Post.BASIC: _O,
            Post.HANDLER: _C,
            Post.ALLOCATOR: _C,
            Post.REFERRAL_HANDLER: _C,
            Post.LINKED: _O,
            Post.NATIONAL: Rule(Extent.OVERVIEW, When.OWN_MEMBER),
            Post.NETWORK_ADMINISTRATOR: Rule(Extent.STATISTICS),
        },
        Deed.OPEN: _OPEN,
        Deed.DRAFT: {Post.HANDLER: _X, Post.NATIONAL: _AS_CA},
        Deed.DECIDE: {Post.HANDLER: _X, Post.REFERRAL_HANDLER: _X, Post.NATIONAL: _AS_CA},
        Deed.FORWARD: {
            Post.HANDLER: _X,
            Post.ALLOCATOR: _X,
            Post.REFERRAL_HANDLER: _X,
            Post.NATIONAL: _AS_CA,
        },
        Deed.ALLOCATE: {Post.ALLOCATOR: _X, Post.NATIONAL: _AS_CA},
        Deed.REPLY: {Post.HANDLER: _X, Post.NATIONAL: _AS_CA},
        Deed.APPROVE: {Post.REFERRAL_HANDLER: _STAR, Post.NATIONAL: _STAR},
        Deed.REFER: {Post.HANDLER: _X, Post.NATIONAL: _STAR},
        Deed.SETTLE: {Post.REFERRAL_HANDLER: _STAR, Post.NATIONAL: _STAR},
        Deed.CLOSE: {Post.HANDLER: Rule(Extent.FULL, When.REQUESTER), Post.NATIONAL: _AS_CA},
        Deed.MANAGE: {Post.DATA_ADMINISTRATOR: _X, Post.NATIONAL: _X},
        Deed.REGISTER: {
            Post.DATA_ADMINISTRATOR: Rule(Extent.FULL, When.COORDINATOR),
            Post.NATIONAL: _X,
            Post.NETWORK_ADMINISTRATOR: Rule(Extent.FULL, When.NATIONALS_ONLY),
        },
        Deed.WARN: {Post.ALERT_HANDLER: _X, Post.ALERT_DISSEMINATOR: _X, Post.NATIONAL: _AS_CA},
        Deed.READ_ALERT: dict.fromkeys((Post.ALERT_VIEWER, Post.ALERT_HANDLER, Post.ALERT_DISSEMINATOR), _C),
        Deed.DISSEMINATE: {Post.ALERT_DISSEMINATOR: _X, Post.NATIONAL: _AS_CA},
        Deed.NOTIFY: dict.fromkeys((Post.NOTIFICATION_HANDLER, Post.NOTIFICATION_BROADCASTER), _X),
        Deed.BROADCAST: {Post.NOTIFICATION_BROADCASTER: _X},
        Deed.READ_NOTICE: _OPEN | dict.fromkeys((Post.NOTIFICATION_HANDLER, Post.NOTIFICATION_BROADCASTER), _C),
        Deed.READ_ENTRY: _OPEN | {Post.REPOSITORY_MANAGER: _C},
        Deed.EDIT_ENTRY: {
            Post.HANDLER: Rule(Extent.FULL, When.BY_MODULE),
            Post.REPOSITORY_MANAGER: _X,
            Post.NATIONAL: Rule(Extent.FULL, When.AS_OWNER),
        },
        Deed.DEFINE: {Post.NETWORK_ADMINISTRATOR: _X},
        Deed.RETRIEVE_BLOCKED: {Post.NETWORK_ADMINISTRATOR: Rule(Extent.FULL, When.JUSTIFIED)},
    }
)
"""What no cell says is refused."""


def may(posts: Collection[Post], deed: Deed, circumstances: Circumstances = NOTHING_SPECIAL) -> Verdict:
    """Return the most that any of the posts allows; where none does, the reason of the one that came nearest."""
    return _may(frozenset(posts), deed, circumstances)


@lru_cache(maxsize=KEPT)
def _may(posts: frozenset[Post], deed: Deed, circumstances: Circumstances) -> Verdict:
    verdicts = [verdict(post, deed, circumstances) for post in Post if post in posts]
    nothing = Verdict(Extent.NONE, NOT_THIS_RIGHT)
    return max(verdicts, key=lambda one: (one.extent, one.reason != NOT_THIS_RIGHT), default=nothing)


def verdict(post: Post, deed: Deed, circumstances: Circumstances = NOTHING_SPECIAL) -> Verdict:
    """Return what one post allows."""
    rule = TABLE[deed].get(post)
    if rule is None:
        return Verdict(Extent.NONE, NOT_THIS_RIGHT)
    missing = _missing(rule.when, circumstances)
    return Verdict(rule.extent) if missing is None else Verdict(Extent.NONE, missing.value)


def posts_of(
    actor: Actor, module: str, kind: AuthorityKind = AuthorityKind.AUTHORITY, *, linked: bool = False
) -> frozenset[Post]:
    """Return the posts of somebody in a policy area; `kind` is that of the authority that they act for.

    `linked` when it is linked to one that takes part. Rights in one policy area give no post in another.
    """
    return _posts(frozenset(actor.rights), module, kind, linked)


@lru_cache(maxsize=KEPT)
def _posts(rights: frozenset[Right], module: str, kind: AuthorityKind, linked: bool) -> frozenset[Post]:
    named = {right.name for right in rights if not right.module or right.module == module}
    posts = {Post(name) for name in named & {*RightName} & {*Post}} | {Post.BASIC}
    if linked:
        posts.add(Post.LINKED)
    if POWERS[kind].every_area and posts & {*Post} - {Post.BASIC, Post.LINKED}:
        posts.add(Post.NATIONAL)
    return frozenset(posts)


def _missing(when: When, said: Circumstances) -> When | None:
    """Return the condition that is not met: itself, or the one that stands before it."""
    met = {
        When.ALWAYS: True,
        When.OWN: said.party,
        When.NOT_ALLOCATED: said.party and not said.allocated_elsewhere,
        When.INVOLVED: said.involved,
        When.REQUESTER: said.requester,
        When.COORDINATOR: said.coordinator,
        When.OWN_MEMBER: said.own_member,
        When.AS_AUTHORITY: False,
        When.AS_PARTY: False,
        When.AS_OWNER: False,
        When.BY_MODULE: said.by_module,
        When.NATIONALS_ONLY: said.national,
        When.JUSTIFIED: said.justified,
    }[when]
    if met:
        return None
    if when is When.NOT_ALLOCATED and not said.party:
        return When.OWN
    return When.AS_AUTHORITY if when is When.AS_PARTY and said.party else when
