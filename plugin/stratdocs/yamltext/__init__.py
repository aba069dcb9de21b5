"""YAML and Markdown as text, and where each piece of it stands."""
