"""What a newsroom keeps between checks: runs, and what people decided of their findings, in one SQLite file."""
