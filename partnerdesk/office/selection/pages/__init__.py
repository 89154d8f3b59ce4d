"""The pages of the needs and of the shortlists, each a module of its own."""
