"""What somebody looks for among the exchanges of their authority, and how that is asked without telling it.

- `sought.py`: what was asked, as filters; those without anything personal stand in an address.
- `fields.py`: which procedures there are of all lines, and which of their fields have a blind index.
- `tokens.py`: what was typed as blind tokens. `keeping.py`: searches that are kept sealed, and saved ones.

What is found, and who may find it, is said by `queries/searching.py`.
"""
