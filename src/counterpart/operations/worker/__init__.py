"""`counterpart worker`: the process that does what happens after the commit.

It works as the role worker, says what it does as a log of its process, and ends when it is told to.
"""
