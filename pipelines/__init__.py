"""From a submission's extracts to a warehouse of figures."""
