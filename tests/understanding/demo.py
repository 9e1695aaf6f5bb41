"""The demo pack's words, without a store: its facets and its products."""

from daogou.eval.pack import facets, products, reader

__all__ = ["facets", "products", "reader"]
