"""Questions asked of the stack, answered as pages: views, pictures, templates printed, filters.
Knows no MkDocs; how pages link is told to it by the door.
"""
