"""The system account at whose desk the program runs."""

from __future__ import annotations

import getpass


def name() -> str:
    """The account's name; where the system knows none, the program's own."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "partnerdesk"
