"""Talks: conversations that buyers would type, written before any answer is seen, played once and judged turn by turn."""
