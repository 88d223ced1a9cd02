"""Documents → clauses → a searchable generation. Knows nothing of chat."""
