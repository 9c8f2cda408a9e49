"""Finds the right authority from whatever an official types: any script, any spelling, a name, a place, a profession.

Words are folded (`folding`, `sounding`) and stored with who is found by them (`indexing`). Each process knows all words
(`vocabulary`), reads what is new before it searches, and proposes which of them may be meant (`proposing`); places and
professions by what they are called in other languages (`places`, `competences`). Who is found, filtered and in which
order is one statement (`asking`). Start reading there.
"""
