"""Topic files and vocabularies: YAML into topics and back."""
