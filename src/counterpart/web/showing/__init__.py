"""How things are said to people: addresses of texts, forms, questions, values, reasons.

Everything here turns values and definitions into what a template shows, in the reader's language; nothing decides.
Start reading at `forms.py`.
"""
