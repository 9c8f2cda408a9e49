"""What the pages of authorities say: areas, roles and rights in words, coordinators, people, what became of it.

Plain values made from what `directory.queries` returned; templates draw them.
"""
