"""Small packages for tests, written into a folder of the test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from counterpart.core.findings import Findings

MODULE = """\
format: 2
module: pq
version: 1.0.0
title: Recognition of professional qualifications
status: pilot            # 'live' makes the checker insist on all languages
languages: [en, pl, de, hu]
legal_basis:
  - {act: Directive 2005/36/EC, articles: "8, 50, 56", celex: 32005L0036}
countries: [EU, IS, LI, NO]
uses: {std: "^1.0"}
"""
ROLES = """\
roles:
  authority:
    title: Authority for regulated professions
    kind: authority
    competence: professions                      # picked when the authority registers
"""
RETENTION = """\
retention:
  - {data: personal, from: closure, block_after: 6 months, basis: "Regulation (EU) No 1024/2012, Art. 14"}
  - {data: drafts, from: last_activity, erase_after: 60 days, basis: data minimisation}
"""
FORM = """\
# The subject of a request.
form: professional
extends: std/person
title: The professional
fields:
  profession: {label: Profession, type: code, list: professions, required: true, personal: no, search: true}
  diploma: {label: Diploma, type: text, max: 200, personal: yes}
placeholders:
  diploma: "{diploma}"
rules:
  - {check: "!has(diploma_date) || has(diploma)", message: Give the diploma before its date.}
"""
QUESTIONS = """\
questionset: exercise
title: Questions regarding the exercise of the profession
tree:
  - group: teachers
    title: Teachers
    items:
      - {q: subjects_taught, text: "Which subjects can be taught by {person}?", answer: free_text, personal: yes}
"""
PROCEDURE = """\
procedure: request
extends: std/request
title: Request about a professional
subject: professional
questions: [exercise]
"""
PROFESSIONS = """\
code,label,isco,sector
doctor,doctor,2211,health
nurse,nurse,2221,health
hairdresser,hairdresser,5141,crafts
"""
SCENARIO = """\
scenario: A Polish authority asks the United Kingdom about a pharmacist
procedure: request
given:
  parties: {requester: PL, responder: GB}
steps:
  - {do: send, as: requester}
  - {expect: sent, due: "2026-03-09"}
"""
ONE_FILE = """\
format: 2
module: posting
version: 0.1.0
title: Posting of workers
codelists:
  reasons: {check: Check of a posting, other: Other}
forms:
  worker: {title: Worker, fields: {name: {label: Name, type: text, personal: yes}}}
procedures:
  request: {extends: std/request, title: Request, subject: worker}
"""

PQ: Mapping[str, str] = {
    "module.yaml": MODULE,
    "roles.yaml": ROLES,
    "retention.yaml": RETENTION,
    "forms/professional.yaml": FORM,
    "questions/exercise.yaml": QUESTIONS,
    "procedures/request.yaml": PROCEDURE,
    "codelists/professions.csv": PROFESSIONS,
    "scenarios/screenshot.yaml": SCENARIO,
    "locale/pl.po": 'msgid ""\nmsgstr ""\n',
}


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files below a folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    folder.mkdir(exist_ok=True)
    return folder


def places(findings: Findings) -> list[str]:
    """Return the findings as `code file:line:column`, in reading order."""
    return [f"{finding.code} {finding.position}" for finding in findings]


def only(findings: Findings) -> tuple[str, str, str]:
    """Return code, message and hint of the one finding that there is."""
    (finding,) = findings
    return finding.code, finding.message, finding.hint
