"""Questions asked of the stack, answered as pages: views, pictures, templates printed, filters.
It does not import MkDocs; the door passes in how pages link.
"""
