"""The index: what is remembered of a dataset from one run to the next, and how it is known to hold still."""
