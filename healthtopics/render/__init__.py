"""Topics and rows into documents of meanings, and those into text, Markdown, JSON, CSV."""
