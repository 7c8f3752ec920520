"""One module per state type: what a state does once it is entered, and what it makes of its result."""
