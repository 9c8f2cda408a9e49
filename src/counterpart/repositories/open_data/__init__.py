"""Open data: public entries as CSV, and as a catalogue in the vocabulary of data portals.

- `listing.py`: CSV, a column for each public field, with codes and their labels.
- `vocabulary.py`: how values become RDF, by the type of their field. `describing.py`: the catalogue, by BRegDCAT-AP 2
  (the profile of DCAT for base registries): which property a field is, says the policy area (`core:` in its form).

A form that is a `dcat:Dataset` makes each entry a dataset of its own; of any other, the whole repository is one dataset
that is handed out as CSV. Pure functions over what `queries.public` returns.
"""
