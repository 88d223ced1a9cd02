"""Where people ask: each channel only brings the message in and lays the answer out."""
