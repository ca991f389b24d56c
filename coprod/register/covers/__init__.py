"""What stands at the head of a story and in lists: its picture, or a patchwork of its own."""
