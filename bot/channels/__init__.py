"""Where people ask. A channel only formats: the answer is the same on all of them."""
