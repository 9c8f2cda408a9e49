"""What the pages of the coordinator's desk say: whom one may invite, what is late by whose move, what needs care.

Numbers, dates, states and names of authorities; no subject of an exchange, no person. Templates draw it.
"""
