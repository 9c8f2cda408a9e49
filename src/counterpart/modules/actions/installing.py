"""Installs modules and the network profile: everything in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from psycopg.types.json import Jsonb

from counterpart.core.errors import Conflict, Refused
from counterpart.foundation.actions import action
from counterpart.foundation.database.statements import row, run
from counterpart.foundation.doing import Doing
from counterpart.foundation.log import EntryKind
from counterpart.modules import standing
from counterpart.modules.actions.edition import begin_edition
from counterpart.modules.actions.wording import revise
from counterpart.modules.events import NETWORK_STREAM, ModuleInstalled, NetworkRevised, stream_of
from counterpart.modules.inheriting import overlaid
from counterpart.modules.judging import What
from counterpart.modules.packages import Consignment, ModulePackage, NetworkPackage, Wording
from counterpart.modules.permissions import must_run_installation
from counterpart.modules.planning import (
    Owner,
    Plan,
    check_network,
    inherits,
    network_owner,
    owner_of,
    planned,
    planned_network,
)
from counterpart.modules.standing import StandingVersion, State

RETIRED = "retired"

ADD_VERSION = """
insert into modules_version(module, version, line, format, structure_digest, definition, origins, libraries, library,
  state, installed_at, retired_at)
values (%s, %s, %s, %s, decode(%s, 'hex'), %s, %s, %s, %s, %s, %s, %s)
returning id
"""
ADD_PROCEDURES = "insert into modules_procedure(version_id, key) select %s, k from unnest(%s::text[]) as x(k)"
ADD_NETWORK = """
insert into modules_network(revision, network, digest, definition, texts, at)
values (%s, %s, decode(%s, 'hex'), %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a module or of a line that inherits from one; `revisions` are its new texts by language."""

    module: str
    version: str
    what: What
    before: str = ""
    step: str = ""
    revisions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of a consignment. `network` is the new revision of the profile, None when it was left alone."""

    modules: tuple[Outcome, ...]
    network: int | None = None


@action("modules.install")
def install(doing: Doing, consignment: Consignment) -> Installed:
    """Install a consignment that was checked and whose scenarios were played (`examining.py`).

    Libraries come first, so that modules which use them get their newest texts. Raises Refused: `not_operator`;
    `module_version` for a number that has not grown enough or goes back; `network_missing`, `module_other_network`,
    `network_other`, `network_shrinks`. Raises Conflict `already_installed` when nothing would change.
    """
    must_run_installation(doing.actor)
    begin_edition()
    check_network(consignment, standing.network())
    outcomes: list[Outcome] = []
    coming = {(package.module, package.line) for package in consignment.modules}
    revision = _install_network(doing, consignment.network, coming, outcomes)
    for package in sorted(consignment.modules, key=_libraries_first):
        plan = planned(package)
        outcomes.append(_install_one(doing, plan))
        if package.library and outcomes[-1].what is not What.NOTHING:
            outcomes += _hand_down(doing, owner_of(package, plan.wordings), coming)
    if not doing.entries:
        raise Conflict("already_installed")
    return Installed(tuple(outcomes), revision)


def _libraries_first(package: ModulePackage) -> tuple[bool, int, str]:
    return not package.library, len(package.libraries), package.module


def _install_network(
    doing: Doing, package: NetworkPackage | None, coming: set[tuple[str, str]], outcomes: list[Outcome]
) -> int | None:
    """Write a revision of the network profile, and hand its texts down; return its number, None without any change."""
    if package is None:
        return None
    plan = planned_network(package)
    if plan.refusal is not None:
        raise plan.refusal
    if not plan.changed:
        return None
    revision, name, digest = plan.revision, package.network, package.digest
    run(ADD_NETWORK, [revision, name, digest, package.definition, Jsonb(package.texts), doing.now])
    facts = {"network": name, "revision": revision, "digest": digest}
    doing.log(NETWORK_STREAM, EntryKind.ADMINISTRATION, action="revise_network", facts=facts)
    doing.announce(NETWORK_STREAM, NetworkRevised(name, revision))
    outcomes += _hand_down(doing, network_owner(package), coming)
    return revision


def _install_one(doing: Doing, plan: Plan) -> Outcome:
    """Write a version or a revision of texts, as judged."""
    package, judgement = plan.package, plan.judgement
    step = judgement.difference.step.value
    if judgement.refused:
        raise Refused(
            "module_version",
            module=package.module,
            version=package.version,
            before=judgement.before,
            why=judgement.what.value,
            least=judgement.least,
        )
    if judgement.what is What.NOTHING:
        return Outcome(package.module, package.version, What.NOTHING, judgement.before)
    if judgement.what is not What.TEXTS:
        _add_version(doing, package)
    facts = {"version": package.version, "line": package.line, "structure_digest": package.structure_digest}
    doing.log(stream_of(package.module), EntryKind.ADMINISTRATION, action="install", facts=facts)
    if judgement.what is not What.TEXTS:
        fact = ModuleInstalled(package.module, package.version, judgement.before, step, package.structure_digest)
        doing.announce(stream_of(package.module), fact)
    revisions = revise(doing, package.module, package.line, plan.wordings, plan.before)
    return Outcome(package.module, package.version, judgement.what, judgement.before, step, revisions)


def _add_version(doing: Doing, package: ModulePackage) -> None:
    retired = package.status == RETIRED
    values = [
        *(package.module, package.version, package.line, package.format, package.structure_digest),
        *(package.definition, Jsonb(package.origins), Jsonb(package.libraries), package.library),
        *((State.RETIRED, doing.now, doing.now) if retired else (State.ACTIVE, doing.now, None)),
    ]
    added = row(ADD_VERSION, values)
    run(ADD_PROCEDURES, [added[0] if added else None, list(package.procedures)])


def _hand_down(doing: Doing, owner: Owner, coming: set[tuple[str, str]]) -> list[Outcome]:
    """Revise the texts of all lines that inherit from an owner, but for those that come in the same consignment."""
    outcomes: list[Outcome] = []
    for found in standing.versions().values():
        for newest in _newest_of_lines(found):
            if (newest.module, newest.line) in coming or not inherits(newest, owner):
                continue
            before = standing.revisions(newest.module, newest.line)
            said: dict[str, Wording] = {language: each.wording for language, each in before.items()}
            now = overlaid(said, newest.origins, owner.name, owner.wordings, owner.source_language)
            facts = {"line": newest.line, "owner": owner.name, "owner_version": owner.version}
            if revisions := revise(doing, newest.module, newest.line, now, before):
                doing.log(stream_of(newest.module), EntryKind.ADMINISTRATION, action="revise_texts", facts=facts)
                outcomes.append(Outcome(newest.module, newest.version, What.TEXTS, newest.version, "", revisions))
    return outcomes


def _newest_of_lines(found: tuple[StandingVersion, ...]) -> tuple[StandingVersion, ...]:
    """Return the newest version of each line, given versions with the newest first."""
    lines: dict[str, StandingVersion] = {}
    for each in found:
        lines.setdefault(each.line, each)
    return tuple(lines.values())
