"""What a node, a notebook or an agent may call.

Read tools tell and change nothing: decide, pick, compare, brands, suppliers, details, knowledge, relax, suggest, proposals, quotes.
Write tools change what the conversation keeps, and run in the fusion node alone: inquiry (drafts, marks as sent, notes quotes).
"""
