"""Where one figure comes from: its definition, the rules, files and rows it rests on, and the rows it is made of."""
