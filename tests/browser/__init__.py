"""Gestures and acceptances in a real Chromium, against a server that runs as its own process."""
