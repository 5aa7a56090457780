"""Many reports: from paths, addresses, feeds and archives into a store, once or as a service.

intake: what an input holds · feeds: RSS and Atom · archive: WARC · adding: read in a pool of processes, written in
order · watching: feeds looked at again and again · runs: a whole corpus into a folder of tables, shard by shard.
"""

from __future__ import annotations

from khabar.corpus.adding import Summary, add
from khabar.corpus.watching import Plan, read_plan, watch

__all__ = ["Plan", "Summary", "add", "read_plan", "watch"]
