"""Grounding and execution of commands: from (state, commands) to (state, lookups)."""
