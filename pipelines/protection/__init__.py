"""Secondary disclosure control: what more has to be suppressed, because other figures give it away."""
