"""What holds for every generated example (Hypothesis)."""
