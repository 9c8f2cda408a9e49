"""Why somebody may not do something: rights, the part that one's authority takes, sign-in and accounts."""

from __future__ import annotations

from counterpart.foundation.words import Words


def of_rights(words: Words) -> dict[str, str]:
    """Return the sentences for rights (`directory.policy.CODES` and what rooms ask beside it)."""
    return {
        "access_log_closed": words.gettext("Who has read what is shown to those who have the right to check it."),
        "acting_for": words.gettext("You cannot act for this authority."),
        "acts_for_nobody": words.gettext("Choose first for which authority you act."),
        "as_authority": words.gettext(
            "Your coordinator does this like any other authority: the right for it is needed."
        ),
        "clock_only": words.gettext("The network does this by itself."),
        "national_coordinators_only": words.gettext("This is for national coordinators only."),
        "needs_justification": words.gettext("Give a reason: it is kept with what you do."),
        "needs_right": words.gettext("You do not have the right for this. Ask who administers your authority."),
        "not_a_coordinator": words.gettext("Only a coordinator can do this."),
        "not_a_party": words.gettext("Your authority does not take part in this exchange."),
        "not_in_this_module": words.gettext("This policy area does not let authorities like yours do this."),
        "not_involved": words.gettext("This was not referred to you, and needs no approval of yours."),
        "not_operator": words.gettext("Only the operator of the network can do this."),
        "not_the_owner": words.gettext("Only the authority that made this entry can change it."),
        "not_the_requester": words.gettext("Only the authority that asked can do this."),
        "not_the_supervisor": words.gettext("Only the supervising body has this right."),
        "not_this_right": words.gettext("You do not have the right for this. Ask who administers your authority."),
        "not_your_area": words.gettext("Your authority does not take part in this policy area."),
        "not_your_authority": words.gettext("This belongs to another authority."),
        "not_your_exchange": words.gettext("This exchange is not one of your authority."),
        "not_your_member": words.gettext("This belongs to another country than yours."),
        "not_yourself": words.gettext("Somebody else has to do this for you."),
        "operator_only": words.gettext("Only the operator of the network can do this."),
        "people_only": words.gettext("Only people can do this, no programs."),
    }


def of_accounts(words: Words) -> dict[str, str]:
    """Return the sentences for signing in and for accounts."""
    return {
        "account_closed": words.gettext("This account is closed. Ask who administers your authority."),
        "email_invalid": words.gettext("This is no e-mail address."),
        "email_taken": words.gettext("There is an account with this e-mail address already."),
        "language_unknown": words.gettext("This language is not known here."),
        "name_long": words.gettext("The name is too long: at most %(most)s letters."),
        "name_missing": words.gettext("Give the name."),
        "password_common": words.gettext("This password is known to many. Choose another."),
        "password_like_name": words.gettext("The password is too much like your name or address. Choose another."),
        "password_long": words.gettext("The password is too long: at most %(most)s letters."),
        "password_numbers": words.gettext("A password of digits only is too easy to guess. Choose another."),
        "password_short": words.gettext("The password is too short: at least %(least)s letters."),
        "password_wrong": words.gettext("This is not your present password."),
        "sign_in_too_often": words.gettext("That was wrong too often. Try again in %(minutes)s minutes."),
        "sign_in_wrong": words.gettext("E-mail address and password do not fit together."),
        "tried_too_often": words.gettext("That was tried too often. Try again in %(minutes)s minutes."),
        "time_zone_unknown": words.gettext("This time zone is not known."),
        "unsubscribe_token": words.gettext("This link is not valid any more."),
        "user_has_left": words.gettext("This person has left."),
        "user_has_not_left": words.gettext("This person has not left."),
        "user_is_blocked": words.gettext("This account is blocked already."),
        "user_is_not_blocked": words.gettext("This account is not blocked."),
        "user_unknown": words.gettext("There is no such person here."),
    }
