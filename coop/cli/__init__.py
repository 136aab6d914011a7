"""The command line: options in, one library call, one render, an exit status out."""
