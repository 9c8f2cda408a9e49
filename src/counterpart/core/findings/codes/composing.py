"""Codes of composing a module from templates and libraries, and of its version: X."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code(
        "X001", "There is nothing so called to extend", "The procedure, form or track would lack all it should inherit."
    ),
    Code("X002", "There is nothing so called to remove", "What was meant to go would still be there."),
    Code(
        "X003", "`extends` goes round in a circle", "Each would wait for the other; neither has a content of its own."
    ),
    Code("X004", "The chain of `extends` is too long", "Nobody could follow from where an entry comes."),
    Code(
        "X005",
        "A library is not found",
        "Templates, messages and code lists that the module relies on would be missing.",
    ),
    Code("X006", "A library has another version", "The module was written for something else than what is installed."),
    Code("X007", "A range of versions cannot be read", "Nobody could say which versions of the library will do."),
    Code("X008", "Libraries use each other", "Neither could be composed before the other."),
    Code(
        "X009", "A library is used that `uses` does not name", "Another version of it could change the module unseen."
    ),
    Code("X010", "A template has no such feature", "What was meant to be left out would still be there."),
    Code(
        "X011",
        "A feature names something that is not there",
        "Leaving the feature out would leave a part of it behind.",
    ),
    Code(
        "X012",
        "Something that is kept needs what was removed",
        "The machine would lead to, or ask for, what does not exist.",
    ),
    Code(
        "X013",
        "An entry resembles an inherited one and is not complete",
        "The change would not reach the entry that was meant.",
    ),
    Code(
        "X014",
        "An entry that was removed is changed",
        "A half entry would come back without what the template says of it.",
    ),
    Code("X015", "Two libraries give the same name", "Which of them counts would be left to chance."),
    Code("X016", "What is used is not a library", "A module may change or be withdrawn without regard to others."),
    Code("X017", "The network has no such member or group", "It would be unclear who takes part."),
    Code("X018", "`remove` or `without` without `extends`", "There is nothing inherited that could be taken away."),
    Code("X019", "This is not written as expected", "What is extended or removed cannot be understood."),
    Code(
        "X030",
        "The version is not raised far enough",
        "Running exchanges would get a change that is not meant for them.",
    ),
    Code("X031", "The version goes back", "A version that was published once never changes or returns."),
)
