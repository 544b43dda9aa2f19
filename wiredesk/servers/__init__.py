"""The servers of the exported folders: each takes a folder, a host and a port, and knows nothing else of the house."""
