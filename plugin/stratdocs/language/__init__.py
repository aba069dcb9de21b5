"""How a line of English reads: an outcome, an output or an activity, and what it measures.
Knows lines of text, no items.
"""
