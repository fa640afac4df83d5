"""From definitions and relations to one long table of figures."""
