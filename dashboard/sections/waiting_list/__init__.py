"""What the page on the waiting list is made of."""
