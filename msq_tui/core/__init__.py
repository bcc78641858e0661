"""The questionnaire itself: editions, responses, conditions, checking. No files, no clock, no terminal."""
