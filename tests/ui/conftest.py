"""Fixtures of the tests of the screens."""

from __future__ import annotations

from .driving import desk as desk
