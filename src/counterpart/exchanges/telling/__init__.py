"""Who is told of what happens in an exchange, and in which words.

`calls.py`: which authorities a fact concerns, and as which party. `people.py`: whom of them. `abouts.py`: what the
notice is about, read for many calls together. `wording.py`: the texts, as the policy area says them today.

Start reading at `calls.py`; `exchanges/handlers.py` puts them together after the commit.
"""
