"""A new agreement as it comes to be: what is asked, what is proposed, and the file that comes of the answers."""
