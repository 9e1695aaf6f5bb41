"""`python -m daogou.cli` is `daogou`."""

from .main import main

main()
