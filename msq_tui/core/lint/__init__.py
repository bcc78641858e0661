"""What can be found in an edition, one module for each family. The door is :mod:`msq_tui.core.edition_checks`."""
