"""A client of Weald, written from docs/protocol.md alone. P1, P2, ... are the rules of that document."""
