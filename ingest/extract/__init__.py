"""From a page's bytes to an Article: what is selected is written out of the page's own tree and checked against it."""
