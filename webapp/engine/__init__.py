"""The interpreter, sans I/O: ``decide`` says what follows from a command, ``evolve`` folds events into a snapshot."""
