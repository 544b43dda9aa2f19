"""What a server shows in place of what was asked: a check that the asker is no robot, or a login. Pure.

Such a page comes with status 200 as often as not, so nothing but what it says tells it from the page that was meant. Where nobody
looked, it would be taken for the story.
"""

import re
from typing import Final

from ingest.fetch.outcome import Fetched

LARGEST: Final = 64 * 1024
"""Bytes. Checks are small pages; none larger is looked through."""
SAID_SO: Final = {"cf-mitigated": ("challenge",), "x-amzn-waf-action": ("challenge", "captcha")}
"""Headers in which the makers of checks say that this is one (Cloudflare: Detect a Challenge Page response; AWS WAF: CAPTCHA and
Challenge actions)."""
CHECKS: Final = (
    b"_cf_chl_opt", b"captcha-delivery.com/", b'id="px-captcha"', b'id="anubis_challenge"', b"incapsula incident id",
    b"sucuri_cloudproxy_js",
)  # fmt: skip
"""What only the checks carry. What sites carry beside their own text too (a captcha in a form) is no sign."""
CAPTCHA: Final = re.compile(rb"\b(?:g-recaptcha|h-captcha|cf-turnstile)\b", re.IGNORECASE)
PASSWORD: Final = re.compile(rb"\btype=[\"']?password\b", re.IGNORECASE)

CHECK_WORDS: Final = "it is a check for robots; ask its publisher to let wiredesk through"


def is_check(page: Fetched) -> bool:
    """Whether the page is a check for robots that was put before the one that was asked for."""
    if any(page.headers.get(name, "").strip().lower() in said for name, said in SAID_SO.items()):
        return True
    if len(page.body) > LARGEST:
        return False
    small = page.body.lower()
    return any(sign in small for sign in CHECKS)


def behind_a_refusal(page: Fetched) -> str | None:
    """What a page that came with a refusing status asks for, in words; None where it is a refusal and nothing else. Where nothing
    else was given, a captcha is the check itself."""
    return CHECK_WORDS if is_check(page) or CAPTCHA.search(page.body, 0, LARGEST) else None


def before_a_feed(page: Fetched) -> str | None:
    """What an HTML page at a feed's address asks for, in words; None where it asks for nothing. A page that is no feed may well
    be another page of the site, so a captcha or a field for a password is told as what it is."""
    if is_check(page):
        return CHECK_WORDS
    if CAPTCHA.search(page.body, 0, LARGEST):
        return "it asks for a captcha, so its publisher may have to let wiredesk through"
    if PASSWORD.search(page.body, 0, LARGEST):
        return "it asks for a password, so the feed may be there for people with an account only"
    return None
