"""The commands `counterpart module …`: one file a command, each with a `run(options, terminal)`.

They hold no rules: `loading.py` finds and composes modules, `findings.py` says what was found, everything else is asked
of `counterpart.core`. Start reading at `check.py`.
"""
