"""The command line: parse, ask the catalog, hand to a renderer, print."""
