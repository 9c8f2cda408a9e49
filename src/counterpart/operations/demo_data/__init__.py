"""`counterpart demo-data`: the demonstration network in a database that is empty otherwise.

What it is made of lies in `operations/demonstration`. May import every room but no tables.
"""
