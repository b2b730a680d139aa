"""Text into topics: topic files, vocabularies, and the folders that hold them."""
