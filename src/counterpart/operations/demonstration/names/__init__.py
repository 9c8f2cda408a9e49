"""Sheets of names, one file a country or language: places, kinds of authorities, people; and their readers.

`places/` municipalities, districts, regions and chambers with their forms (as a genitive, after a preposition);
`kinds/` what authorities of a country are called, what for and how many; `people/` given and family names.
"""
