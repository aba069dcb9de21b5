"""What a strategy is: kinds and fields, values, links, and the stack that texts are loaded
into. Says what was written, not what follows from it; knows no rule, no page, no disk.
"""
