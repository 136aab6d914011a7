"""What only several files together show: what each says to the others, in groups of those that have a key in common."""
