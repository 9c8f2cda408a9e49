"""The migrations of the exchanges: their tables, who may use them, and which rows anybody sees.

Expand here, contract a release later. May import `counterpart.foundation.database.granting`.
"""
