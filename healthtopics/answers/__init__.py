"""What commands answer: values that can be drawn as documents, data or tables."""
