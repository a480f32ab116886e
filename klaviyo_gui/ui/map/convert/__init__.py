"""How the text of a pair becomes a value, asked and shown where the pair stands."""
