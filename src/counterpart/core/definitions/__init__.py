"""The one schema: what a policy area, a network profile and a scenario may say, as typed models.

A definition is what remains after reading and composing (`extends`, `remove`, `uses`): complete, immutable, without
file positions. The models say what is well-formed; whether it also makes sense is asked in `checking`.
Imports `conditions` and `deadlines` for their small languages. Start reading at `module.py`, then `procedures.py`.
"""
