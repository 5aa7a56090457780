"""Measure the weights of signs of to whom an event was done and write lexicon/recipient_weights.toml.

Run: ``python training/recipient_weights.py DIR… [--strength S] [--folds N]``; DIR as for actor_weights.py.
The same log-linear choice as there, among the answers of `khabar.reading.events.receivers`; fit it after the weights
of actors.
"""

from __future__ import annotations

from pathlib import Path

from actor_weights import run

from khabar.reading.events.receivers import answers

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/recipient_weights.toml"
HEAD = """# How much each sign speaks for an answer to whom an event was done: added log weights, written by
# training/recipient_weights.py.
"""

if __name__ == "__main__":
    run("recipients", answers, TARGET, HEAD, 4.0)
