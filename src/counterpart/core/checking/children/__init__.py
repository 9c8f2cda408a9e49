"""Checks of children: who starts them, with which parties and fields, and how they come back.

Part of `checking`; imports what `checking` may import. Start reading at `declared.py`.
"""
