"""The exact engine: games, the backends that count and weigh their ballots, and sweeps."""
