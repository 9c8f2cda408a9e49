"""The policy areas that ship, and those that do not: what they say, and that they are sound."""
