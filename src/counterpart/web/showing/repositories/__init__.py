"""Repositories as pages show them: which there are, what a search found, one entry, the answer of a lookup.

Everything follows from the definition: which fields are filters, what an entry is called, what a lookup asks and gives.
"""
