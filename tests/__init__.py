"""Tests: unit (pure), property (Hypothesis), integration (real servers), e2e (the process)."""
