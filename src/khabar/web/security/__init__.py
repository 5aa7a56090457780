"""What keeps the desk safe: headers on every answer, limits on every request."""
