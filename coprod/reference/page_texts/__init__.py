"""Words that administrators give to pages: the home page, About, privacy, terms, rules, hints."""
