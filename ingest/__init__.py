"""From a feed's address to a Story: fetch, parse, sift, extract, facts, compose, cadence. No database."""
