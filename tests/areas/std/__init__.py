"""The templates of the standard library, extended by a module that adds nothing of its own."""
