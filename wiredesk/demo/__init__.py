"""The demo's own world: a sample wire of invented publishers, and a loopback upstream that serves it."""
