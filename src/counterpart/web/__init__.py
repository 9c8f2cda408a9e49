"""The pages for officials: HTML made on the server, which works without script.

A door: it asks the rooms below and holds no logic of theirs. Nothing here knows a module, a procedure or a state by
name: forms, questions, texts and buttons come from the definition.

- `addresses.py`: every page has one line there, with the gate that stands before it. `gates.py`: who may pass.
- `session/`: who is signed in, for whom they act, in which language; security headers; errors in the reader's words.
- `views/`: one file a page. `rendering.py`, `environment.py`, `parts.py`, `templates/`: a page. `static/`.
- `showing/`: how values, dates, forms and questions are said to people. `reading/`: what people typed, as values.

Imports every room below it but no tables. Start reading at `addresses.py`.
"""
