"""The operator's door: the command line `counterpart`.

A door without logic of its own: it reads arguments, asks the rooms below, and says what they found, in words or as
JSON. Exit codes: 0 all well, 1 something was found or failed, 2 the command was called wrongly, 130 interrupted.
Start reading at `command_line.py`, then `commands.py` (what there is) and `policy_areas/` (`counterpart module …`).
"""
