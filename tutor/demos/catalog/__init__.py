"""One file a demo. Each holds `DEMO`, and its name is the demo's id; nothing else belongs here."""
