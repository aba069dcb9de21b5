"""The disk and git: where texts and their history come from."""
