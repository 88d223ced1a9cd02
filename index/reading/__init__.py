"""One reader a format: a file becomes lines with their positions."""
