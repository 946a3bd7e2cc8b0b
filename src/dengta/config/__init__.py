"""Settings, URLs and commands. Knows everything; nothing knows it."""
