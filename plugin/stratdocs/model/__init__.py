"""What a strategy is: kinds and fields, values, links, and the stack that texts are loaded into."""
