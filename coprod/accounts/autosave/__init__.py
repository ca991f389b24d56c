"""Words that were typed and not saved: they wait for the person who typed them."""
