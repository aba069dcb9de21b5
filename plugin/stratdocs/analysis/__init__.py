"""What follows from a strategy: progress, pace, capacity, diagnosis and the rest."""
