"""What a million reports cost on a rented machine, from measured rates.

    python benchmarks/cost.py --rules 6300 --reader 2700 [--words 350] [--price 0.20] [--cores 4] [--adding 33]

Rates are words a second on one core, as `speed.py`, `growth.py cores` or `peers.py` print them. Everything else is an
assumption, and printed as one: how long a report is, what a machine costs by the hour, and that its cores read apart.
"""

from __future__ import annotations

import argparse

MILLION = 1_000_000
HOUR = 3600.0


def hours(words: float, rate: float, scaling: float) -> float:
    """Return core hours for a million reports. words: in a report; rate: words/s on one core; scaling: 0 to 1."""
    return MILLION * words / rate / scaling / HOUR


def main() -> None:
    """Print core hours, hours of the machine and cost, for reading alone and with adding to a store."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rules", type=float, required=True, help="measured words/s on one core, rules alone")
    parser.add_argument("--reader", type=float, required=True, help="measured words/s on one core, with the reader")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=RATE", help="another program's words/s")
    parser.add_argument("--words", type=float, default=350.0, help="assumption: words in a report")
    parser.add_argument("--price", type=float, default=0.20, help="assumption: US$ an hour for the machine, on demand")
    parser.add_argument("--cores", type=int, default=4, help="assumption: cores of that machine")
    parser.add_argument(
        "--scaling", type=float, default=0.9, help="measured share of its speed a core keeps beside others"
    )
    parser.add_argument("--adding", type=float, default=33.0, help="measured ms a report: rows, writing, gathering")
    given = parser.parse_args()
    print(
        f"Assumed: {given.words:.0f} words a report, a machine of {given.cores} cores at US$ {given.price:.2f} an hour, "
        f"each core {given.scaling:.0%} as fast as alone. One writer fills the store: {given.adding:.0f} ms a report."
    )
    rates = {"rules alone": given.rules, "with the reader": given.reader}
    rates |= {name: float(rate) for name, _, rate in (peer.partition("=") for peer in given.peer)}
    print("| | words/s a core | core hours | hours of the machine | US$ |\n|---|---:|---:|---:|---:|")
    for name, rate in rates.items():
        show(name, rate, hours(given.words, rate, given.scaling), given)
    adding = MILLION * given.adding / 1000 / HOUR
    print(f"| adding to a store, one writer | | {adding:.1f} | {adding:.1f} | {adding * given.price:.2f} |")


def show(name: str, rate: float, spent: float, given: argparse.Namespace) -> None:
    """Print a line of the table."""
    on_machine = spent / given.cores
    print(f"| {name} | {rate:,.0f} | {spent:.1f} | {on_machine:.1f} | {on_machine * given.price:.2f} |")


if __name__ == "__main__":
    main()
