"""Filters, totals and tables over a dataset."""
