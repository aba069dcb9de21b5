"""The strategy in the formats of other programs."""
