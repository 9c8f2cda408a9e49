"""What an import found, in words: those of lists, and of the rules for single authorities."""

from __future__ import annotations

from collections.abc import Mapping

from counterpart.core.errors import CounterpartError
from counterpart.directory.bulk.found import BulkFinding
from counterpart.directory.bulk.wording import of_lists
from counterpart.foundation.database.trouble import DatabaseTrouble
from counterpart.foundation.words import words_of
from counterpart.operations.database.words import say_trouble
from counterpart.operations.terminal import Terminal
from counterpart.operations.usage import FOUND

OF_RECORDS: Mapping[str, str] = {
    "access_none": "The authority takes no part in {module}: give it a role in the column roles:{module}.",
    "authority_not_active": "This authority is not active (any more): take the row out.",
    "authority_unknown": "No authority has this ref: leave it empty to register a new one.",
    "competence_list_unknown": "There is no list '{found}' ({hint}); there are: {known}.",
    "competence_unknown": "There is no code '{found}' ({hint}).",
    "email_invalid": "This is no e-mail address.",
    "email_taken": "Somebody in the network has this address already: an account is one person's.",
    "external_id_taken": "Somebody has registered an authority of {member} meanwhile: import the list again.",
    "fixed_field": "This stays as it is for good: an authority that moves is closed, and another one registered.",
    "kind_unknown": "There is no kind '{found}' ({hint}).",
    "language_unknown": "There is no language '{found}' ({hint}): write codes such as de, pl, pt.",
    "languages_missing": "Name at least one language that the authority understands.",
    "member_of_body": "A body of the network belongs to no member: leave the column empty.",
    "member_unknown": "There is no member '{found}' ({hint}).",
    "module_unknown": "There is no policy area '{found}' ({hint}).",
    "name_long": "This name is too long.",
    "name_missing": "The name is missing.",
    "national_exists": "{member} has a national coordinator already.",
    "region_invalid": "'{found}' is no code of a region (ISO 3166-2), for example ES-IB.",
    "role_unknown": "There is no role '{found}' ({hint}); there are: {known}.",
    "text_long": "This is too long: at most {most} letters.",
    "time_zone_unknown": "There is no time zone '{found}': write one such as Europe/Madrid.",
    "website_invalid": "This is no web address, for example https://example.org.",
}


class _Known(dict[str, object]):
    """Parameters, with a dash for what was not said or is empty."""

    def __missing__(self, key: str) -> str:
        return "-"


def said(code: str, parameters: Mapping[str, object]) -> str:
    """Return the sentence of a code; the code itself where there is none."""
    values = _Known({name: value for name, value in parameters.items() if value != ""})
    sentence = of_lists(words_of("en")).get(code)
    text = sentence % values if sentence else OF_RECORDS.get(code, code).format_map(values)
    return text.replace(" (-)", "")


def say_finding(file: str, finding: BulkFinding, terminal: Terminal) -> None:
    """Write a finding as a line: file, row, column, and what to do."""
    where = ":".join([file, *([str(finding.row)] if finding.row else [])])
    column = f" {finding.column}" if finding.column else ""
    kind = "note" if finding.note else "error"
    terminal.say(f"{where}:{column} {kind}: {said(finding.code, finding.parameters)}")


def say_why(error: CounterpartError, terminal: Terminal) -> int:
    """Say why nothing was done, and return the exit code."""
    if isinstance(error, DatabaseTrouble):
        return say_trouble(error, terminal)
    terminal.tell(f"error: {said(error.code, error.parameters)}")
    return FOUND
