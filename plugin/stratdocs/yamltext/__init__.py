"""YAML text read into nodes that know their place, also where it is broken. Knows nothing of
strategy.
"""
