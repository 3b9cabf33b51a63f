"""Names of enterprises: what is left without the legal form, and which may be of one house."""

from __future__ import annotations

import re

_LEGAL = re.compile(r"(?:股份)?(?:有限责任|有限|总)?公司$")


def stem(name: str) -> str:
    """A company's name without its legal form.

    >>> stem("云峰锂材股份有限公司"), stem("云峰集团")
    ('云峰锂材', '云峰集团')
    """
    return _LEGAL.sub("", name)


def related(one: str, other: str) -> bool:
    """Whether two company names share a stem, or one begins with the other's group.

    >>> related("云峰集团", "云峰集团石泉铜业有限公司"), related("云峰锂业有限公司", "青石锂业有限公司")
    (True, False)
    """
    a, b = stem(one), stem(other)
    return a == b or a.startswith(b) or b.startswith(a) or (len(a) >= 3 and a in b) or (len(b) >= 3 and b in a)
