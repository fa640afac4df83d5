"""Sections on what something is made of: parts that add up to one whole."""
