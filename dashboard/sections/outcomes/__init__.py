"""What the page on outcomes is made of."""
