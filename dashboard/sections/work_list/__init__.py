"""The sections of the work list: rows about single referrals, beside exact figures alone."""
