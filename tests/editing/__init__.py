"""Tests of edits: exact texts, and laws over random gestures on real definitions."""
