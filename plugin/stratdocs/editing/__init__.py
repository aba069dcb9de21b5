"""Changes to YAML text that leave every other byte as it was: edits, fixes, new ids. Text in,
text out; the doors write the files.
"""
