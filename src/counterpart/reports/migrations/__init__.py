"""The migrations of the reports: their table, and in the same step who may use it.

Expand here, contract a release later: the code of this release and of the one before run on the same tables. Written
by Django, but for grants. May import `counterpart.foundation.database.granting`.
"""
