"""The messages between the page and the server, and their TypeScript twins. Nothing here does anything but describe."""
