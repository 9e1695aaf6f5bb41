"""HTML for notebooks: templates that know only the fields of the nouns shown."""
