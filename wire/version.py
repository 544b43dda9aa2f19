"""Which wiredesk this is: what stands in the User-Agent, and what the package is built as."""

VERSION = "0.1.0"
