"""Codes of the soundness of machines and tracks: M. M030, the random walks, is a check of `simulation`."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("M001", "The start state does not exist", "No exchange of this kind could ever begin."),
    Code("M002", "A state is named that does not exist", "The action would lead nowhere, or could never be done."),
    Code("M003", "An action leaves a final state", "What is closed, counted and on its way to being erased would go on."),
    Code("M004", "The branches of an action are not complete", "In some case the action would lead nowhere."),
    Code("M005", "A party is named that does not exist", "Nobody would be asked, told or allowed to act."),
    Code("M006", "Nobody may do an action", "It would never be offered to anyone."),
    Code("M007", "Time does something that is not possible", "The deadline would pass and the exchange would be stuck."),
    Code("M008", "An action does not say from where", "It could never be done."),
    Code("M009", "A name already means something else", "Conditions and effects could not tell the two apart."),
    Code("M010", "A state can never be reached", "A part of the procedure would be dead, mostly by a slip in 'to' or 'from'."),
    Code("M011", "There is no final state", "Exchanges would stay open for ever and never be erased."),
    Code("M012", "A dead end", "An exchange that comes here can never be closed, and its data never erased."),
    Code("M013", "A state has no owner", "Nobody would have to act: everything that waits has an owner."),
    Code("M014", "A state has no date", "It could wait for ever: everything that waits has a date."),
    Code("M015", "The owner of a state cannot leave it", "Whoever has to act could do nothing."),
    Code("M016", "Every way out has a condition", "If none of them is met, the exchange is stuck."),
    Code("M017", "A deadline has no consequence", "It would pass and nobody would notice."),
    Code("M018", "Automatic actions stand in each other's way", "Only one of them would ever happen."),
    Code("M019", "Automatic actions go round in a circle", "The engine would never come to rest."),
    Code("M020", "Nothing says where open rows of a track end", "They would stay open after the exchange has ended."),
    Code("M021", "Nothing opens a track", "It would never be used, or its opening was forgotten."),
    Code("M022", "The clock could be refused", "The deadline would pass, the action not happen, and the exchange be stuck."),
    Code(
        "M023",
        "Something irrevocable is done whichever branch is taken",
        "The responder would be told before the coordinator has approved, or a card be printed on a refusal.",
    ),
    Code(
        "M024",
        "What happens by itself reads what is sealed",
        "Personal data are opened for people only; when the clock acts nobody is signed in.",
    ),
    Code("M025", "A final state waits, or an open one has an outcome", "What is said there would never have an effect."),
    Code("M026", "The system is asked for what only people give", "It fills in no form, gives no reason and has no colleague."),
    Code("M027", "Whoever has to act does not see the exchange", "The work would be on nobody's list."),
    Code("M028", "What others will see is not checked", "An incomplete or wrong form would be sent to another authority."),
    Code("M029", "Reopening that does not reopen", "Only a closed exchange is reopened, by a party, into an open state."),
    Code("M031", "An edit that never takes effect", "Others see the state, so what is written stays a working copy for ever."),
    Code("M032", "A track does not say whose rows they are", "Nobody could act in them."),
    Code("M033", "A state is left at once", "An automatic action without a condition fires on entry: nobody would ever wait there."),
    Code("M034", "Something is completed that nobody could write", "The form would be empty, or what was written be left out."),
    Code("M035", "An action does not say where it leads", "It stays where it is, which may be a line that was forgotten."),
    Code("M036", "A state of a track belongs to somebody else than its row", "Whose row it is could do nothing about it."),
    Code("M037", "The owner of a state has nothing to do there", "The work lies on the desk of somebody who can only wait, or give up."),
)  # fmt: skip
