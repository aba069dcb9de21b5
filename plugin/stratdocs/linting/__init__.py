"""Rules, and what decides which of their findings count."""
