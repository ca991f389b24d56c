"""Whether the register works, told to the programs that look after it."""
