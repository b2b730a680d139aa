"""Documents into text, Rich segments and Markdown; data and rows into JSON, CSV and TSV."""
