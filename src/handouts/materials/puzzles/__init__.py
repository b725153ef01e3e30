"""Letter puzzles from the glossary: crossword and word search. Pure functions; chance comes in from outside."""
