"""Evidence packs: what somebody takes away, and what proves that nobody has changed it since."""
