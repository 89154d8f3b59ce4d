"""What a password of a PDF must be, so that it keeps the file shut and every reader takes it as it was typed."""

from __future__ import annotations

import unicodedata
from typing import Final

from partnerdesk.problems import Refused
from partnerdesk.words import N_

LEAST: Final = 8  # signs
MOST: Final = 127  # bytes of UTF-8: ISO 32000-2 looks at no more of them

TOO_SHORT: Final = N_("The password needs at least {least} signs.")


def demand(password: str) -> None:
    """Refuse a password that is too short, too long, or that another program would read differently."""
    if len(password) < LEAST:
        raise Refused(TOO_SHORT, least=LEAST)
    if len(password.encode("utf-8", "surrogatepass")) > MOST:
        raise Refused(N_("The password is too long."))
    if password != password.strip() or any(unicodedata.category(sign)[0] == "C" for sign in password):
        raise Refused(N_("The password may not begin or end with a blank, nor hold signs that cannot be seen."))
    # Readers bring a typed password into this form before they try it, and some do not.
    if unicodedata.normalize("NFKC", password) != password:
        raise Refused(N_("The password may not hold full-width or compound signs: programs read them differently."))
