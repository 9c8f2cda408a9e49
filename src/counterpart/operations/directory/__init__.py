"""`counterpart directory …`: whole lists of authorities in and out, and a large network that is invented.

`directory.bulk` reads and writes lists; `operations/demonstration` knows how networks are drawn up.
"""
