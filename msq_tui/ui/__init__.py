"""The Textual front end. It renders what the session says and decides nothing about the questionnaire."""
