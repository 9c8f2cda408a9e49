"""A small package with a library, written to disk, for tests of its texts."""

from __future__ import annotations

from pathlib import Path

from counterpart.core.composing.area import Area
from counterpart.core.composing.compose import load_area
from counterpart.core.findings import Findings

LIBRARY = """
format: 2
module: std
library: true
version: 2.0.0
title: Library
languages: [en, pl]
roles:
  authority: {title: Competent authority, kind: authority}
codelists:
  titles: {mr: Mr, ms: Ms}
forms:
  person:
    title: Person
    fields:
      title: {label: Title, type: code, list: titles, personal: yes}
      given_names: {label: First name, type: text, personal: yes}
      surname: {label: Surname, type: text, personal: yes}
    placeholders: {person: "{title} {given_names} {surname|upper}"}
procedures:
  request:
    title: Request
    parties: {requester: {title: Asker, role: authority}, responder: {title: Asked authority, role: authority}}
    start: sent
    states:
      sent: {title: Request sent, owner: responder, due: 7 days, overdue: close}
      closed: {title: Closed, final: true, outcome: success}
    actions:
      close: {title: Close, by: responder, from: sent, to: closed}
"""
MODULE = """
format: 2
module: pq
version: 1.0.0
title: Qualifications
uses: {std: ^2.0}
languages: [en, pl]
codelists:
  professions: {pharmacist: pharmacist, nurse: nurse}
forms:
  professional:
    extends: std/person
    title: The professional
    fields:
      profession: {label: Profession, type: code, list: professions, personal: no}
      born: {label: Date of birth, type: date, personal: yes}
      nationality: {label: Nationality, type: country, personal: yes}
      abroad: {label: Works abroad, type: yes_no, personal: no}
    placeholders: {profession: "{profession}"}
questionsets:
  main:
    title: Questions
    tree:
      - {q: regulated, text: "Is the profession {profession} regulated?", answer: professions}
      - {q: national, text: "Is {person} a national?", answer: professions, personal: yes}
procedures:
  enquiry: {extends: std/request, title: Enquiry, subject: professional, questions: [main]}
"""

PROFILE = """
format: 2
network: three
title: Three states
languages: [en, pl]
members:
  AX: {name: Axia, time_zone: UTC, languages: [en]}
  PL: {name: Poland, iso: PL, time_zone: Europe/Warsaw, languages: [pl]}
words: {member: state, members: states, supervisor: Council}
counting: {reference: our own rule}
person_form:
  birth_name: {label: Surname at birth, type: text, personal: yes}
"""


def entry(address: str, english: str, translated: str, *, fuzzy: bool = False) -> str:
    flag = "#, fuzzy\n" if fuzzy else ""
    return f'{flag}msgctxt "{address}"\nmsgid "{english}"\nmsgstr "{translated}"\n\n'


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def written(folder: Path, *, module: str = MODULE, own: str = "", library: str = "") -> Path:
    """Write the package and its library; `own` and `library` are the entries of their Polish catalogues."""
    for name, text, catalogue in (("std", LIBRARY, library), ("pq", module, own)):
        (folder / name / "locale").mkdir(parents=True, exist_ok=True)
        (folder / name / "module.yaml").write_text(text, encoding="utf-8")
        if catalogue:
            (folder / name / "locale" / "pl.po").write_text(HEADER + catalogue, encoding="utf-8")
    return folder / "pq"


def loaded(path: Path) -> Area:
    findings = Findings()
    area = load_area(path, findings, searched=(path.parent,))
    assert area is not None, [finding.message for finding in findings]
    assert findings.errors == []
    return area
