"""The answers of commands: values that can be drawn as documents, data or tables."""
