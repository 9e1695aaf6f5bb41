"""One side of a comparison, in a process of its own, playing with the code tree that PYTHONPATH names.

Copied beside that tree as `daogou_acting`, since trees older than itself are played too: so it imports nothing of the package it lies in. It judges
nothing: what a reply is worth is worked out by who asks, with one measure for both sides.
"""
