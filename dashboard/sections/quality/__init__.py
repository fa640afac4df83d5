"""The sections of the page on data quality."""
