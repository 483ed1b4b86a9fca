"""How the shipped encoder is made; nothing here is needed to use it."""
