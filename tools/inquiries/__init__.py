"""Inquiries to suppliers and their quotes: prepared, shown, and marked as sent by the buyer's word alone."""
