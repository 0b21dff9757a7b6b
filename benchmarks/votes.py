"""Closed votes forecast from what members had said: Brier and log scores beside simple rules.

python benchmarks/votes.py
"""

from __future__ import annotations

from placet.forecast.backtest.votes import replayed, score


def main() -> None:
    """Print each look, then the scores."""
    for one in replayed():
        chances = "  ".join(f"{name} {p:.2f}" for name, p in one.p_carries.items())
        print(f"{one.vote:32} {one.on} {one.lead:3} days, {len(one.spoken):2} spoke: {chances}")
    found = score()
    print(f"{found.votes} votes, {found.looks} looks, {found.ballots} chances of a ballot")
    for title, scores in found.scores.items():
        print(title)
        for name, one in scores.items():
            b, g = one.brier, one.log
            ends = f"[{b.low:.3f}, {b.high:.3f}]" if b.low is not None else ""
            leads = "  ".join(f"{lead}: {value:.3f}" for lead, value in one.by_lead.items())
            print(f"  {name:16} Brier {b.value:.3f} {ends}  log {g.value:.2f}  by lead {leads}")


if __name__ == "__main__":
    main()
