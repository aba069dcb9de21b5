"""What the commands that write do: the stack and an intention in, new texts out.

The doors write the files.
"""
