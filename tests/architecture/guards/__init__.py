"""What the guards look for, as functions over one file: the tests feed them the repository, and bad examples."""
