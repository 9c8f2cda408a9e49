"""The pages of the coordinator's desk: what waits, who is late, who needs care; inviting, registering, deciding.

One file a page. Each of them raises Refused `not_a_coordinator` for an authority that looks after no others.
"""
