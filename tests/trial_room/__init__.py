"""A room for tests of the worker as a process: it keeps a book of everything that reaches it."""
