"""Markdown text: where a written page asks for a view, and where it names an item. Knows no
strategy and no converter of Markdown.
"""
