"""A team asks that its public entry is taken away; a curator may put back what was removed."""
