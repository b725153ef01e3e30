"""The glossary: which terms, where their meanings come from, where they stand in the essay, what is wrong with them."""
