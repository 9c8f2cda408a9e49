"""The guards of the house: rules of ARCHITECTURE.md and CONTRIBUTING.md, each shown a bad example that it must find."""
