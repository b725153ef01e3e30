"""What is known of each language: data files and their loader."""
