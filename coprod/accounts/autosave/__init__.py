"""Drafts of forms: typed and not saved, kept for the person who typed them."""
