"""`python -m coop`."""

from coop.cli.app import main

main()
