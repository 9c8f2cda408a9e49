"""Checks of time: deadlines and their anchors, clocks, reminders, and whether a date is always there.

Part of `checking`; imports what `checking` may import. Start reading at `deadlines.py`.
"""
