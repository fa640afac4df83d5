"""Whether visits take place, and what they are like."""
