"""Codes of reading a package: C (code lists), S (structure) and Y (YAML, files, limits)."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("C001", "A code stands twice in a code list", "Nobody could say which of the two labels an old answer meant."),
    Code("C002", "The header of a code list is wrong", "Without `code` and `label` the list cannot be read."),
    Code("C003", "A row of a code list cannot be read", "Values would stand under the wrong names."),
    Code("C004", "A code cannot be used as a code", "Codes are stored, translated and sent to registers."),
    Code("C005", "A code or its label is empty", "A person would have to choose a blank line."),
    Code("C006", "A code list has no codes", "A field with this list could never be filled in."),
    Code("S001", "This is not a module", "A package needs a module.yaml whose key `module` names it."),
    Code(
        "S002",
        "The file does not say its own name",
        "Files in forms/, questions/ and procedures/ begin with `form:`, `questionset:` or `procedure:`, "
        "others with the key that they are named after; otherwise nobody knows where the content belongs.",
    ),
    Code("S003", "The package is written in another format", "Only `format: 2` runs; all is checked by its rules."),
    Code("S010", "A key is not known", "A misspelt key would silently be ignored, and a rule would be missing."),
    Code("S011", "A value is not of the right kind", "The engine would not know what is meant."),
    Code("S012", "A key is missing", "The definition cannot be understood without it."),
    Code("S020", "A file or folder has no place in a package", "Nothing reads it, and what it says would be missing."),
    Code("S021", "A link leads out of the package", "A package must never show other files of the server."),
    Code("S022", "A name cannot be used as a name", "Names become addresses of texts and names of files."),
    Code("S023", "The same thing is said in two places", "Nobody could say which of the two counts."),
    Code("Y001", "This is not valid YAML", "Nothing can be read from the file."),
    Code("Y002", "The file cannot be read", "What it says would silently be missing."),
    Code("Y003", "A part of YAML is not used here", "Anchors and the like hide what a file says."),
    Code("Y004", "A key stands twice", "YAML readers keep one of the two in silence."),
    Code("Y005", "A limit is passed", "It would take the server's memory and time."),
    Code("Y006", "The file is not plain UTF-8 text", "Names and labels would come out garbled."),
)
