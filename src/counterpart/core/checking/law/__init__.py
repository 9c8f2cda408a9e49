"""Checks of retention: which data a procedure holds, which rule covers them, and the limits of the law.

Part of `checking`; imports what `checking` may import. Start reading at `covered.py`.
"""
