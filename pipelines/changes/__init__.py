"""What moved between two builds: figures of periods that were closed by then, and why each of them did."""
