"""Changes to YAML text that leave every other byte as it was."""
