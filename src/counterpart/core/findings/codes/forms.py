"""Codes of forms and their fields (F), and of questions (Q)."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("F001", "A field that takes a code has no list", "Nothing could be chosen."),
    Code("F002", "A group has no fields", "There would be nothing to fill in."),
    Code("F003", "A field does not say whether it holds personal data", "Blocking, masking, statistics and retention depend on it; there is no default."),
    Code("F004", "A placeholder names something that cannot be shown", "The sentence would be shown without the name or the profession."),
    Code("F005", "A key does not fit the type of the field", "It would have no effect, and a rule that was meant would be missing."),
    Code("F006", "A link does not say to what", "Nobody could choose what is meant."),
    Code("F007", "The least or most of a field cannot be understood", "Any value, or none, would be accepted."),
    Code("F008", "A pattern cannot be used", "Right values would be refused, or a long one would keep the server busy for ever."),
    Code("F009", "What `fill` copies does not fit", "The copy would be empty, or hold something else."),
    Code("F010", "A field cannot be searched", "An index of it would be of no use, or would tell what it must keep to itself."),
    Code("F011", "Personal data are public", "They would be shown to everybody in the world."),
    Code("F012", "A field stands twice in a form", "Names carry no section, so one value would overwrite the other."),
    Code("F013", "Fields show one another in a circle", "None of them would ever be shown."),
    Code("F014", "A form has no fields", "People would be asked to fill in nothing."),
    Code("F015", "A filled-in copy is less protected than the original", "Personal data would be shown, counted or kept as if they were none."),
    Code("Q001", "A question id is used twice", "Answers, texts and translations of the two could not be told apart."),
    Code("Q002", "A question names a placeholder that does not exist", "The reader would see the braces and not the name."),
    Code("Q003", "A question set is answered by nobody who takes part", "Its questions would never be answered."),
    Code("Q004", "Questions follow one another in a circle", "None of them would ever be put."),
    Code("Q005", "A question is offered after an answer", "The asker chooses before anything is answered, so it would not be offered; `follow_if` is for that."),
    Code("Q006", "A group of questions has no questions, or its id is used twice", "Its heading would stand over nothing, or its text mean two things."),
    Code("Q007", "An answer about a person is not marked as personal", "It would be shown, counted and kept as if it were about nobody."),
)  # fmt: skip
