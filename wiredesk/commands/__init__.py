"""One module per command: reads the options, calls the desk, prints. Rooms are loaded when the command runs."""
