"""Commands that serve people: the web server alone, and everything together for a demonstration.

`web.py`: the pages. `scanning.py`: what is said at the start where no virus scanner is set. `demo.py`: database,
tables, policy areas, a network, web server and worker in one group, stopped together. `group.py`: several processes
that live and die together. Start reading at `demo.py`.
"""
