"""`counterpart health`: whether everything works.

The checks are those of `foundation.health` and of every room that registers one; here they are put into lines.
"""
