"""`counterpart consumers …`: who reads what happened.

Shows how far each consumer of facts has come, and has one go on that is held; `foundation.facts` does it.
"""
