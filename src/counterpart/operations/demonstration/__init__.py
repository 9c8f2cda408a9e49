"""The demonstration network: authorities and people of real shape, invented, the same for the same seed.

`names/` holds what they are called and where they are, as sheets (CSV) that somebody who speaks the language can read
and mend. Everything else here draws a network from them: `planning` the one of the report of 2011, `growing` a larger
one, `staffing` the people. Nothing here touches a database; whoever fills one takes the plan.
"""
