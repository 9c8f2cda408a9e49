"""Simulation: a module tried out before anybody uses it, by its scenarios and by random walks.

A scenario is played against the engine itself, with a clock that is moved by hand and the calendars of the members:
`stories.py` reads it, `stage.py` is what it is played on, `doing.py` and `writing.py` do what a step does, `looking.py`
checks what a step claims, `playing.py` puts it together. `walks.py` sends parties and clock through a procedure at
random (M030). Imports everything below it in core. Start reading at `playing.py`, then `walks.py`.
"""
