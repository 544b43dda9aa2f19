"""Licences by their identifiers: what an SPDX id, a `LicenseRef-` or `permission` allows."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from news.names import LicenceId

PERMISSION: Final = LicenceId("permission")
"""Not a licence of the public but a recorded word of the publisher to this house."""
CC_UNSPECIFIED: Final = LicenceId("LicenseRef-wiredesk-cc-unspecified")
"""Words like "Creative Commons" that name no licence: there are six, and they allow different things."""
ALL_RIGHTS_RESERVED: Final = LicenceId("LicenseRef-wiredesk-all-rights-reserved")
UNKNOWN_TERMS: Final = LicenceId("LicenseRef-wiredesk-other-terms")
"""Terms stated in words that no table of ours knows."""
EXCEPTION: Final = LicenceId("LicenseRef-wiredesk-exception")
"""Something in the story is another's, or forbids to reprint it: no general licence or permission covers that."""


class Family(StrEnum):
    """What sort of terms an identifier stands for."""

    CREATIVE_COMMONS = "creative commons"
    PUBLIC_DOMAIN = "public domain"
    OPEN = "open"
    PERMISSION = "permission"
    UNSPECIFIED = "unspecified"
    RESERVED = "reserved"
    EXCEPTION = "exception"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Terms:
    """What an identifier says in itself: attribution, share-alike, no derivatives, non-commercial."""

    family: Family
    attribution: bool = False
    share_alike: bool = False
    no_derivatives: bool = False
    non_commercial: bool = False

    @property
    def allows_republication(self) -> bool:
        """Whether the terms by themselves let anyone republish the whole text."""
        return self.family in (Family.CREATIVE_COMMONS, Family.PUBLIC_DOMAIN, Family.OPEN, Family.PERMISSION)


CC_ID = re.compile(r"(?:LicenseRef-wiredesk-)?CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)(?:-([A-Z]{2,8}))?")
"""SPDX ids, and ours for the ports to a country's law that SPDX does not list: `LicenseRef-wiredesk-CC-BY-NC-3.0-US`."""
PUBLIC_DOMAIN_IDS: Final = frozenset({"CC0-1.0", "CC-PDDC", "CC-PDM-1.0"})
OPEN_IDS: Final = {
    "OGL-UK-1.0": Terms(Family.OPEN, attribution=True),
    "OGL-UK-2.0": Terms(Family.OPEN, attribution=True),
    "OGL-UK-3.0": Terms(Family.OPEN, attribution=True),
    "OGL-Canada-2.0": Terms(Family.OPEN, attribution=True),
    "etalab-2.0": Terms(Family.OPEN, attribution=True),
    "DL-DE-BY-2.0": Terms(Family.OPEN, attribution=True),
    "DL-DE-ZERO-2.0": Terms(Family.OPEN),
    "GFDL-1.3-or-later": Terms(Family.OPEN, attribution=True, share_alike=True),
}


def terms_of(licence: LicenceId | None) -> Terms:
    """What the identifier stands for. Anything not known here is OTHER and allows nothing."""
    if licence is None:
        return Terms(Family.OTHER)
    if found := CC_ID.fullmatch(licence):
        parts = found[1].split("-")
        return Terms(Family.CREATIVE_COMMONS, True, "SA" in parts, "ND" in parts, "NC" in parts)
    if licence in PUBLIC_DOMAIN_IDS:
        return Terms(Family.PUBLIC_DOMAIN)
    if licence in OPEN_IDS:
        return OPEN_IDS[licence]
    if licence == PERMISSION:
        return Terms(Family.PERMISSION, attribution=True)
    if licence == CC_UNSPECIFIED:
        return Terms(Family.UNSPECIFIED)
    if licence == EXCEPTION:
        return Terms(Family.EXCEPTION)
    return Terms(Family.RESERVED if licence == ALL_RIGHTS_RESERVED else Family.OTHER)


NAMES: Final = {
    "BY": "Attribution",
    "BY-SA": "Attribution-ShareAlike",
    "BY-ND": "Attribution-NoDerivatives",
    "BY-NC": "Attribution-NonCommercial",
    "BY-NC-SA": "Attribution-NonCommercial-ShareAlike",
    "BY-NC-ND": "Attribution-NonCommercial-NoDerivatives",
}
OTHER_NAMES: Final = {
    "CC0-1.0": "Creative Commons CC0 1.0 Universal",
    "CC-PDM-1.0": "Public Domain Mark 1.0",
    "CC-PDDC": "Creative Commons Public Domain Dedication and Certification",
    "OGL-UK-1.0": "Open Government Licence v1.0",
    "OGL-UK-2.0": "Open Government Licence v2.0",
    "OGL-UK-3.0": "Open Government Licence v3.0",
    "OGL-Canada-2.0": "Open Government Licence - Canada 2.0",
    "etalab-2.0": "Licence Ouverte / Open Licence 2.0",
    "DL-DE-BY-2.0": "Datenlizenz Deutschland - Namensnennung - Version 2.0",
    "DL-DE-ZERO-2.0": "Datenlizenz Deutschland - Zero - Version 2.0",
    "GFDL-1.3-or-later": "GNU Free Documentation License 1.3 or later",
}


def name_of(licence: LicenceId) -> str:
    """The licence's name in words: `Creative Commons Attribution 4.0 International`; the id where no name is known."""
    if found := CC_ID.fullmatch(licence):
        kind, version, port = found.groups()
        where = port or {"4.0": "International", "3.0": "Unported"}.get(version, "Generic")
        return f"Creative Commons {NAMES[kind]} {version} {where}"
    return OTHER_NAMES.get(licence, licence)
