"""Codes of a module's own words and lists: B (what it says of itself), C (codes), G (texts), O (roles), U, W.

U: what is never used. W: interfaces.
"""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("B001", "A language is not one of the network", "Nobody would read the translation."),
    Code("B002", "Something stands twice in a list", "One of the two is a slip for something else."),
    Code("B003", "An act is not named as the network names acts", "It could not be found, and links to it would not work."),
    Code("C007", "A code ends before it begins, or on a day that does not exist", "It could never be chosen."),
    Code("G001", "A message names something that messages may not hold", "Mails leave the system: they hold no personal data, and nothing else would be filled in."),
    Code("G002", "A text names a placeholder that nobody fills", "The reader would see the braces."),
    Code("O001", "How many authorities there must be cannot be understood", "Nobody would notice that a member has none."),
    Code("O002", "Authorities are counted by a competence that they do not have", "No member could ever have enough."),
    Code("O003", "A portal or machine and the role of its users do not agree", "People would be asked to sign in where they have no account."),
    Code("U001", "A code list is never used", "Nothing can be chosen from it: perhaps its name is misspelt elsewhere."),
    Code("U002", "A form is never used", "Nobody can fill it in: perhaps its name is misspelt elsewhere."),
    Code("U003", "A question set is never used", "Its questions can never be asked."),
    Code("U004", "A message is never sent", "Perhaps a `notify` is missing."),
    Code("U005", "A switch is never read", "Members would set it and nothing would change."),
    Code("U006", "A role is never played", "Authorities would register for something that does not exist."),
    Code("U007", "An operation is never called", "Registers would have to offer it for nothing."),
    Code("U008", "A library is not used", "A new version of it would have to be checked for nothing."),
    Code("U009", "A document is never made", "Perhaps a `pdf` or `snapshot` is missing."),
    Code("W001", "The rate of an operation cannot be understood", "A register could be overrun with questions."),
    Code("W002", "A legacy name stands for two operations", "An adapter could not tell them apart."),
)  # fmt: skip
