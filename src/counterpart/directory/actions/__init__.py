"""What changes the directory: each one transaction, in the log of the authority's own stream, with its facts.

`registering.py`: authorities and their records. `giving_access.py`: policy areas, relations, competences. `people.py`:
users of an authority, rights, absences. `switching.py`: what a member chooses. `ending.py`: succession, deactivation.
"""
