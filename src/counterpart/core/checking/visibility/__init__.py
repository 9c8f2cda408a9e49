"""Checks of need-to-know: who is named, what nobody would see, and what leaks.

Part of `checking`; imports what `checking` may import. Start reading at `said.py`.
"""
