"""Socket.IO: the live stream of execution events, and the messages that page and server share."""
