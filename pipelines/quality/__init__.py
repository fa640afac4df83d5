"""How good the delivered data are, and on which figures that bears: the tables behind the page on data quality."""
