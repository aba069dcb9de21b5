"""The words that OKR tools, work tools and people use for what we have names for: data only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

IGNORE = "ignore"
"""What a map says of a column that is left out on purpose."""
FIELDS = (
    "id", "row", "alias", "title", "kind", "objective", "key_result", "serves", "owner", "team",
    "level", "period", "starts", "by", "baseline", "target", "value", "value_date", "progress",
    "unit", "metric", "status", "confidence", "score", "note", "check_ins", "description", "tags",
    "depends_on", "estimate", "finished", "dropped", "archived", "action", "ambition", "url",
)  # fmt: skip
"""What a column can be read as, besides `fields.NAME` and `ignore`."""

_FIELD_WORDS: Mapping[str, str] = {
    "row": "row id, row, row number, line, nr, no, number, #",
    "id": "id, issue key, key, task id, item id, goal id, goal identifier, goal key, objective id, "
    "okr id, key result id, kr id, kr key, obj id, okr reference, reference, reference number, "
    "uuid, gid, identifier, "
    "goal ref, kennung, identifiant, source id",
    "alias": "issue id, task custom id",
    "title": "title, name, summary, objective title, goal title, goal name, objective name, "
    "key result title, key result name, task name, item name, project name, subject, okr, "
    "initiative, initiative name, deliverable, task, activity, item, milestone, work item, "
    "action item, feature, story, user story, bet, strategy, outcome, todo, main, what, titel, "
    "bezeichnung, titre, intitulé, "
    "título, nombre, aufgabe, okr name, okr title",
    "kind": "object type, issue type, work item type, item type, okr type, type name, goal type, "
    "record type, type, art, typ, kind, collection, tipo, objective or key result, o/kr, okr/kr",
    "objective": "objective, objectives, goal, ziel, ziele, objectif, objetivo, obiettivo, "
    "parent objective title, strategic objective, company objective, team objective, oberziel",
    "key_result": "key result, key results, kr, krs, schlüsselergebnis, schlüsselergebnisse, "
    "résultat clé, résultats clés, resultado clave, resultados clave, risultato chiave, "
    "messbares ergebnis, key result description, key results (kr), key result (kr)",
    "serves": "parent, parent id, parent key, parent issue, parent task, parent row ids, "
    "parent goal ids, parent okr, parent goal, parent objective, parent item, parent ids, "
    "parent row id, parent goal id, parent title, parent name, parent key result, aligned to, "
    "aligned to (weight, objective id), aligned with, alignment, aligns to, supports, "
    "contributes to, ladders up to, cascaded from, epic link, epic, serves, "
    "übergeordnetes ziel, zahlt ein auf, parent url",
    "owner": "owner, owner email, owner emails, owner email id, owner name, owners, assignee, "
    "assignee email, assignees, assigned to, lead, dri, responsible, accountable, driver, person, "
    "people, email, who, verantwortlich, verantwortliche, verantwortlicher, zuständig, "
    "responsable, propriétaire, responsabile, key result owner, objective owner, goal owner, "
    "kr owner, okr owner, champion, point person",
    "team": "team, teams, team name, entity, department, departments, group, groups, squad, "
    "business unit, area path, space name, objective type value, abteilung, bereich, équipe, "
    "equipo, unit name, tribe, division, function",
    "level": "scope, level, entity type, objective type, ebene, niveau, goal level, okr level",
    "period": "period, time period, timeframe, time frame, cycle, goal cycle, session, quarter, "
    "cycle name, iteration path, sprint, zeitraum, quartal, periode, période, trimestre, "
    "planning period, okr period, fiscal quarter, year, jahr",
    "starts": "start date, start on, timeline start, started, started at, target start, beginn, "
    "startdatum, date de début, fecha de inicio, begin, begin date, starts, start_date",
    "by": "due date, due, due on, due at, end date, end, end on, deadline, target date, "
    "targeted at, target end, timeline end, fällig, fällig am, enddatum, échéance, by, by when, "
    "fecha límite, fecha de fin, finish date, complete by, frist, bis, eta, due date text",
    "baseline": "start value, starting value, initial value, initial number value, "
    "metric start value, starting amount, baseline, start, from, ausgangswert, startwert, "
    "metric start, base value, initial, valeur initiale, valor inicial, current baseline, "
    "baseline value, where we are, as is",
    "target": "target, target value, goal value, target number value, metric target value, "
    "ending amount, goal amount, to, stretch goal, zielwert, metric target, cible, valeur cible, "
    "meta, valor objetivo, end value, goal target, to be",
    "value": "current value, current, actual, actual value, current number value, current amount, "
    "latest value, value, reading, istwert, aktuell, aktueller wert, ist, metric current, "
    "metric now, now, latest, valeur actuelle, valor actual, today, current status value",
    "value_date": "last check in date, last updated on, check in date, last check in",
    "progress": "progress, progress %, percent complete, % complete, percent completed, "
    "completion, attainment, actual progress, sub issues progress, fortschritt, % done, "
    "percent done, achievement, avancement, progreso, % achieved, % progress, progress percent",
    "unit": "unit, metric unit, uom, amount type, metric type, measurement, einheit, units, "
    "unité, unidad, unit of measure, value type",
    "metric": "metric name, metric, measure, kpi, indicator, kennzahl, messgröße, métrique, "
    "indicador, measured by, how measured, measurement method, what is measured",
    "status": "status, state, health, rag, progress status, commit status, status category, phase, "
    "stage, ampel, rag status, zustand, statut, état, estado, on track, traffic light, stand",
    "confidence": "confidence, confidence level, confidence score, zuversicht, konfidenz, "
    "confiance, confianza, confidence (1 10), confidence (0 10)",
    "score": "score, grade, final score, rating, bewertung, final grade, okr score, endwertung",
    "note": "last check in note, latest update, update, status update, note, comment, comments, "
    "kommentar, kommentare, commentaire, comentario, remarks, bemerkung, latest comment",
    "check_ins": "checkins, check ins, check in history",
    "description": "description, notes, details, task content, context, rationale, why, "
    "beschreibung, descripción, background, notizen, body, motivation, hintergrund",
    "tags": "tags, tag, labels, label, categories, category, theme, themes, schlagwörter, "
    "étiquettes, etiquetas, pillar, strategic theme, thema",
    "depends_on": "blocked by, blocked by (dependencies), depends on, predecessors, "
    "inward issue link (blocks), dependencies, abhängig von, dependency, depends_on",
    "estimate": "estimate, original estimate, story points, effort, time estimated, aufwand, "
    "time estimated text",
    "finished": "completed at, completed, resolved, closed, finished, completed on, erledigt am, "
    "done date, closed date, completion date",
    "dropped": "canceled, cancelled, canceled at, cancelled at",
    "archived": "archived, is archived, archived at",
    "action": "action",
    "ambition": "ambition, commitment, aspirational or committed, goal category",
    "url": "url, link, permalink, issue url, web url",
    IGNORE: "weight, weightage, gewichtung, importance, contribution, priority, visibility, "
    "private, creator, created, created at, created by, created on, updated, updated at, "
    "last modified, last edited time, last edited by, score scale, attachments, watchers, "
    "parent summary, project key, reporter, assignee id, project id, project, check in type, "
    "status id, date created, date created text, time spent, time spent text, section/column, "
    "project milestone id, project milestone, triaged, sla status, rolled up time, checklists, "
    "rolled up time text, assigned comments, blocking (dependencies), average, durchschnitt",
}  # fmt: skip

OBJECTIVE = "objective:"
"""The start of a field that is the objective's, in a table with key results beside objectives."""

AMBIGUOUS: Mapping[str, tuple[str, ...]] = {
    "start": ("baseline", "starts"),
    "from": ("baseline", "starts"),
    "initial": ("baseline", "starts"),
    "begin": ("starts", "baseline"),
    "started": ("starts", "baseline"),
    "target": ("target", "by"),
    "to": ("target", "by"),
    "end": ("by", "target"),
    "by": ("by", "owner"),
    "goal": ("target", "by", "objective"),
    "meta": ("target", "by", "objective"),
    "objetivo": ("target", "objective"),
    "ziel": ("target", "objective"),
    "goal type": ("kind", "ambition", "unit"),
    "type": ("kind", "unit", "level"),
    "typ": ("kind", "unit", "level"),
    "art": ("kind", "unit", "level"),
    "level": ("level", "kind"),
    "objective type": ("kind", "level", "ambition"),
    "score": ("score", "confidence", "progress"),
    "rating": ("score", "confidence"),
    "confidence": ("confidence",),
    "measurement": ("unit", "metric"),
    "metric type": ("unit",),
    "health": ("status",),
    "stage": ("status", "kind"),
    "phase": ("status", "period"),
    "quarter": ("period",),
    "sprint": ("period",),
    "last check in": ("value_date", "note"),
    "update": ("note", "value_date"),
    "completed": ("finished",),
    "stand": ("value", "status", "value_date"),
    "category": ("kind", "tags"),
    "no": ("row",),
}  # fmt: skip
"""Words with several meanings, in the order in which the values of the column are tried."""


def _by_word() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, words in _FIELD_WORDS.items():
        listed = re.split(r", (?![^(]*\))", words)
        for word in listed:
            found.setdefault(normal(word), field)
    return found


@lru_cache(maxsize=50_000)
def normal(text: str) -> str:
    """A header or a cell's word as it is looked up: without case, signs and emoji."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if wrapped := re.fullmatch(r"custom field \((.*)\)", text.strip()):
        text = wrapped[1]
    text = re.sub(r"\((?:required|optional|pflichtfeld)\)", " ", text)
    text = re.sub(r"[_\-.*:#?!–—]+", " ", text) if text.strip() != "#" else text
    text = "".join(c for c in text if unicodedata.category(c) not in ("So", "Sk", "Cf", "Mn"))
    return " ".join(text.split())


BY_WORD: Mapping[str, str] = _by_word()
"""A header's word, and the field that it names."""


def _table(lines: Mapping[str, str]) -> dict[str, str]:
    return {normal(word): name for name, words in lines.items() for word in words.split(", ")}


KINDS: Mapping[str, str] = _table({
    "strategies": "strategy, strategies, company strategy, product strategy, pillar, strategie",
    "outcomes": "outcome, outcomes",
    "opportunities": "opportunity, opportunities",
    "solutions": "solution, solutions",
    "experiments": "experiment, experiments",
    "bets": "bet, bets, product bet",
    "objectives": "objective, objectives, o, obj, okr, goal, company goal, team goal, big rock, "
    "ziel, objectif, objetivo, annual objective, quarterly objective, strategic objective, "
    "company objective, team objective, individual objective, personal goal, aspiration",
    "key_results": "key result, key results, key_result, kr, krs, kpi, measure, "
    "schlüsselergebnis, résultat clé, resultado clave, metric target, metric, health metric",
    "initiatives": "initiative, initiatives, epic, feature, project, programme, program, "
    "projekt, initiativen, iniciativa, theme",
    "work": "work, work item, deliverable, task, story, user story, bug, sub-task, subtask, issue, "
    "milestone, action, action item, to-do, todo, chore, spike, aufgabe, product backlog item, "
    "pbi, test case, improvement, new feature, technical task, request, tâche, tarea, impediment",
    "risks": "risk, risks",
})  # fmt: skip
"""A word for what a row is, and the collection of our kind."""

STATUSES: Mapping[str, str] = _table({
    "on_track": "on track, on_track, green, g, in progress, working on it, active, progressing, "
    "im plan, grün, in review, in development, doing, started, underway, under way, ongoing, "
    "good, ok, läuft, in arbeit, in bearbeitung, en cours, en bonne voie, en progreso, progressed, "
    "auf kurs, à l'heure, en marche, en plazo, planmäßig, "
    "ready for review, in test, testing, implementing, healthy, wip, en curso, ontrack",
    "at_risk": "at risk, at_risk, yellow, amber, y, a, needs attention, gefährdet, gelb, orange, "
    "behind, off track, off-track, red, r, delayed, kritisch, rot, late, slipping, "
    "en retard, retrasado, atrasado, verspätet, verzögert, im verzug, zurück, "
    "concern, à risque, en riesgo, needs_attention, off_track, atrisk, offtrack, warning, overdue",
    "blocked": "pausiert, en pause, pausado, blocked, stuck, impeded, blockiert, bloqué, "
    "bloqueado, on hold, waiting, paused",
    "done": "done, closed, complete, completed, accomplished, achieved, abgeschlossen, erledigt, "
    "missed, partial, partially achieved, not achieved, finished, resolved, fertig, terminé, "
    "completado, hecho, ended, reached, delivered, shipped, success, failed, verfehlt, erreicht, "
    "released, merged",
    "dropped": "cancelled, canceled, dropped, postponed, removed, won't do, wont do, duplicate, "
    "archived, abandoned, deferred, rejected, abgebrochen, gestrichen, verschoben, annulé, "
    "cancelado, obsolete, declined, deprioritized, deprioritised, won't fix, parked",
    "open": "not started, to do, todo, open, backlog, new, draft, triage, no status, not updated, "
    "offen, nicht begonnen, planned, geplant, pending, upcoming, selected for development, "
    "not_started, no_status, à faire, por hacer, ready, proposed, not yet started, notupdated, "
    "pas commencé, non démarré, non commencé, no iniciado, sin empezar, nicht gestartet, "
    "in planung, pendiente, icebox, unstarted, future, scheduled, committed, accepted, "
    "approved, no recent updates",
})  # fmt: skip
"""A status word; `open` is committed where its period has begun, and proposed before."""
WORSE = frozenset(map(normal, (
    "behind", "off track", "off-track", "off_track", "red", "r", "delayed", "kritisch", "rot",
    "late", "offtrack", "overdue", "en retard", "retrasado", "atrasado", "verspätet", "verzögert",
    "im verzug", "zurück",
)))  # fmt: skip
"""Status words that say more than `at_risk`; the preview says how they were read."""

LEVELS: Mapping[str, str] = _table({
    "organisation": "organisation, organization, company, global, corporate, unternehmen, "
    "entreprise, empresa, whole company, company-wide, business, firma, group level",
    "department": "department, division, abteilung, bereich, département, departamento, function, "
    "business unit, organizational unit",
    "team": "team, squad, group, équipe, equipo, tribe",
    "individual": "individual, personal, person, private, user, mitarbeiter, persönlich",
})  # fmt: skip

AMBITIONS: Mapping[str, str] = _table({
    "aspirational": "aspirational, aspirational goal, moonshot, stretch",
    "committed": "committed, committed goal, roofshot, commitment",
})  # fmt: skip

LINE_UNITS: Mapping[str, str] = {
    "percent": "%", "percentage": "%", "prozent": "%", "custom percent": "%", "pct": "%", "%": "%",
    "default progress": "", "number": "", "numeric": "", "digit": "", "none": "", "binary": "",
    "integer": "", "count": "", "zahl": "", "anzahl": "", "dollar": "$", "usd": "$", "euro": "€",
    "us dollar": "$", "eur": "€", "gbp": "£", "pound": "£", "currency": "", "boolean": "",
    "absolute": "", "#": "", "nr": "", "num": "", "no": "", "qty": "",
}  # fmt: skip
"""Words for units that are written with a sign or without one."""
