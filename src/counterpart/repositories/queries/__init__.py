"""Reads of the repositories, for those whose role may search them.

- `searching.py` finds entries, with counts by filter; `reading.py` shows one.
- `given.py` tells what a lookup gives of its hits; `consulted.py` what an authority has looked up lately.
"""
