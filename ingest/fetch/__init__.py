"""Getting bytes: the one outbound door, HTTP and gopher through it, and the manners of a polite client."""
