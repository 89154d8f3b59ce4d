"""Identity codes of organizations: tidied as they were typed or pasted, and checked by their own check characters."""

from __future__ import annotations

import unicodedata

from stdnum import lei
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError

from partnerdesk.problems import Problem
from partnerdesk.words import N_

CREDIT_CODE_LENGTH = 18
LEI_LENGTH = 20


def tidied(code: str) -> str:
    """A code as it is kept: full-width signs made plain, in capitals, without blanks and hyphens.

    Without this one and the same code could stand twice among the live records.
    """
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(sign for sign in plain if sign.isascii() and sign not in " -" and sign.isprintable())


def credit_code_problem(field: str, code: str) -> Problem | None:
    """What is wrong with a unified social credit code after GB 32100-2015."""
    try:
        uscc.validate(code)
    except InvalidLength:
        return Problem(field, N_("A unified social credit code has {length} signs; this one has {count}."), {
            "length": CREDIT_CODE_LENGTH, "count": len(code)})
    except InvalidChecksum:
        return Problem(field, N_("The check character does not fit; it should be “{expected}”. Compare the code with the business licence."), {  # noqa: E501
            "expected": uscc.calc_check_digit(code[:-1])})
    except InvalidFormat:
        return Problem(field, N_("The code holds a sign that no unified social credit code has: eight digits come first, and the letters I, O, S, V and Z are never used."))  # noqa: E501
    return None


def lei_problem(field: str, code: str) -> Problem | None:
    """What is wrong with a legal entity identifier after ISO 17442."""
    if len(code) != LEI_LENGTH:
        return Problem(field, N_("A legal entity identifier has {length} signs; this one has {count}."), {
            "length": LEI_LENGTH, "count": len(code)})
    try:
        lei.validate(code)
    except ValidationError:
        return Problem(field, N_("The check digits of the legal entity identifier do not fit. Compare it with the register."))  # noqa: E501
    return None
