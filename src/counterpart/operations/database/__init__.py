"""`counterpart db …`: what the operator does with the database.

Each command asks `foundation.database` and says the outcome; `words.py` holds the sentence for everything that can be
wrong. Django is loaded only where migrations are looked at: by `start` and `migrate`.
"""
