"""Finds entries by words in any language, by codes, by member and state.

An entry is stored with its terms (`indexing.py`): the forms of its words, as the directory folds them, and its codes.
What somebody types is turned into groups of terms (`wanted.py`): of each word its forms, the words of the repository
that begin so or are spelled alike, and the codes that are called so in any language (`labels.py`). One entry must have
one term of each group; that is one indexed statement (`queries/searching.py`).
"""
