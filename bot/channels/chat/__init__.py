"""What the chat platforms share: the envelope, one reply a message, the conversation."""
