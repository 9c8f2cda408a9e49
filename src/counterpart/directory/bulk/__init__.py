"""Whole lists of authorities: imported from CSV and XLSX, and exported in the same form.

- `columns.py`: what the columns are called, `cells.py`: how values stand in cells. `sheet.py`: a file that was read,
  by `csv_files.py` or `xlsx_files.py`, through `reading.py`, which is the boundary to hostile files.
- `knowing.py`: what the directory knows of those listed. `filling.py`: a record from the cells of a row.
  `planning.py`: what would be done, row by row. `writing.py`: doing it, set-based.
- `importing.py`: `imported`, all or nothing, or only looked at. `exporting.py`: `exported`, piece by piece.
- `found.py`: what is wrong, by row and column; `wording.py`: the sentences.

A row is told from others by `ref`, or by member and external id. A column that a file does not have is left as it is;
an empty cell empties.
"""
