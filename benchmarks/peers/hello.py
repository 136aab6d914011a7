"""The smallest program that Typer's own pages show, with all its defaults."""

import typer


def main(name: str = "world") -> None:
    """Greet."""
    print(f"Hello {name}")


if __name__ == "__main__":
    typer.run(main)
