"""The tables of a run as SQL: views in which a report that was met several times counts once."""

from __future__ import annotations

from khabar.export.tables import TABLES

_HEAD = """-- Views over the tables of this folder, for DuckDB started in it:  duckdb -init views.sql
-- The same text of the same day is one report however often it was met, as in a store: here its first meeting counts.
-- All meetings, with the address and outlet of each, are in the view `met`.

CREATE OR REPLACE VIEW met AS
  SELECT * FROM read_parquet('reports/*.parquet', filename = true, file_row_number = true);
CREATE OR REPLACE VIEW firsts AS
  SELECT report, parse_filename(min(filename)) AS shard FROM met GROUP BY report;
"""
_REPORTS = """CREATE OR REPLACE VIEW reports AS
  SELECT * EXCLUDE (filename, file_row_number) FROM met
  QUALIFY row_number() OVER (PARTITION BY report ORDER BY filename, file_row_number) = 1;
"""
_TABLE = """CREATE OR REPLACE VIEW {name} AS
  SELECT DISTINCT t.* EXCLUDE (filename) FROM read_parquet('{name}/*.parquet', filename = true) AS t
  JOIN firsts ON t.report = firsts.report AND parse_filename(t.filename) = firsts.shard;
"""


def views() -> str:
    """Return the SQL that makes them."""
    others = (_TABLE.format(name=table.name) for table in TABLES if table.name != "reports")
    return "\n".join([_HEAD, _REPORTS, *others])
