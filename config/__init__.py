"""Settings and profiles: the files, and the code that validates both once, at start."""
