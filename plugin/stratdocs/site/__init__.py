"""Questions asked of the stack, answered as pages."""
