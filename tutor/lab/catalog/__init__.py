"""One file a lab. Each holds `LAB`, and its name is the lab's id with `_` for `-`; nothing else belongs here."""
