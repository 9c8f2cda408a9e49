"""Codes of deadlines, clocks and reminders: D."""

from __future__ import annotations

from counterpart.core.findings.codes.code import Code, family

CODES = family(
    Code("D001", "A deadline counts from a state that does not exist", "It would have no beginning and never come."),
    Code("D002", "A deadline counts from a state that may not have been", "On some path it would have no beginning."),
    Code("D003", "The date of a deadline may be missing", "The state would have no deadline, and could wait for ever."),
    Code("D004", "A deadline waits for a track that may not be open", "There would be no rows whose date could count."),
    Code("D005", "Overdue actions go round over a deadline that is over", "All of them would happen again and again at once."),
    Code("D006", "An overdue action changes nothing", "The deadline is over and nothing would ever happen again."),
    Code("D007", "There is no such clock", "The deadline would never come."),
    Code("D008", "A clock names what does not exist", "It would never start, pause, stop or run out."),
    Code("D009", "A clock cannot run out", "The time of the law would be over and nothing would follow."),
    Code("D010", "A state waits for a clock that does not run", "The state would have no deadline."),
    Code("D011", "A clock pauses or stops where it never runs", "The time would be counted otherwise than was meant."),
    Code("D012", "Nothing depends on a clock", "It would count for nothing."),
    Code("D013", "A deadline can be put off for ever", "What the law limits would have no limit."),
    Code("D014", "There is no deadline to lengthen", "The extension would be granted and have no effect."),
    Code("D015", "A standing state cannot be overdue", "It has a review; the overdue action would never happen."),
    Code("D016", "A reminder is not shorter than the deadline", "It would have to be sent before the state was entered."),
    Code("D017", "Something waits behind the overdue action", "The state has been left by then."),
    Code("D018", "Two things happen at the same moment", "Which of them counts would be left to chance."),
)  # fmt: skip
