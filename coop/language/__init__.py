"""Vietnamese as code: text, numbers, amounts, dates and places. Nothing here knows what an agreement is.

Import from the modules: `text` and `form`, `numerals`, `quantity` and `amounts`, `dates` and `date_phrases`, `places`,
`reading`. Nothing is gathered here, so that a command that folds a name does not load the grammar of amounts.
"""
