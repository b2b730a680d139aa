"""The program's messages in Spanish, by what they are in English."""

MESSAGES: dict[str, str] = {}
