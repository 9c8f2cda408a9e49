"""Checks of effects: what each verb names, where it may stand, and what it sets.

Part of `checking`; imports what `checking` may import. Start reading at `verbs.py`.
"""
