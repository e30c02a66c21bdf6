"""The page: the form and, once something was submitted, the report on it."""

from dataclasses import replace
from io import BytesIO

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from .. import filters, forms
from ..deep import sought
from ..examination import as_of, clock, examined, fetcher, profiles, with_keys_fetched
from ..fetch import Fetched
from ..forms import PageForm
from ..hints import hints
from ..inspector.key_sources import key_sources
from ..inspector.keys.repair import Repaired, repaired
from ..inspector.report import Report
from ..inspector.verdict import NOTHING, verdict
from ..kept import chips, file_of
from ..samples import SAMPLES
from ..settings import current_settings
from ..sheet import sheets
from ..turns import turn
from ..version import VERSION

bp = Blueprint("page", __name__)
filters.register(bp)
bp.app_context_processor(lambda: {"visit": forms.visit(), "version": VERSION})


@bp.get("/")
def blank() -> ResponseReturnValue:
    """The empty form, or one of the samples with its report."""
    sample = SAMPLES.get(forms.sample_name())
    return _reported(sample(clock())) if sample else _page(PageForm(), None)


@bp.post("/")
def inspect() -> ResponseReturnValue:
    """The form as it was sent, and the report on it, or the key file that was asked for."""
    form = forms.page_form(profiles())
    return _mended(form) if form.mend else _reported(form)


def _mended(form: PageForm) -> ResponseReturnValue:
    """A key file of the form, mended, to be saved; where it cannot be had, the report and why not."""
    file = file_of(form.mend, form.submission.keys)
    mended = repaired(file, current_settings().limits) if file else None
    if isinstance(mended, Repaired):
        return send_file(
            BytesIO(mended.text.encode()),
            mimetype="application/x-pem-file",
            as_attachment=True,
            download_name=mended.name,
        )
    why = mended.message if mended else f"“{form.mend}” did not come with this request: give it once more."
    return _reported(replace(form, problems={**form.problems, "mend": why}))


def _reported(form: PageForm) -> str:
    submission, fetched = with_keys_fetched(form.submission, form.fetch)
    now = as_of(form.now)
    searcher = sought(submission, now)
    with turn():
        return _page(form, examined(submission, now, searcher), fetched)


def _page(form: PageForm, report: Report | None, fetched: tuple[Fetched, ...] = ()) -> str:
    return render_template(
        "inspect.html",
        form=form,
        report=report,
        verdict=verdict(report) if report else NOTHING,
        sheets=sheets(report) if report else [],
        chips=chips(report.keys_beside, form.new, decrypting=report.decrypting) if report else [],
        pasted=forms.PASTED,
        fetched=fetched,
        seconds=f"{current_settings().limits.deep_search_seconds:g}",
        key_sources=key_sources,
        hints=hints,
        offered=fetcher().offers,
    )
