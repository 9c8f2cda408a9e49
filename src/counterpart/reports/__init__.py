"""Reports: an exchange as a PDF, in the language of its reader, holding what that reader may see and nothing else.

- `papers.py`: what a report is made of. `report.typ`, `fonts/`, `letters.py`, `typesetting.py`: how it is drawn
  (PDF/A-2a and PDF/UA-1). `witness.py`: what the log says of it. `signing.py`, `pades.py`: its signature.
  `trial.py`: a certificate for demonstrations. `looking.py`: what health says of it.
- `writing.py`: who words a report; that is the pages' affair, and they are above. `keeping.py`: the documents that a
  procedure wants, made by the worker for each authority and kept sealed. `models.py`: their table. `queries.py`: for
  pages. `handlers.py`: what the worker does.

Imports `exchanges` and everything below. Start reading at `papers.py`, then `keeping.py`.
"""
