"""The language: text to positions, to problems, to a model. Never runs anything."""
