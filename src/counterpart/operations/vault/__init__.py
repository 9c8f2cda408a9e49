"""`counterpart vault …`: what the operator does with the masters, under which all keys lie.

Each command asks `foundation.vault` and says the outcome; what can be wrong says `words.py`.
"""
