"""The pieces screens are built from; each draws plain text in tones and owns its own keys."""
