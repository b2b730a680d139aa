"""The one store that reading commands ask: built from the collections, kept as one SQLite file."""
