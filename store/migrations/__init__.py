"""The ladder of schemas: one frozen step per file, climbed by `store.climb`."""
