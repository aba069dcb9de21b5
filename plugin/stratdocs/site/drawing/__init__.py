"""Pictures as SVG: charts, courses over time, layered graphs. Knows figures and labels, no
items.
"""
