"""Phrases that messages and pages share, and the nearest word to a misspelt one."""
