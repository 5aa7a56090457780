"""A dossier as a Word document (python-docx); Arabic paragraphs run right to left."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement

from khabar.export.english import ACTS, KINDS, STATUSES, days
from khabar.export.gloss import LABEL
from khabar.record import Act, ProposalKind, Status
from khabar.store.dossier import Dossier
from khabar.store.found import ReportLine

_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
"""What XML cannot hold."""
_ARABIC = "Arabic words"


def save(dossier: Dossier, target: Path) -> None:
    """Write the dossier to a .docx file. Raise `OSError` if it cannot be written."""
    _Word(dossier).document.save(str(target))


class _Word:
    def __init__(self, dossier: Dossier) -> None:
        self.document: Any = _with_arabic(Document())
        self.dossier = dossier
        self._head()
        self._plans()
        self._table()
        self._moves()
        self._timeline()
        self._quotations()
        self._contradictions()
        self._silences()
        self._reports()

    def _heading(self, words: str) -> None:
        self.document.add_heading(words, level=1)

    def _line(self, words: str, *, style: str | None = None, bold: str = "") -> Any:
        paragraph = self.document.add_paragraph(style=style)
        if bold:
            paragraph.add_run(_sound(bold)).bold = True
        paragraph.add_run(_sound(words))
        return paragraph

    def _arabic(self, words: str) -> None:
        _right_to_left(self.document.add_paragraph(), words)

    def _head(self) -> None:
        d = self.dossier
        self.document.add_heading(_sound(d.about), level=0)
        facts = (d.taken_as, d.period or "no publication dates", f"{len(d.reports)} reports")
        self._line(f"{', '.join(facts)}, {len(d.outlets)} outlets. In italics: {LABEL}.")

    def _plans(self) -> None:
        if self.dossier.threads:
            self._heading("Plans")
        for thread in self.dossier.threads:
            status = thread.row()["status"]
            told = f" – {STATUSES[Status(status)]}" if status else ""
            reports = f" ({days(thread.first, thread.last)}, {thread.reports} reports)"
            self._line(told + reports, bold=KINDS[ProposalKind(thread.kind)], style="List Number")
            self._arabic(thread.label)

    def _table(self) -> None:
        threads = [thread for thread in self.dossier.threads if thread.history]
        if not threads:
            return
        self._heading("Where the parties stand")
        table = self.document.add_table(rows=1, cols=len(threads) + 1, style="Light Grid Accent 1")
        for cell, thread in zip(table.rows[0].cells[1:], threads, strict=True):
            cell.text = _sound(KINDS[ProposalKind(thread.kind)])
            _right_to_left(cell.add_paragraph(), thread.label)
        for party in self.dossier.parties:
            cells = table.add_row().cells
            cells[0].text = _sound(party)
            for cell, thread in zip(cells[1:], threads, strict=True):
                found = self.dossier.table.get((party, thread.id))
                cell.text = _sound(f"{found.says}\n{_from(found.report)}") if found else ""

    def _moves(self) -> None:
        if self.dossier.moves:
            self._heading("Who moved")
        for thread, old, new in self.dossier.moves:
            change = f": {ACTS[Act(old.stance)]} ({_from(old.report)}) → {ACTS[Act(new.stance)]} ({_from(new.report)})"
            self._line(change, bold=new.party_en or new.party, style="List Bullet")
            self._arabic(thread.label)

    def _timeline(self) -> None:
        if not self.dossier.moments:
            return
        self._heading("Timeline")
        table = self.document.add_table(rows=0, cols=3, style="Light Grid Accent 1")
        for moment in self.dossier.moments:
            row = moment.row()
            cells = table.add_row().cells
            cells[0].text = days(moment.first, moment.last)
            cells[1].text = _sound(f"{row['wording']}\n{_from(moment.found.report)}")
            _right_to_left(cells[2].paragraphs[0], row["words"])

    def _quotations(self) -> None:
        if self.dossier.quotations:
            self._heading("Quotations")
        for q in self.dossier.quotations:
            several = f" ({q.sources} independent sources)" if q.sources > 1 else ""
            self._line(f" {q.does}{several} – {_from(q.report)}", bold=q.who, style="List Bullet")
            self._arabic(q.words)
            self._line(q.gloss).runs[0].italic = True

    def _contradictions(self) -> None:
        if self.dossier.contradictions:
            self._heading("What does not fit together")
        for c in self.dossier.contradictions:
            row = c.row()
            self._line(
                f": {c.says} – {_from(c.one.report)} / {_from(c.other.report)}", bold=c.what, style="List Bullet"
            )
            self._arabic(row["one"])
            self._arabic(row["other"])

    def _silences(self) -> None:
        if self.dossier.silences:
            self._heading("Silences")
        for found in self.dossier.silences:
            wording = found.wording()
            who = wording.names(found.claim.source.entities) or "(not clear)"
            self._line(f" {wording.does(found.claim)} ({_from(found.report)})", bold=who, style="List Bullet")

    def _reports(self) -> None:
        self._heading("Reports")
        for report in self.dossier.reports:
            title = f" – {report.title}" if report.title else ""
            self._line(f"{_from(report)}{title} · {report.uri or ''} {report.id}", style="List Number 2")


def _right_to_left(paragraph: Any, words: str) -> None:
    paragraph.style = _ARABIC
    paragraph.add_run(_sound(words)).font.rtl = True


def _with_arabic(document: Any) -> Any:
    """A document with a paragraph style that runs right to left."""
    style = document.styles.add_style(_ARABIC, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return document


def _from(report: ReportLine) -> str:
    day = f", {days(report.published, report.published)}" if report.published else ""
    return f"{report.outlet or report.agency or report.uri or report.id}{day}"


def _sound(words: str) -> str:
    return words.translate(_CONTROLS)
