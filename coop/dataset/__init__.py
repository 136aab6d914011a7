"""What is on disk and what it means: files to documents to agreements, with the vocabularies."""
