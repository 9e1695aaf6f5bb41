"""What a notebook shows: HTML of the nouns, by templates that know their fields and nothing else of them."""
