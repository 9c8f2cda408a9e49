"""Checks of machines: names, states, actions, what happens by itself, and which states can be reached.

Part of `checking`; imports what `checking` may import. Start reading at `names.py`.
"""
