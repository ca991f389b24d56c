"""Pictures, documents and films that belong to an activity."""
