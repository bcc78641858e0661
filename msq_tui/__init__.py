"""Answer the Member States Questionnaire offline, in a terminal."""

__version__ = "0.1.0"
