"""Whole commands and their peers, timed side by side."""
