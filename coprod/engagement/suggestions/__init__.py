"""Anybody suggests better words for a passage of a public entry; team and curator decide."""
