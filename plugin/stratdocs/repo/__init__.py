"""The disk, git and `mkdocs.yml`: where the strategy's texts and their history come from. Nothing
below this room reads a file.
"""
