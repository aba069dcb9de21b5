"""Strategies from and for other programs: tables, exports of OKR tools, pages of handbooks."""
