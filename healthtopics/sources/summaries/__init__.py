"""What an official summary says: its blocks, its headings, what it quotes."""
