"""Schedule walks: what is expected, batches filled with it, and who missed twice."""
