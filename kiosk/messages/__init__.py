"""Messages to those who are visited: composed, kept in the outbox, delivered. Asyncio without Qt."""
