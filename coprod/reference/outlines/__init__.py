"""Where the places of the lists lie: their outlines, and maps drawn of them."""
