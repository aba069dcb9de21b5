"""The server for AI assistants: read-only tools of the Model Context Protocol, over stdio.

Answers are small, and what is concluded stands apart from what the authors of a strategy wrote.
"""
