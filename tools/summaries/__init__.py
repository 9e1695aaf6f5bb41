"""What outside pages and reviews say, summarised by a language model and held against their words by code."""
