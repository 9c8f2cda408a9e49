"""An exchange as a report (`reports.papers`), in the words of its reader: what the page shows, to be kept on paper.

- `paper.py`: the whole. `cover.py`: state, dates, who takes part. `content.py`: subject, forms, questions, messages and
  documents. `course.py`: parts, related exchanges, the history. `witness.py`: what the log says of it.
"""
