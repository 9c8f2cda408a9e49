"""The migrations of the repositories: their tables, and in the same step who may use them.

Expand here, contract a release later: the code of this release and of the one before run on the same tables. Written
by Django, but for grants. May import `counterpart.foundation.database.granting`.
"""
