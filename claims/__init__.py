"""What an article says: articles in, claims with their quantities, names, dates and status out."""
