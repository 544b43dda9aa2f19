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
