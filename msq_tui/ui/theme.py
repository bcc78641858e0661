"""Colours, so that text and every state keep a contrast of at least 4.5:1; a state is always a word or sign too."""

from __future__ import annotations

from textual.theme import Theme

THEMES = (
    Theme(
        name="msq-dark",
        primary="#7fb4ff",
        secondary="#9ecbff",
        accent="#ffd166",
        warning="#ffc266",
        error="#ff9d94",
        success="#8fd694",
        foreground="#e6e6e6",
        background="#14181d",
        surface="#1b2027",
        panel="#273240",
        dark=True,
        variables={
            "text-muted": "#b5bec9",
            "border": "#7fb4ff",
            "block-cursor-background": "#7fb4ff",
            "block-cursor-foreground": "#10141a",
        },
    ),
    Theme(
        name="msq-light",
        primary="#0b4f9e",
        secondary="#1c5aa6",
        accent="#7a4b00",
        warning="#7a4b00",
        error="#a3160c",
        success="#1c6b2a",
        foreground="#1a1a1a",
        background="#fbfbf8",
        surface="#ffffff",
        panel="#dde6f0",
        dark=False,
        variables={
            "text-muted": "#4d5660",
            "border": "#0b4f9e",
            "block-cursor-background": "#0b4f9e",
            "block-cursor-foreground": "#ffffff",
        },
    ),
)
