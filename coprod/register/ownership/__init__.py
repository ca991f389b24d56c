"""Who looks after an activity: sharing it, handing it over, leaving it."""
