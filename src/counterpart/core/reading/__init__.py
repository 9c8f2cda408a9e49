"""Reading a package of data: YAML 1.2 with the place of every key, code lists, folders, and limits.

Imports `findings` only (and `yaml`). Knows the shape of files, not what they mean: that is `definitions`.
Start reading at `tree.py` (what comes out), then `package.py` (`read_package`, `read_profile`, `read_scenarios`);
`locate.py` finds packages. Below them: `layout.py` (folders), `source.py` (files, within `limits.py`), `decoding.py`,
`yaml_reader.py` with `scalars.py` and `yaml_mistakes.py`, `codelists.py`, `names.py`,
`quoting.py`.
"""
