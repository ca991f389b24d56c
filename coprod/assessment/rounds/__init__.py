"""When it is time to assess again: reminders to owners, and residents who ask for a round."""
