"""Completion for shells: what may stand where the cursor is, told at once.

A shell asks at every press of a key, so nothing of the program is loaded for it but what reads a vocabulary. What the
commands take stands in `grammar.json`, which a test makes from the program.
"""
