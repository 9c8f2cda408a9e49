"""Why a step of an exchange is not done (`core.workflow.REASONS`)."""

from __future__ import annotations

from counterpart.foundation.words import Words


def of_steps(words: Words) -> dict[str, str]:
    """Return the sentences for actions: who may do them, when, and what is missing."""
    return {
        "action_unknown": words.gettext("There is no such action here."),
        "blocked": words.gettext("The data of this exchange have been blocked: nothing can be changed any more."),
        "choice_missing": words.gettext("Choose who."),
        "choice_unfit": words.gettext("Who was chosen cannot take this part."),
        "choice_unwanted": words.gettext("Nobody has to be chosen for this."),
        "ended": words.gettext("The exchange has ended."),
        "form_missing": words.gettext("Fill in the form."),
        "form_unknown": words.gettext("There is no such form here."),
        "form_wrong": words.gettext("The form is not filled in correctly."),
        "four_eyes": words.gettext(
            "Four eyes are needed: somebody else than the person who prepared it has to do this."
        ),
        "incomplete": words.gettext("Something is not filled in yet, or not correctly."),
        "needs": words.gettext("Something is missing first."),
        "not_in_this_state": words.gettext("This is not possible at the stage that the exchange has reached."),
        "not_offered": words.gettext("This is not offered here."),
        "not_seated": words.gettext("Your authority does not take part in this way."),
        "not_yours": words.gettext("This is for somebody else to do."),
        "owner_missing": words.gettext(
            "It is not decided yet which authority would have to act next: choose it first."
        ),
        "person_unknown": words.gettext("Four eyes are needed: it must be known which person does this."),
        "player_unclear": words.gettext("Several authorities take this part: say for which one you act."),
        "question_not_asked": words.gettext("This question was not asked here, or is with somebody else."),
        "questions_missing": words.gettext("Choose the questions."),
        "reason_missing": words.gettext("Give a reason."),
        "row_unknown": words.gettext("There is no such part of the exchange (any more)."),
        "used_up": words.gettext("This may be done so many times: %(at_most)s. It has been."),
        "window_over": words.gettext("This was possible until %(until)s."),
    }


def of_endless_steps(words: Words) -> dict[str, str]:
    """Return the sentences for what the rules of a policy area do not allow to begin, or to end."""
    endless = words.gettext(
        "By the rules of this policy area one step would lead to the next without end. Nothing was done. "
        "Please tell the operator of the network."
    )
    return {
        "automatic_endless": endless,
        "child_limit": words.gettext("No more of these can be begun."),
        "nothing_due": words.gettext("Nothing is due here at the moment."),
        "relatives_endless": endless,
        "track_unknown": words.gettext("There is no such part of the exchange (any more)."),
    }


def of_reminding(words: Words) -> dict[str, str]:
    """Return the sentences for a coordinator who wants to remind whose move it is."""
    return {
        "not_late": words.gettext("Nobody is late there, and nothing has stood still for 30 days."),
        "own_move": words.gettext("It is the move of your own authority: there is nobody else to remind."),
        "reminded_lately": words.gettext("A coordinator has reminded them less than three days ago."),
    }
