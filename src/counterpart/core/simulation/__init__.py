"""Simulation: a module tried out before anybody uses it, by its scenarios and by random walks.

A scenario is played against the engine itself, with a clock that is moved by hand and the calendars of the members:
`stories.py` reads it, `stage.py` is the desk that it is played on, `doing.py` does what a step does, `looking.py`
checks what a step claims, `playing.py` puts it together. `walks.py` sends parties and clock through a procedure at
random (M030). Imports everything below it in core. Start reading at `playing.py`, then `walks.py`.
"""

from __future__ import annotations

from counterpart.core.simulation.events import Event
from counterpart.core.simulation.playing import Failure, Played, play
from counterpart.core.simulation.stories import Story, stories_of
from counterpart.core.simulation.walks import check_walks

__all__ = ["Event", "Failure", "Played", "Story", "check_walks", "play", "stories_of"]
