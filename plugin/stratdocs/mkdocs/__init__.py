"""The door to MkDocs: the plugin, its settings, and how our pages fit into its site. No thinking
of strategy happens here.
"""
