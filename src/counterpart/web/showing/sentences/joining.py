"""Why nothing comes of an invitation, a registration or a link to choose a password."""

from __future__ import annotations

from counterpart.foundation.words import Words


def of_joining(words: Words) -> dict[str, str]:
    """Return the sentences for invitations and for authorities that register themselves."""
    return {
        "authority_rejected": words.gettext("This registration was rejected already."),
        "authority_validated": words.gettext("This registration was accepted already, by %(by)s."),
        "invitation_exists": words.gettext(
            "This address was invited already for an authority of this name: send that invitation once more."
        ),
        "invitation_for_another": words.gettext(
            "The invitation is for an authority of another country, region or kind. Ask the coordinator for a new one."
        ),
        "invitation_over": words.gettext(
            "This invitation has ended: it counts for 90 days. Ask the coordinator who sent it for a new one."
        ),
        "invitation_sent_lately": words.gettext(
            "This invitation was sent less than a day ago. Wait until tomorrow before you send it once more."
        ),
        "invitation_tries": words.gettext("A wrong code was tried too often. Try again in an hour."),
        "invitation_unknown": words.gettext(
            "There is no invitation with this code. Compare it with the mail, letter by letter."
        ),
        "invitation_used": words.gettext(
            "Somebody has registered an authority with this code already. If it was nobody of your authority, tell the"
            " coordinator who sent it."
        ),
        "invitation_withdrawn": words.gettext("The coordinator has withdrawn this invitation. Ask for a new one."),
        "not_your_invitation": words.gettext(
            "Another coordinator decides about this: the one who sent the invitation, or who coordinates the whole"
            " country or the policy area."
        ),
    }


def of_links(words: Words) -> dict[str, str]:
    """Return the sentences for links to choose a password."""
    return {
        "link_over": words.gettext("This link has ended. Have another one mailed to you."),
        "link_sent_lately": words.gettext("This person was sent a link a few minutes ago. Let them look for the mail."),
        "link_unknown": words.gettext("This link is not complete. Open it from the mail, or copy all of it."),
        "link_used": words.gettext("This link was used already. Sign in, or have another one mailed to you."),
        "not_your_colleague": words.gettext(
            "You can do this for people of your own authority, and for administrators of those that you coordinate."
        ),
    }
