"""`python -m coop`."""

from coop.cli.start import main

main()
