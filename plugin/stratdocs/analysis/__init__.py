"""What follows from a strategy, each question answered in one place: state, progress, pace,
capacity, diagnosis and the rest. Knows no rule and no page.
"""
