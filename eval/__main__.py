"""`python -m daogou.eval`."""

import typer

from .suite import main

if __name__ == "__main__":
    typer.run(main)
