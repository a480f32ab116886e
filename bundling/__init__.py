"""What the recipe of the frozen app (``build_app.spec``) is made of; no part of the program."""
