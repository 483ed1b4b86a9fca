"""How people and programs see it: findings in, pages, files and a command line out."""
