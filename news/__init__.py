"""What a story is: the nouns of the house and their rules. Standard library only, no clock, no I/O."""
