"""The least that a config says, before what a test is about."""

LEAST = """\
[site]
id = "gazette"
title = "The Gazette"
base_url = "https://gazette.example"
timezone = "Europe/Oslo"
language = "en"

[fetch]
contact = "mailto:desk@gazette.example"

[[publisher]]
id = "harbour"
name = "Harbour Gazette"
"""
ON_LOOPBACK = """\
[site]
id = "gazette-test"
title = "The Test Desk"
base_url = "http://127.0.0.1:8080/"
timezone = "Europe/Oslo"
language = "en"

[fetch]
contact = "mailto:desk@example.org"
allow_networks = ["127.0.0.1/32"]
allow_ports = [{port}]

[[publisher]]
id = "harbour"
name = "Harbour Gazette"

[[feed]]
id = "harbour-rss"
publisher = "harbour"
url = "{url}/rss"
every = "1h"
"""
"""With one feed of a publisher that is on loopback: `port` is its port, `url` its address."""
