"""A story page of our own making, in the form that gopher mirrors of news have."""

BODY = (
    "On the third of June the keeper of Saltmarsh Light climbed the stairs and found the lamp room full of starlings.",
    "They had come in, the harbour office thinks , through a vent that nobody had closed since the war.",
    "What the keeper did",
    "He opened all eight windows and went down again. “One does not argue with starlings,” he said.",
)

PAGE = "\n".join((
    "(C) Saltmarsh Observer",
    "This story was originally published by Saltmarsh Observer and is unaltered.",
    ". . . . . . . . . .",
    "Starlings in the Lamp Room: A Night Without Light [1]",
    "[]",
    "Date: 2025-06",
    *BODY,
    "[END]",
    "---",
    "[1] Url:",
    "https://saltmarsh.example/news/starlings-lamp-room",
    "Published and (C) by Saltmarsh Observer",
    "Content appears here under this condition or license: Creative Commons.",
    "via Lobster Pot News Feeds:",
    "gopher://lobster.example/1/feeds/saltmarsh/",
    "",
))  # fmt: skip
