"""Checks of forms and questions: kinds of fields, limits, links, patterns, placeholders.

Part of `checking`; imports what `checking` may import. Start reading at `fields.py`.
"""
