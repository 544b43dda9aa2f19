"""Lines on the wire, in both directions: gopher menus and story pages, URLs, licence URLs. Pure."""
