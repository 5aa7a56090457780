"""A record for people and for other tools: English wording, a Markdown brief, a self-contained page."""
