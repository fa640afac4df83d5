"""The sections of the page of definitions."""
