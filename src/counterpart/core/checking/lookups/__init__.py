"""Checks of lookups: what is asked and given, and what follows a hit.

Part of `checking`; imports what `checking` may import. Start reading at `asked.py`.
"""
