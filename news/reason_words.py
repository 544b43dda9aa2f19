"""What holds stories, in words for many of them: one table for whatever counts them by reason.

A story's own reason says more, with its names and numbers (`news.rights.Reason.words`); its code says what it has in common with
others.
"""

from collections.abc import Mapping
from typing import Final

IN_COMMON: Final[Mapping[str, str]] = {
    "another-page": "what their address leads to is not what the feed means",
    "another-site": "their page is on a site that is not known to be their publisher's",
    "date-future": "their date lies in the future",
    "editor": "an editor decided so",
    "end-in-doubt": "their end may be missing",
    "excerpt": "a part of the text is missing",
    "feed-moved": "their feed says that it has moved, and nobody has said that this is right",
    "ambiguous-end": "their page has two ends",
    "mirror-differs": "the mirror's text is not the original's",
    "mirror-lacks": "the mirror's text is not whole",
    "no-headline": "no headline was found",
    "proof": "the page as printed is not the story's text",
    "publisher-differs": "the page names another publisher than the config",
    "rights-changed": "what is said about their rights changed after they were approved",
    "rights-commercial-unknown": "the terms forbid commercial use, and the site has not said whether it is commercial",
    "rights-exception": "the text is somebody else's, by its own words",
    "rights-images": "their images need a record of their own",
    "rights-no-derivatives": "the terms forbid changes, and the text was changed",
    "rights-no-evidence": "terms are recorded that nobody stated",
    "rights-non-commercial": "the terms forbid commercial use, and the site is commercial",
    "rights-none": "no terms were found",
    "rights-reserved": "all rights are reserved",
    "rights-unknown": "the terms that were found are not known to permit it",
    "rights-vague": "a licence is named without saying which",
    "source-changed": "the publisher changed them after they were approved",
    "suspect-publisher": "their page names more than one publisher",
    "unverifiable": "the text could not be checked",
}


def in_common(code: str) -> str:
    """The words for the stories that a reason of this code holds; the code itself where a later release wrote it."""
    return IN_COMMON.get(code, code)
