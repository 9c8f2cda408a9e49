"""`counterpart deliveries …`: what is to leave the system.

Lists what was not sent and has it sent again; `foundation.deliveries` does it.
"""
