"""Writes of the repositories: `looking_up.py` asks without seeing, `importing.py` enters many entries at once.

What is found and read is written by the worker (`keeping.py`).
"""
