"""Who looks after an entry: sharing it, handing it over, leaving it."""
