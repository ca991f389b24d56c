"""Somebody asks to join the team of a public entry; those who look after it decide."""
