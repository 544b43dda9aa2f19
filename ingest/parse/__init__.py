"""From a feed's bytes to entries: one adapter per dialect. Pure."""
