"""What the program survives: each class of fault, through the real command."""
