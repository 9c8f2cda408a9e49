"""Why something that was written is not taken: fields, questions, texts, files."""

from __future__ import annotations

from counterpart.foundation.words import Words


def of_writing(words: Words) -> dict[str, str]:
    """Return the sentences for what people write in an exchange."""
    return {
        "allocated_elsewhere": words.gettext("Your authority has given this to colleagues."),
        "cover_unknown": words.gettext("This cannot be changed here."),
        "exchange_moved": words.gettext("Somebody was faster: the exchange has changed. Look again before you go on."),
        "exchange_unknown": words.gettext("There is no such exchange, or it is not for you."),
        "field_unknown": words.gettext("The form has no such field."),
        "key_gone": words.gettext("The data were erased. Nothing brings them back."),
        "not_a_draft": words.gettext("This is possible only with a draft that nobody else has seen."),
        "not_editable": words.gettext("You cannot change this now."),
        "not_to_answer": words.gettext("This question is not for you to answer, or not now."),
        "not_visible": words.gettext("Part of this is not for you to see, so it cannot be copied."),
        "party_unknown": words.gettext("Nobody takes this part here."),
        "question_not_offered": words.gettext("One of the questions cannot be asked about what you filled in."),
        "question_unknown": words.gettext("There is no such question here."),
        "ref_unreadable": words.gettext("The form did not arrive whole. Open the page again and send it once more."),
        "request_other_body": words.gettext("This form was sent once already, with something else in it."),
        "stream_moved": words.gettext("Somebody wrote at the same moment. Send it once more."),
        "text_half_pair": words.gettext("The text holds half a character. Delete what looks broken, or type it anew."),
        "text_missing": words.gettext("Write something."),
        "text_too_long": words.gettext("The text is too long: at most %(most)s letters."),
        "value_too_large": words.gettext("This is too long to be kept."),
        "written_meanwhile": words.gettext(
            "A colleague has changed the same thing meanwhile. Nothing was overwritten."
        ),
    }


def of_values(words: Words) -> dict[str, str]:
    """Return the sentences for values that cannot be read."""
    return {
        "moment_without_zone": words.gettext("Say the time zone with the time."),
        "number_character": words.gettext("“%(character)s” does not occur in a number of an exchange."),
        "number_check": words.gettext("There is no such number: one of its characters is wrong."),
        "number_length": words.gettext("A number of an exchange has %(needed)s characters."),
        "number_part": words.gettext("There is no such part of the exchange."),
        "value.date": words.gettext("Write a day: day, month and year in numbers, for example 31 5 2026."),
        "value.datetime": words.gettext("Write a day and a time, for example 31 5 2026 14:30."),
        "value.number": words.gettext("Write a number, in digits."),
    }


def of_files(words: Words) -> dict[str, str]:
    """Return the sentences for files that are attached or opened."""
    return {
        "file_no_space": words.gettext(
            "There is no room for the file at the moment. Tell the operator of the network."
        ),
        "file_damaged": words.gettext("The file is damaged and cannot be opened. Tell the operator of the network."),
        "file_meta": words.gettext("The name of the file is too long: at most %(most)s letters."),
        "file_not_found": words.gettext("There is no such file, or it is not for you."),
        "file_quarantined": words.gettext(
            "The file may be dangerous and was locked away. Ask who sent it for another."
        ),
        "file_size": words.gettext("The file did not arrive whole. Attach it once more."),
        "file_too_large": words.gettext("The file is too large: at most %(most)s bytes."),
    }


def of_scanned_files(words: Words) -> dict[str, str]:
    """Return the sentences for files of a kind that is not taken, and for what the virus scanner says of them."""
    return {
        "file_empty": words.gettext("The file is empty. Attach another."),
        "file_infected": words.gettext(
            "The virus scanner found something harmful in it (%(rule)s). Nothing of it was kept."
        ),
        "file_kinds_away": words.gettext(
            "Files cannot be taken at the moment, because what they are cannot be told. "
            "Tell the operator of the network."
        ),
        "file_locked": words.gettext(
            "It is locked by a password, so that the virus scanner cannot look into it (%(rule)s). "
            "Attach it without a password: it is kept sealed here."
        ),
        "file_removed": words.gettext(
            "The virus scanner found something harmful in the file (%(rule)s), and it was deleted. "
            "Ask who sent it for another."
        ),
        "file_type": words.gettext(
            "Files of this kind (%(ending)s) are not taken. "
            "Documents, pictures, tables, mails and packed files (zip) are."
        ),
        "file_type_unlike": words.gettext(
            "It is not what its name says: its name ends with “%(ending)s”, but its content is %(type)s."
        ),
        "file_unchecked": words.gettext(
            "The virus scanner could not look into the file yet, so nobody can open it. "
            "It is looked at again every few minutes."
        ),
        "file_unfathomed": words.gettext(
            "It is packed so deep, or unpacks to so much, that the virus scanner cannot look into it (%(rule)s). "
            "Attach what is in it one by one."
        ),
        "upload_too_large": words.gettext(
            "This is too much to be sent at once: at most %(most)s MB with all files. Nothing of it was read."
        ),
    }


def of_searching(words: Words) -> dict[str, str]:
    """Return the sentences for searches in registers and in the directory."""
    return {
        "lookup_key_missing": words.gettext("Fill in everything that is needed to search."),
        "lookup_key_unknown": words.gettext("This cannot be searched for."),
        "lookup_not_yours": words.gettext("Your authority may not search here."),
        "lookup_purpose": words.gettext("Say for what purpose you search."),
        "lookup_too_often": words.gettext(
            "Your authority has searched %(most)s times, which is all that is allowed for now."
        ),
        "entry_unknown": words.gettext("There is no such entry, or it is not open to your authority."),
        "repository_unknown": words.gettext("There is no such register, or it is not open to your authority."),
        "search_days": words.gettext("The first day must not be after the last one."),
        "search_name_long": words.gettext("A name has at most %(most)s letters."),
        "search_nameless": words.gettext("Give the search a name."),
        "search_unknown": words.gettext("There is no such search."),
        "search_value_long": words.gettext("This is too much at once: at most %(most)s values, and only short ones."),
        "searches_many": words.gettext("You have saved %(most)s searches. Remove one first."),
        "page_too_long": words.gettext("At most %(most)s can be shown on one page."),
        "number_short": words.gettext("Write at least %(needed)s characters of the number."),
        "role_without_module": words.gettext("Choose the policy area first."),
    }
