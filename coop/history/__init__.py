"""What git knows of a dataset: which files changed since a revision."""
