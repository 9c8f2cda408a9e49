"""The files of a new module: small, complete, and written to be read and changed."""

from __future__ import annotations

from dataclasses import dataclass

from counterpart.core.composing import Area
from counterpart.core.definitions.network import NetworkDefinition
from counterpart.core.definitions.procedures import Procedure

FORM = "matter"
QUESTIONS = "first"
QUESTION = "is_registered"
ANSWERS = {QUESTION: "yes", "since_when": "2004-09-01"}

_MODULE = """\
# What this policy area is called, what it is for, and on which library it stands.
format: 2
module: {module}
version: 0.1.0
title: {title}
summary: Say here in one sentence who asks whom about what.
status: draft                      # then pilot, then live
source_language: en
languages: [en]                    # add more: counterpart module units {module} --lang {language} --write
uses:
  {library}: "^{version}"
"""
_ROLES = """\
# As what an authority takes part. The library has the roles that its procedures need; this one is called better here.
roles:
  {role}:
    title: {role_title} ({title})
"""
_FORM = """\
# What the procedure is about. Every field says whether it holds personal data: blocking and erasure depend on it.
form: {form}
title: What it is about
fields:
  title:
    label: What it is about
    type: text
    max: 200
    required: true
    personal: no
  name:
    label: Name of the person or company
    type: text
    max: 200
    personal: yes
  details:
    label: Details
    type: longtext
    personal: no
placeholders:
  matter: "{{title}}"                # texts may say {{matter}}: each reader sees it in brackets
"""
_QUESTIONS = """\
# Questions are translated beforehand, so whoever answers reads them in an own language.
questionset: {questions}
title: First questions
tree:
  - q: {question}
    text: Is there an entry about {{matter}} in your register?
    answer: yes_no
  - q: since_when
    text: Since when?
    answer: date
    follow_if: answers.{question} == 'yes'     # has to be answered after a yes
"""
_PROCEDURE = """\
# The whole procedure comes from the template; what is written here is added, or changed, or (`remove`) taken away.
# What it has from there: counterpart module explain {module} {procedure}
procedure: {procedure}
extends: {library}/{procedure}
title: {procedure_title} ({title})
subject: {form}
"""
_RETENTION = """\
# When which data are blocked and erased after an exchange has ended.
retention:
  - data: everything
    from: closure
{periods}
    basis: "{basis}"
"""


@dataclass(frozen=True, slots=True)
class Starter:
    """What a new module is made of: its name, the library, the procedure of it that is extended, and the network.

    The network is the one beside the new module, which need not be the one beside the library.
    """

    module: str
    library: Area
    procedure: str
    network: NetworkDefinition

    @property
    def template(self) -> Procedure:
        """Return the template as the library has it."""
        return self.library.definition.procedures[self.procedure]

    @property
    def asks_questions(self) -> bool:
        """Return whether somebody chooses questions in the template."""
        edited = (forms for state in self.template.states.values() for forms in state.edit.values())
        return any("questions" in forms for forms in edited)

    @property
    def language(self) -> str:
        """Return a language of the network to begin translating into."""
        english = self.library.definition.source_language
        return next((language for language in self.network.languages if language != english), english)

    @property
    def title(self) -> str:
        """Return the name of the module as a title."""
        words = self.module.replace("-", " ").replace("_", " ")
        return words[0].upper() + words[1:]


def files_of(starter: Starter) -> dict[str, str]:
    """Return the files of the module by their path in it, without the scenario."""
    definition = starter.library.definition
    major, minor, _ = definition.version.split(".")
    words = {
        "module": starter.module,
        "title": starter.title,
        "library": definition.module,
        "version": f"{major}.{minor}",
        "form": FORM,
        "questions": QUESTIONS,
        "question": QUESTION,
        "procedure": starter.procedure,
        "procedure_title": starter.template.title,
        "language": starter.language,
    }
    procedure = _PROCEDURE + (f"questions: [{QUESTIONS}]\n" if starter.asks_questions else "")
    files = {
        "module.yaml": _MODULE.format(**words),
        f"forms/{FORM}.yaml": _FORM.format(**words),
        f"procedures/{starter.procedure}.yaml": procedure.format(**words),
        "retention.yaml": _retention(starter.network),
    }
    role = _own_role(starter)
    if role is not None:
        files["roles.yaml"] = _ROLES.format(**words, role=role, role_title=definition.roles[role].title)
    if starter.asks_questions:
        files[f"questions/{QUESTIONS}.yaml"] = _QUESTIONS.format(**words)
    return dict(sorted(files.items()))


def _own_role(starter: Starter) -> str | None:
    """Return the role that most parties of the template play and that the library declares."""
    played = [role for party in starter.template.parties.values() for role in party.role]
    declared = [role for role in played if role in starter.library.definition.roles]
    return max(declared, key=declared.count, default=None)


def _retention(network: NetworkDefinition) -> str:
    """Return a rule that keeps what the law of the network says, or says that an act must be named."""
    limits = tuple(network.limits.values())
    blocked = [limit for limit in limits if limit.block_after and limit.from_ == "closure"]
    erased = [limit for limit in limits if limit.erase_after and limit.from_ == "closure"]
    periods = [f"    block_after: {_period(limit.block_after)}" for limit in blocked[:1]]
    periods.append(f"    erase_after: {_period(erased[0].erase_after) if erased else '3 years'}")
    basis = next((limit.basis for limit in (*erased, *blocked)), "Name the act that says so")
    return _RETENTION.format(periods="\n".join(periods), basis=basis)


def _period(limit: str | None) -> str:
    return (limit or "").removeprefix("at most ")
