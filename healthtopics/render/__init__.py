"""Documents as text, Rich segments, Markdown and HTML; data and rows as JSON, CSV and TSV."""
