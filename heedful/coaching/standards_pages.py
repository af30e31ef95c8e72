"""/settings/standards/: what a brand asks of its replies, how a change would have judged them, and earlier versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heedful.coach.catalog import RULES
from heedful.coaching.lookback import look_back
from heedful.coaching.queries import dismissals_by_rule
from heedful.coaching.standards_form import CHANNELS, LEVELS, as_lines, families, typed
from heedful.coaching.standards_tuning import shares, turn_down
from heedful.coaching.tongue import told
from heedful.standards.actions import change_standards
from heedful.standards.document import LARGEST, Document, checked, from_toml, to_toml
from heedful.standards.queries import in_force, trial, version_of, versions
from heedful.team.pages.brand_choice import chosen_brand
from heedful.team.queries import BrandRow, brands


@require_http_methods(["GET", "POST"])
def standards(request: HttpRequest) -> HttpResponse:
    """The form; POST puts a new version in force."""
    brand, viewer = chosen_brand(request, "lead"), request.viewer  # type: ignore[attr-defined]
    known = in_force(viewer, brand.id)
    if request.method == "GET":
        return _page(request, brand, known.document, known.version)
    seen = request.POST.get("based_on", "")
    document: Document = {}
    try:
        document = typed(request.POST)
        change_standards(
            viewer=viewer, brand_id=brand.id, document=document, based_on=int(seen) if seen.isdecimal() else None
        )
    except ValueError as error:
        again = {**known.document, **document}
        return _page(request, brand, again, known.version, error=str(error), sent=request.POST.dict())
    return _back(request, brand, _("The standards are in force."))


@require_POST
def standards_preview(request: HttpRequest) -> HttpResponse:
    """How what is typed would have judged the last messages; nothing is changed."""
    brand, viewer = chosen_brand(request, "lead"), request.viewer  # type: ignore[attr-defined]
    context: dict[str, Any] = {"look": None, "error": ""}
    try:
        document = checked(typed(request.POST))
        context["look"] = look_back(viewer, brand.id, trial(brand.id, document))
    except ValueError as error:
        context["error"] = str(error)
    template = "coaching/_lookback.html" if "HX-Request" in request.headers else "coaching/lookback.html"
    return render(request, template, {**_frame(request, brand), **context}, status=422 if context["error"] else 200)


@require_http_methods(["GET", "POST"])
def standards_file(request: HttpRequest) -> HttpResponse:
    """GET gives a version as a TOML file; POST puts such a file in force."""
    brand, viewer = chosen_brand(request, "lead"), request.viewer  # type: ignore[attr-defined]
    if request.method == "GET":
        number = request.GET.get("version", "")
        document = version_of(viewer, brand.id, int(number)) if number.isdecimal() and len(number) < 10 else None
        answer = HttpResponse(to_toml(document or in_force(viewer, brand.id).document), content_type="application/toml")
        answer["Content-Disposition"] = f'attachment; filename="standards-{brand.slug}.toml"'
        return answer
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST:
        words = _("Choose a TOML file of at most %(n)d kB.") % {"n": LARGEST // 1000}
        return _back(request, brand, words, is_refusal=True)
    try:
        change_standards(viewer=viewer, brand_id=brand.id, document=from_toml(file.read().decode()))
    except UnicodeDecodeError:
        return _back(request, brand, _("This file is no text in UTF-8."), is_refusal=True)
    except ValueError as error:
        return _back(request, brand, str(error), is_refusal=True)
    return _back(request, brand, _("The standards of the file are in force."))


@require_POST
def standards_restore(request: HttpRequest, version: int) -> HttpResponse:
    """An earlier version in force again, as a new one."""
    brand, viewer = chosen_brand(request, "lead"), request.viewer  # type: ignore[attr-defined]
    change_standards(viewer=viewer, brand_id=brand.id, document=version_of(viewer, brand.id, version))
    return _back(request, brand, _("Version %(n)d is in force again.") % {"n": version})


@require_POST
def standards_tuning(request: HttpRequest) -> HttpResponse:
    """A rule that annoys becomes a hint, or pauses with `reason` and `until`."""
    brand, sent = chosen_brand(request, "lead"), request.POST
    pause = {"reason": sent.get("reason", ""), "until": sent.get("until", "")} if sent.get("how") == "pause" else None
    try:
        turn_down(viewer=request.viewer, brand_id=brand.id, code=sent.get("code", ""), pause=pause)  # type: ignore[attr-defined]
    except ValueError as error:
        return _back(request, brand, str(error), is_refusal=True)
    return _back(request, brand, _("The standards are in force."))


@require_GET
def standards_version(request: HttpRequest, version: int) -> HttpResponse:
    """One version as it was."""
    brand, viewer = chosen_brand(request, "lead"), request.viewer  # type: ignore[attr-defined]
    document = version_of(viewer, brand.id, version)
    context = {"version": version, "toml": to_toml(document), "newest": in_force(viewer, brand.id).version}
    return render(request, "coaching/standards_version.html", {**_frame(request, brand), **context})


def _page(
    request: HttpRequest, brand: BrandRow, document: Document, version: int, *, error: str = "",
    sent: dict[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    viewer = request.viewer  # type: ignore[attr-defined]
    lines = as_lines(document)
    context = {
        "version": version,
        "document": document,
        "families": families(document),
        "lines": {**lines, **{name: text for name, text in (sent or {}).items() if name in lines}},
        "channels": CHANNELS,
        "levels": LEVELS,
        "rules": [(rule.code, told(rule.title)) for rule in RULES],
        "shares": shares(viewer, brand.id),
        "dismissed": dismissals_by_rule(viewer, brand.id),
        "versions": versions(viewer, brand.id),
        "error": error,
    }
    return render(
        request, "coaching/standards.html", {**_frame(request, brand), **context}, status=422 if error else 200
    )


def _frame(request: HttpRequest, brand: BrandRow) -> dict[str, Any]:
    viewer = request.viewer  # type: ignore[attr-defined]
    mine = brands(viewer)
    led = [row for row in mine if viewer.can("lead", row.id)]
    return {"section": "standards", "brand": brand, "brands": led, "is_admin": any(row.role == "admin" for row in mine)}


def _back(request: HttpRequest, brand: BrandRow, words: str, *, is_refusal: bool = False) -> HttpResponse:
    (messages.error if is_refusal else messages.success)(request, words)
    return redirect(f"{reverse('settings_standards')}?brand={brand.id}")
