"""The packs of many classes in one run: planned as a whole, done anywhere, taken up again where they stopped."""
