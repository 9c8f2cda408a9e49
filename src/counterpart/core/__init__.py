"""The domain in plain Python: definitions, conditions, deadlines, workflow, texts. No Django, no database.

A policy area is a package of data. This room reads such a package (`reading`, `composing`), gives it types
(`definitions`), finds its mistakes (`checking`), plays it (`workflow`, `simulation`) and speaks it (`texts`).
May import nothing of the other rooms. Start reading at `definitions/module.py`, then `workflow/step.py`.
"""
