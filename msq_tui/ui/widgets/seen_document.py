"""The text of a field as it is drawn: with a mark for each character that would not be seen, or would act.

The text itself keeps every character. Each has exactly one in the text that is drawn, at the same place, so the two
share their lines and columns; everything that counts cells (wrapping, the cursor, a click) counts those that are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from textual.document._document import Document
from textual.document._wrapped_document import WrappedDocument

from msq_tui.core.text import display_in_field


class SeenLines(Sequence[str]):
    """The lines as they are drawn, each made when it is asked for: a key in a long text costs its own line only."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __len__(self) -> int:
        return self._document.line_count

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [display_in_field(line) for line in self._document.lines[at]]
        return display_in_field(self._document.lines[at])


class SeenDocument(Document):
    """A document as it is drawn. Only to be looked at: edits go to the document itself."""

    def __init__(self, document: Document) -> None:
        super().__init__("")
        self._document = document

    @property
    def lines(self) -> SeenLines:  # type: ignore[override]
        """The lines as they are drawn."""
        return SeenLines(self._document)

    @property
    def line_count(self) -> int:
        """As many as the text has."""
        return self._document.line_count

    def get_line(self, index: int) -> str:
        """One line as it is drawn."""
        return self.lines[index]

    def __getitem__(self, line_index: int | slice) -> str | list[str]:  # type: ignore[override]
        return self.lines[line_index]


def seen(document: Document, tab_width: int) -> WrappedDocument:
    """The wrapping of a document by what is drawn of it."""
    return WrappedDocument(SeenDocument(document), tab_width=tab_width)
