"""The page measured in a headless Chromium: ``python -m bench page [executions] [editing]``. See docs/benchmarks.md."""
