"""Prints what `measure` found."""

from . import measure

if __name__ == "__main__":
    measure().publish()
