"""`counterpart log …`: what the operator does with the record of who did what.

Each command asks `foundation` and says the outcome; the sentences of breaches are those of `foundation.log.breaches`.
"""
