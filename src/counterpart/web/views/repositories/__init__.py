"""Pages of the repositories: `finding.py` lists, searches and shows entries, `looking_up.py` asks without seeing.

What they show is said by `showing/repositories`; which repositories there are for whom, by `repositories.permissions`.
"""
