"""Measuring the register: how good its search is. Nothing in the app imports this."""
