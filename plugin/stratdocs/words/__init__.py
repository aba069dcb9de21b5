"""Phrases that messages and pages share, and the closest name to a misspelt one. Knows no other
room.
"""
