"""The colours of the program: four looks of our own, each with a contrast that is computed and tested.

Text and every state stand out from what is behind them at 4.5 to 1 at least, in the two looks of high contrast at 7 to
1. A state is always a word or sign too, so nothing is lost where colours are few or none.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from textual.theme import Theme

from msq_tui.core.language import tr


@dataclass(frozen=True, slots=True)
class Colours:
    """A colour for each use. What is written in the style sheet under another name gets one of these."""

    background: str
    surface: str
    """Behind the outline and small screens."""
    panel: str
    """Behind the top bar and the keys at the foot."""
    text: str
    muted: str
    heading: str
    """Headings and printed numbers."""
    answer: str
    here: str
    """The question one is at."""
    warning: str
    error: str
    success: str
    frame: str
    bar: str
    """Behind the row under the bar."""
    bar_text: str
    selection: str
    """Behind text that is marked."""
    selection_text: str
    caret: str
    caret_text: str
    scrollbar: str
    track: str


@dataclass(frozen=True, slots=True)
class Look:
    """A look: its name in settings and variables, what it is called, its colours, and those for terminals that have
    sixteen only, by their numbers there."""

    name: str
    title: str
    dark: bool
    high_contrast: bool
    colours: Colours
    sixteen: Colours

    @property
    def least_contrast(self) -> float:
        """What every text has at least against what is behind it."""
        return 7.0 if self.high_contrast else 4.5

    @property
    def in_sixteen(self) -> dict[str, int]:
        """Our colour -> its number among sixteen."""
        few = asdict(self.sixteen)
        return {colour: int(few[use]) for use, colour in asdict(self.colours).items()}

    def theme(self) -> Theme:
        """The look as Textual takes it. Every variable is said, so that none is mixed from others unseen."""
        c = self.colours
        on_bar = {"foreground": c.bar_text, "background": c.bar}
        variables = {
            "primary": c.heading, "secondary": c.answer, "accent": c.here, "warning": c.warning, "error": c.error,
            "success": c.success, "foreground": c.text, "background": c.background, "surface": c.surface, "panel": c.panel,
            "boost": c.panel, "background-darken-1": c.track, "surface-active": c.surface,
            "text": c.text, "text-muted": c.muted, "text-disabled": c.muted,
            "text-primary": c.heading, "text-secondary": c.answer, "text-accent": c.here, "text-warning": c.warning,
            "text-error": c.error, "text-success": c.success,
            "foreground-muted": c.muted, "foreground-disabled": c.muted,
            "border": c.frame, "border-blurred": c.muted,
            **{f"block-cursor-{part}": colour for part, colour in on_bar.items()},
            **{f"block-cursor-blurred-{part}": colour for part, colour in on_bar.items()},
            "block-hover-background": c.panel,
            "input-cursor-background": c.caret, "input-cursor-foreground": c.caret_text,
            "input-selection-background": c.selection, "input-selection-foreground": c.selection_text,
            "screen-selection-background": c.selection, "screen-selection-foreground": c.selection_text,
            **{f"scrollbar{part}": c.scrollbar for part in ("", "-hover", "-active")},
            **{f"scrollbar-background{part}": c.track for part in ("", "-hover", "-active")},
            "scrollbar-corner-color": c.track,
            "footer-foreground": c.text, "footer-background": c.panel, "footer-key-foreground": c.text,
            "footer-description-foreground": c.text,
            "button-foreground": c.text, "button-color-foreground": c.bar_text,
            "link-color": c.heading, "link-background-hover": c.bar, "link-color-hover": c.bar_text,
        }  # fmt: skip
        return Theme(
            self.name, primary=c.heading, secondary=c.answer, accent=c.here, warning=c.warning, error=c.error,
            success=c.success, foreground=c.text, background=c.background, surface=c.surface, panel=c.panel,
            boost=c.panel, dark=self.dark, variables=variables,
        )  # fmt: skip


LOOKS = (
    Look(
        "msq-dark", tr("Dark"), True, False,
        Colours(
            background="#14181d", surface="#1b2027", panel="#252d36",
            text="#e6e6e6", muted="#b5bec9", heading="#7fb4ff", answer="#9ecbff", here="#ffd166",
            warning="#ffc266", error="#ff9d94", success="#8fd694", frame="#7fb4ff",
            bar="#7fb4ff", bar_text="#10141a", selection="#2f5f9e", selection_text="#ffffff",
            caret="#e6e6e6", caret_text="#14181d", scrollbar="#7d8ea3", track="#14181d",
        ),
        Colours(
            background="0", surface="0", panel="4", text="15", muted="7", heading="14", answer="14", here="11",
            warning="11", error="9", success="10", frame="14", bar="14", bar_text="0", selection="4",
            selection_text="15", caret="15", caret_text="0", scrollbar="7", track="0",
        ),
    ),
    Look(
        "msq-light", tr("Light"), False, False,
        Colours(
            background="#fbfbf8", surface="#ffffff", panel="#dde6f0",
            text="#1a1a1a", muted="#4d5660", heading="#0b4f9e", answer="#1c5aa6", here="#7a4b00",
            warning="#7a4b00", error="#a3160c", success="#1c6b2a", frame="#0b4f9e",
            bar="#0b4f9e", bar_text="#ffffff", selection="#a9ccf5", selection_text="#101010",
            caret="#1a1a1a", caret_text="#fbfbf8", scrollbar="#626d7a", track="#fbfbf8",
        ),
        Colours(
            background="15", surface="15", panel="6", text="0", muted="0", heading="4", answer="4", here="1",
            warning="1", error="1", success="0", frame="4", bar="4", bar_text="15", selection="4",
            selection_text="15", caret="0", caret_text="15", scrollbar="4", track="15",
        ),
    ),
    Look(
        "msq-contrast-dark", tr("High contrast, dark"), True, True,
        Colours(
            background="#000000", surface="#000000", panel="#00264d",
            text="#ffffff", muted="#e0e0e0", heading="#8fd3ff", answer="#b8e3ff", here="#ffe14d",
            warning="#ffd24d", error="#ffb3ab", success="#9df0a3", frame="#ffffff",
            bar="#ffe14d", bar_text="#000000", selection="#8fd3ff", selection_text="#000000",
            caret="#ffffff", caret_text="#000000", scrollbar="#ffffff", track="#000000",
        ),
        Colours(
            background="0", surface="0", panel="0", text="15", muted="15", heading="14", answer="14", here="11",
            warning="11", error="11", success="10", frame="15", bar="11", bar_text="0", selection="14",
            selection_text="0", caret="15", caret_text="0", scrollbar="15", track="0",
        ),
    ),
    Look(
        "msq-contrast-light", tr("High contrast, light"), False, True,
        Colours(
            background="#ffffff", surface="#ffffff", panel="#e3eefa",
            text="#000000", muted="#2b2b2b", heading="#00337a", answer="#003f8f", here="#5a2a00",
            warning="#5a2a00", error="#7a0000", success="#004a12", frame="#000000",
            bar="#00337a", bar_text="#ffffff", selection="#003f8f", selection_text="#ffffff",
            caret="#000000", caret_text="#ffffff", scrollbar="#000000", track="#ffffff",
        ),
        Colours(
            background="15", surface="15", panel="15", text="0", muted="0", heading="4", answer="4", here="0",
            warning="0", error="0", success="0", frame="0", bar="4", bar_text="15", selection="4",
            selection_text="15", caret="0", caret_text="15", scrollbar="0", track="15",
        ),
    ),
)  # fmt: skip
"""The first is the one a new user sees."""


def look_named(name: str) -> Look | None:
    """The look of that name; ``light`` means ``msq-light``."""
    name = name.strip().casefold()
    return next((look for look in LOOKS if name in (look.name, look.name.removeprefix("msq-"))), None)
