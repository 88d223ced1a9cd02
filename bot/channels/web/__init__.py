"""The web: the HTTP API, the chat page and what both need to be safe on an open network."""
