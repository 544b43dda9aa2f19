"""From an Edition to files: pure renderers and one writer. No database, no network."""
