"""Question → understand → retrieve → answer → channel."""
