"""What a schema cannot say: one family of rules a module, and all of it over a dataset."""
