"""Roles, switches, messages, retention, statistics and interfaces of a module."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterpart.core.definitions.shape import Id, Names, Part, PeriodText, Text

RoleKind = Literal[
    "authority", "coordinator", "supervisor", "body", "external_body", "register", "citizen", "business"
]  # fmt: skip
RetainedData = Literal["personal", "sensitive", "attachments", "answers", "messages", "log", "drafts", "everything"]
KINDS_OF_DATA = ("personal", "sensitive", "attachments", "answers", "messages", "log", "drafts")


class Role(Part):
    """As what an authority may take part; `competence` names the code list it picks from when it registers."""

    title: Text
    help: Text | None = None
    kind: RoleKind
    competence: Id | None = None
    minimum: str | None = None
    registered_by: Id | None = None


class Policy(Part):
    """A switch that each member sets for itself; it belongs to the member, not to the party."""

    title: Text
    help: Text | None = None
    default: Literal["on", "off"]
    set_by: Id | None = None


class Message(Part):
    """A mail and in-app notice; holds no personal data."""

    subject: Text
    body: Text


class Retention(Part):
    """When which kind of data is blocked and erased (grammar, section 8)."""

    data: RetainedData
    procedures: Names = ()
    only: Names = ()
    from_: str = Field(default="closure", alias="from")
    block_after: PeriodText | None = None
    erase_after: PeriodText | None = None
    basis: str
    longer_basis: str | None = None


class Statistic(Part):
    """A figure that is counted from the log, never from personal data."""

    title: Text
    help: Text | None = None
    procedure: Id
    count: str | None = None
    duration: str | None = None
    share: str | None = None
    top: str | None = None
    buckets: tuple[PeriodText, ...] = ()
    by: Names = ()
    exclude: str | None = None
    public: bool = False


class Operation(Part):
    """One question that a register answers: the forms of question and answer, the time it has, what follows."""

    title: Text
    request: Id
    response: Id
    within: PeriodText
    answered: Id | None = None
    late: Id | None = None
    failed: Id | None = None
    legacy: str | None = None
    rate: str | None = None


class Interface(Part):
    """What a national register must offer. Where it runs is the operator's data, never the package's."""

    title: Text
    help: Text | None = None
    provided_by: Id | None = None
    operations: dict[Id, Operation]
