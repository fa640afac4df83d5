"""Areas beside each other: one share at a time, and whether they differ by more than chance."""
