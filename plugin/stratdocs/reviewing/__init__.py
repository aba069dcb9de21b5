"""What a change does to the strategy: two stacks in, a review out, and its reports and pages."""
