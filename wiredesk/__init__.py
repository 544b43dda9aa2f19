"""The front door: command line, scheduler, servers, demo."""
