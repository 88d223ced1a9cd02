"""Ways in and out: each formats an Answer for its own kind of reader, and decides nothing."""
