"""A strategy that stays in memory while it is edited: files and unsaved texts in, answers out.

Editors and assistants share it. It knows neither of them.
"""
