"""Strategy as code: YAML in, checked like a program, a linked and living site out."""

__version__ = "0.1.0"
