"""The journeys that every front end shares: open, fill, save, submit. No Textual, no printing."""
