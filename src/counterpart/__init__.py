"""Counterpart: an administrative-cooperation network.

An official in one country finds the competent authority abroad, asks it pre-translated questions, and gets the
answer. The rooms of the house and what may import what are described in ARCHITECTURE.md.
"""
