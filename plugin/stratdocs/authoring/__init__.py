"""What the commands that write a strategy do: from a stack and arguments to edits of its texts."""
