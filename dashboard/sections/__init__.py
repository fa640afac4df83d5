"""What a page is made of: sentences, charts and the tables behind them, made of figures and drawn by ``show``."""
