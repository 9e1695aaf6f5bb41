"""From outside text to claims: sentences with their source, what they ask of products, who says the same and who says otherwise."""
