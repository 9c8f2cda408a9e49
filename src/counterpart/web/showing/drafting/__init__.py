"""What a draft looks like to who writes it: as whom they write, when the answer is wanted, who will read it and how.

- `capacity.py`: as whom the reader writes, what they may write, and which action sends it.
- `changes.py`: what was changed since the page was drawn. `sheet.py`: everything that stands on the page.
- `wanted.py`: the date wanted, in days that they work. `pairs.py`: the text as they will read it beside one's own.
- `sight.py`: who will see what. `retention.py`: how long. `missing.py`: what is still open before sending.

Start reading at `capacity.py`.
"""
