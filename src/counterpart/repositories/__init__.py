"""Published entries: registers, licences, models of documents, and whatever else a procedure with `lookups` keeps.

An entry is an exchange of its keeper; here lies what of it others may find, renewed by the worker after each step
(`handlers.py`, `keeping.py`). `search/` finds entries by words in any language and by codes; `queries/` are the pages;
`actions/looking_up.py` answers hit or no hit, and remembers who asked and why, never what. Above exchanges, whose
content it reads through `exchanges.queries.published` alone. Start reading at `keeping.py`.
"""
