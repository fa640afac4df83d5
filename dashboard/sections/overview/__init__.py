"""What a manager reads first: what needs attention, and where every area stands."""
