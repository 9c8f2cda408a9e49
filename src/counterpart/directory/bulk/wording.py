"""What is wrong with a list, in sentences that say what to do; the pages and the command line say the same."""

from __future__ import annotations

from counterpart.foundation.words import Words


def of_lists(words: Words) -> dict[str, str]:
    """Return the sentences for files, headings, cells and rows of a list of authorities."""
    return {**_of_files(words), **_of_headings(words), **_of_cells(words), **_of_rows(words)}


def _of_files(words: Words) -> dict[str, str]:
    return {
        "file_binary": words.gettext("This is no list: save it as CSV (UTF-8) or XLSX."),
        "file_csv": words.gettext("The file breaks off inside quotation marks: look for one that is not closed."),
        "list_empty": words.gettext("The file is empty: the first row has to hold the headings."),
        "file_encoding": words.gettext("The letters of this file cannot be read: save it as “CSV UTF-8”."),
        "file_large": words.gettext("The file is too large (at most %(most)s MB): cut it into several."),
        "file_long": words.gettext("The list is too long (at most %(most)s rows): cut it into several."),
        "file_old_excel": words.gettext(
            "This is an old Excel file, or one with a password: save it as XLSX without a password."
        ),
        "file_unpacked": words.gettext(
            "The file would unpack to more than %(most)s MB: take out what does not belong to the list."
        ),
        "file_wide": words.gettext("The list is too wide: at most %(most)s columns."),
        "file_without_rows": words.gettext("The list has headings but no rows."),
        "file_xlsx": words.gettext(
            "This XLSX file is damaged: open it in a spreadsheet and save it anew, or save it as CSV (UTF-8)."
        ),
        "import_broken_off": words.gettext(
            "The import broke off, and nothing was done. Please tell the operator, and upload the list again."
        ),
        "import_not_looked_at": words.gettext(
            "This list cannot be imported (any more): upload it again, and have it looked at first."
        ),
        "import_unknown": words.gettext("There is no such import: it may have been forgotten after a month."),
        "list_refused": words.gettext("Nothing was imported: mend what was found, and import the list again."),
    }


def _of_headings(words: Words) -> dict[str, str]:
    return {
        "column_key_missing": words.gettext(
            "By what are authorities told apart? The list needs a column with the external ID, or with the ref."
        ),
        "column_member_missing": words.gettext("External IDs count within a country: add the column “member”."),
        "column_needs_language": words.gettext("Say in which language this is, for example “%(example)s”."),
        "column_twice": words.gettext("This heading is there twice: take one of the columns out."),
        "column_misspelt": words.gettext("There is no column “%(found)s”: perhaps “%(near)s” is meant."),
        "column_unknown": words.gettext("There is no column “%(found)s”: an exported list shows which there are."),
    }


def _of_cells(words: Words) -> dict[str, str]:
    return {
        "cell_date": words.gettext("A date stands here: format the cell as text and type it again."),
        "cell_error": words.gettext("The spreadsheet shows an error in this cell: type the value itself."),
        "cell_formula": words.gettext(
            "Formulas are not calculated: put the value in its place. If it is a text, begin it with an apostrophe."
        ),
        "cell_long": words.gettext("This text is too long: at most %(most)s letters."),
        "cell_without_heading": words.gettext("There is something in a column without a heading: name it or empty it."),
        "cell_yes_or_no": words.gettext("Write yes or no, not “%(found)s”."),
    }


def _of_rows(words: Words) -> dict[str, str]:
    return {
        "coordinator_missing": words.gettext(
            "%(member)s has no national coordinator yet: put it into the list, or register it first."
        ),
        "ref_invalid": words.gettext("This is no ref: take it from an exported list, or leave it empty."),
        "row_twice": words.gettext("This authority stands in row %(first)s already: take one of the rows out."),
        "row_without_key": words.gettext("The external ID is missing: nobody can tell which authority is meant."),
        "user_not_entered": words.gettext(
            "The authority has people already: nobody was entered. Its administrator enters others."
        ),
        "user_twice": words.gettext("This person stands in row %(first)s already: an account is one person’s."),
    }
