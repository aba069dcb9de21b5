"""Words of other tools and of everyday speech for what a strategy file calls by a different name.

A spreadsheet says `In Progress`, `XL`, `Due date` or `KPIs`. Likeness of letters does not lead from
there to the word that is meant, and may lead to its opposite: `off track` is nearly `on_track`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from math import ceil
from typing import NamedTuple


class Meant(NamedTuple):
    """The words that are probably meant, the likeliest first."""

    words: tuple[str, ...]
    sure: bool
    """Whether it can only be the first."""

    @property
    def only(self) -> str | None:
        """The word that is meant, if it is a single one."""
        return self.words[0] if len(self.words) == 1 else None


PLACEHOLDERS = frozenset(
    """? ?? ??? - -- – — . .. ... … / xxx tbd tba tbc tbf todo n/a na n.a. n.a n/k nil none nobody
    unknown undefined unclear placeholder unassigned ?tbd tbd? to-do""".split()
) | frozenset(
    """to be defined, to be decided, to be determined, to be confirmed, not yet, not known, not set,
    no one, not applicable, not available, no owner""".replace("\n    ", " ").split(", ")
)
"""What people write where they do not know yet."""


def is_placeholder(text: str) -> bool:
    """Whether a text only says that nothing is known yet."""
    return " ".join(text.lower().split()).strip("[]()<> ") in PLACEHOLDERS


# --- fixed words ----------------------------------------------------------------------------------

_STATUS = """
proposed: proposal, idea, draft, backlog, candidate, concept, suggested, suggestion, new, pending,
  under review, for review, pending approval, awaiting approval, submitted,
  considering, under consideration, requested, to be approved, icebox
committed: planned, plan, planning, approved, agreed, accepted, scheduled, not started, not yet
  started, unstarted, to do, todo, upcoming, next, up next, ready, open, queued, confirmed,
  funded, signed off, not begun, selected for development, ready for development, ready for dev,
  ready to start
on_track = green, green circle, large green circle, green heart, on schedule, on target, on plan,
  on course, on time
on_track: in progress, active, ongoing, started, running, wip, doing, healthy, ahead, ahead of
  schedule, ahead of plan, good, live, in work, underway, under way, in development, in flight,
  progressing, in execution, executing, work in progress, in process, ok, okay, fine, no issues,
  no risk, not at risk, no problems, begun, working on it, going well
at_risk = off track, yellow, amber, yellow circle, large yellow circle, orange circle,
  large orange circle, not on track, off course, off schedule, off target, off plan
at_risk: behind, behind schedule, behind plan, delayed, late, slipping, slipped, needs attention,
  in danger, orange, warning, caution, risk, some risk, overdue, struggling, lagging, red,
  red circle, large red circle, critical, issues, concern, concerns, needs work, not ok, not good,
  bad, poor, troubled, in trouble, unhealthy, not healthy, high risk, not on schedule, not on
  time, not on target
blocked = no entry, stuck, impeded, stalled
blocked: on hold, paused, waiting, halted, suspended, hold, blocker, not moving, waiting on
  others, waiting for others, frozen
done = completed, complete, finished, closed, delivered, shipped, released, resolved
done: white check mark, heavy check mark, check mark, ballot box with check, achieved, launched,
  accomplished, met, reached, success, successful, succeeded, fully achieved, implemented, rolled
  out, goal met, target met, fulfilled, ended
dropped = cancelled, canceled, abandoned, discontinued, wont do, won't do, wontfix, won't fix,
  will not do
dropped: killed, stopped, rejected, declined, deprioritised, deprioritized, removed, obsolete,
  retired, archived, discarded, scrapped, terminated, aborted, descoped, not doing, withdrawn,
  deleted, no longer relevant, not approved, no go
blocked|proposed|dropped: parked, deferred, postponed, later, someday, shelved
on_track|at_risk: not done, incomplete, unfinished, not finished, not complete, not completed,
  undone, partial, partially done, partly done, mostly done, almost done, nearly done, partially
  complete
committed|on_track: unblocked, no longer blocked, not blocked, resumed, reopened, restarted
on_track|proposed: in review, review, code review, in qa, qa, in test, in testing, testing, uat
done|dropped: failed, missed, not met, not achieved, unsuccessful, over, expired
dropped: duplicate, duplicated, invalid, cannot reproduce, not a bug, won't be done, superseded,
  no longer needed
proposed: vorgeschlagen, vorschlag, entwurf, idee, proposé, brouillon, idée, propuesto, propuesta,
  borrador, proposto, rascunho, bozza
committed: geplant, offen, zu tun, nicht begonnen, genehmigt, freigegeben, beschlossen, prévu,
  planifié, à faire, validé, planificado, por hacer, aprobado, planejado, planeado, a fazer,
  aprovado, pianificato, da fare, approvato
on_track: grün, läuft, in arbeit, in bearbeitung, im plan, laufend, aktiv, begonnen, gestartet,
  vert, en cours, en bonne voie, dans les temps, verde, en curso, en progreso, en marcha,
  em andamento, no prazo, em dia, in corso
at_risk: gelb, rot, verzögert, gefährdet, in gefahr, kritisch, im verzug, jaune, rouge, à risque, en
  retard, en danger, amarillo, rojo, en riesgo, retrasado, con retraso, amarelo, vermelho, em risco,
  atrasado, giallo, rosso, a rischio, in ritardo
blocked: blockiert, wartet, wartend, pausiert, angehalten, bloqué, en attente, en pause, suspendu,
  bloqueado, pausado, en pausa, en espera, suspendido, em espera, bloccato, in attesa, sospeso
done: erledigt, fertig, abgeschlossen, beendet, umgesetzt, erreicht, terminé, fini, fait, achevé,
  atteint, clôturé, completado, terminado, hecho, finalizado, cerrado, logrado, concluído, feito,
  concluido, completato, finito, fatto, chiuso
dropped: abgebrochen, verworfen, gestrichen, abgelehnt, eingestellt, wird nicht gemacht, storniert,
  annulé, abandonné, rejeté, cancelado, abandonado, descartado, rechazado, annullato, abbandonato
"""
_SIZE = """
big = big bet, large, xl, xxl, l
big: huge, major, massive, giant, epic, very big, very large, extra large, high, main, important
medium = medium bet, m, med, mid, middle, moderate, mid size, mid sized, medium sized
medium: average, normal, standard, regular
small = small bet, s, xs
big: groß, gross, grand, grande
medium: mittel, moyen, moyenne, mediano, mediana, medio, médio
small: klein, petit, petite, pequeño, pequeña, pequeno, piccolo
small: tiny, little, minor, mini, micro, quick win, low, very small, extra small, quick, easy
"""
_LEVEL = """
low = l, very low
low: small, minor, little, weak, minimal, poor, slow, none, cheap
medium = m, med, mid, moderate, middle, mid level
medium: average, normal, some, fair, medium low, medium high
high = h, very high
low: niedrig, gering, faible, bajo, baja, baixo, basso
medium: mittel, moyen, moyenne, medio, media, médio
high: hoch, élevé, élevée, fort, alto, alta
high: large, big, major, strong, critical, severe, highest, maximum, max, important, urgent,
  expensive, extreme
"""
_LIGHT = """
green = g
green: good, ok, okay, healthy, on track, fine, strong, in place
yellow = amber, y, orange
yellow: a, at risk, warning, caution, mixed, partial, medium
red = r
green: grün, vert, verde
yellow: gelb, jaune, amarillo, amarelo, giallo
red: rot, rouge, rojo, vermelho, rosso
red: bad, off track, critical, blocked, unhealthy, missing, weak, poor
"""
_CADENCE = """
daily: every day, each day, d, every weekday, standup
weekly: every week, each week, per week, once a week, w, every 7 days
biweekly = fortnightly, every two weeks, every 2 weeks, two weekly, 2 weekly, every second week,
  every other week
biweekly: bi-weekly, each sprint, every sprint
monthly: every month, each month, per month, once a month, m, 4 weekly, every four weeks
quarterly: every quarter, each quarter, per quarter, once a quarter, q, every three months, every
  3 months, 3 monthly, three monthly
half-yearly = half yearly, every six months, every 6 months, semi annually, semi annual, twice a
  year, biannual, biannually, semiannual, semiannually, half year, per half year, every half year,
  6 monthly
yearly = annual, annually, every year, each year, per year, once a year
yearly: y, 12 monthly
"""
_CASCADE = """
organisation = organization, company, org, corporate, companywide, company wide, enterprise, group
organisation: business, firm, leadership, executive, ceo, global
department = dept, division, departmental
department: function, unit, business unit, area, domain, tribe, product
team: squad, crew, pod, group level, team level, chapter
individual = person, personal
individual: employee, people, own, member
"""
_STRATEGY_LEVEL = """
company = corporate, organisation, organization, org, business, enterprise, companywide, company
  wide
company: group, top, firm, business unit, company strategy
product: product strategy, product line, portfolio, service, platform
"""
_DIRECTION = """
up = increase, rise, higher, grow, raise, increasing, ↑, ↗, rising, upward, upwards, ascending
up: more, maximise, maximize, improve, positive, +, better, higher is better, more is better
down = decrease, fall, lower, reduce, drop, decreasing, ↓, ↘, falling, downward, downwards,
  descending
down: less, minimise, minimize, negative, -, lower is better, less is better, fewer
"""
_TIMING = """
leading = lead, leading indicator, early, predictive
lagging = lag, trailing, lagging indicator, late
"""
_LNO = """
leverage = l
neutral = n
overhead = o
"""
_NATURE = """
product: product like, adaptive, product rollout, experiment
policy: policy like, compliance, rule, mandate, process, regulation, regulatory
"""
_DECISION = """
proceed: go, continue, persevere, keep, yes, scale, build, go ahead
change: pivot, adapt, iterate, adjust
stop: kill, no, no go, drop, abandon, end, cancel
"""
_STAGE = """
input: inputs, effort, activity, activities
output: outputs, deliverable, deliverables
outcome: outcomes, result, results
impact: impacts, business, business impact
"""
_SHAPE = """
gradient: continuous, range, scale, numeric, number, percentage, currency
threshold: binary, boolean, yes no, pass fail, milestone, limit
"""

_TABLES: Mapping[tuple[str, ...], str] = {
    ("proposed", "committed", "on_track", "at_risk", "blocked", "done", "dropped"): _STATUS,
    ("big", "medium", "small"): _SIZE,
    ("low", "medium", "high"): _LEVEL,
    ("green", "yellow", "red"): _LIGHT,
    ("daily", "weekly", "biweekly", "monthly", "quarterly", "half-yearly", "yearly"): _CADENCE,
    ("organisation", "department", "team", "individual"): _CASCADE,
    ("company", "product"): _STRATEGY_LEVEL,
    ("up", "down"): _DIRECTION,
    ("leading", "lagging"): _TIMING,
    ("leverage", "neutral", "overhead"): _LNO,
    ("product", "policy"): _NATURE,
    ("proceed", "change", "stop"): _DECISION,
    ("input", "output", "outcome", "impact"): _STAGE,
    ("gradient", "threshold"): _SHAPE,
    ("true", "false"): """
true = yes, y, on, 1, ja, oui, si, ✓, ✔, ✅, ☑
true: x, checked, t
false = no, n, off, 0, nein, non
false: unchecked, f
""",
}
"""What other words mean, by the words to choose from: one line a meaning. `=` is certain, `:` is
likely, `|` leaves a choice.
"""

_SIGNS = {
    "🟢": " green ", "🟡": " yellow ", "🟠": " amber ", "🔴": " red ", "✅": " done ",
    "✔": " done ", "☑": " done ", "❌": " cancelled ", "⛔": " blocked ", "🚫": " blocked ",
    "⏸": " paused ", "⚠": " at risk ", "’": "'",
}  # fmt: skip


@cache
def _words(choices: tuple[str, ...]) -> Mapping[str, Meant]:
    """What other words mean, by the word as `_plain` makes it."""
    meanings: dict[str, Meant] = {}
    lines = re.sub(r"\n\s+", " ", _TABLES.get(choices, "")).strip().split("\n")
    for line in filter(None, lines):
        meant, sign, words = re.split(r"\s*([=:])\s", line, maxsplit=1)
        for word in map(_plain, words.split(",")):
            for key in (word, word.replace(" ", ""), *_unaccented(word)):
                meanings.setdefault(key, Meant(tuple(meant.split("|")), sign == "="))
    return meanings


def _unaccented(word: str) -> tuple[str, ...]:
    """A word as people type it without accents: `gruen` and `grun` for `grün`; empty for others."""
    if word.isascii():
        return ()
    plain = _without_marks(word.replace("ß", "ss"))
    return plain, "".join(_TWO_LETTERS.get(letter, letter) for letter in word)


_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


_LONGEST_WORD = 200
"""Characters of what may stand for a choice; a longer text is none, and is not searched."""


@lru_cache(4096)
def choice_meant(text: str, choices: tuple[str, ...]) -> Meant | None:
    """The choice that a word of a different tool means; None if it is none that we know."""
    if len(text) > _LONGEST_WORD:
        return None
    if (remark := _with_resolution(text, choices)) is not None:
        return remark
    words = _words(choices)
    spelled = {_plain(choice): choice for choice in choices}
    for key, sure in _readings(text):
        found = Meant((spelled[key],), sure=True) if key in spelled else words.get(key)
        if found is None:
            continue
        if found.words == ("done",) and re.search(r"(?<!10)(?<!\d)\d?\d\s*%", text):
            return None  # 85% done
        return found._replace(sure=found.sure and sure)
    return _sign_and_word(text, choices)


def _with_resolution(text: str, choices: tuple[str, ...]) -> Meant | None:
    """What a status with a second word means, as in `Closed - Won't fix`: closed is done only if
    nothing says that it was given up. What contradicts itself is asked about.
    """
    parts = re.split(r"\s+(?:[-–—/|>]+|as)\s+|\s*[:;,(\[]\s*", text.rstrip(") ]"))
    if len(parts) != 2 or not all(map(str.strip, parts)):
        return None
    found = [choice_meant(part, choices) for part in parts]
    words = [meant.only for meant in found if meant is not None and meant.only]
    if len(words) != len(parts):
        return None
    if len(set(words)) == 1:
        return Meant((words[0],), sure=False)
    if words == ["done", "dropped"]:
        return Meant(("dropped",), sure=False)
    doubtful = words[0] in ("on_track", "committed") and words[1] in ("at_risk", "blocked")
    return Meant((words[1], words[0]), sure=False) if doubtful else None


def _sign_and_word(text: str, choices: tuple[str, ...]) -> Meant | None:
    """What a coloured sign and the word beside it mean, if both mean the same."""
    signs = [_SIGNS[sign] for sign in _SIGNS if sign in text and sign != "’"]
    letters = re.sub(r"[^\w\s'/-]", " ", text)
    if not signs or not letters.strip():
        return None
    meanings = {choice_meant(each.strip(), choices) for each in (*signs, letters)}
    words = {meant and meant.only for meant in meanings}
    return meanings.pop() if len(words) == 1 else None


def _readings(text: str) -> list[tuple[str, bool]]:
    """The text as a key, then without signs, numbers and remarks; each with whether it is sure: a
    remark or a number beside the word may take back what the word says.
    """
    signs = re.sub("|".join(_SIGNS), lambda match: _SIGNS[match[0]], text.lower())
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]|^\s*(?:rag|status|state|level)\s*[:=-]", " ", signs)
    bare = re.sub(r"^\s*(?:(?:t[- ]?)?shirt(?: size)?|(?:bet )?size)\b\s*[:=-]?", " ", bare)
    bare = re.sub(r"^\s*\d+\s*[-.:)]|\b\d+\s*%", " ", bare)
    words = _plain(re.sub(r"[^\w\s'/-]", " ", bare))
    halves = words.split()
    if len(halves) % 2 == 0 and halves[: len(halves) // 2] == halves[len(halves) // 2 :]:
        words = " ".join(halves[: len(halves) // 2])  # ✅ done
    alone = not re.search(r"[\d?!()\[\]]", text)
    return [(text.strip(), True), (_plain(text), True), (words, alone)]


def _plain(text: str) -> str:
    """The text in small letters, with single blanks between the words."""
    return " ".join(re.sub(r"[_\s-]+", " ", text.lower().replace("’", "'")).split()) or text.strip()


_NEGATIONS = (
    r"(?:not|no|never|non|off|without|un|in|dis|im|anti|mis|de|isn't|isnt|nearly|almost|nope)"
)


def may_be_opposite(text: str, guess: str) -> bool:
    """Whether a text that looks like a word may say the opposite, as `unblocked` or `not done`."""
    plain, wanted = _plain(text), _plain(guess)
    if re.match(rf"{_NEGATIONS}\b", plain) and not re.match(rf"{_NEGATIONS}\b", wanted):
        return True
    if re.search(r"\b(?:not|no|off|never|un)\b", plain):
        return True
    squeezed, aim = plain.replace(" ", ""), wanted.replace(" ", "")
    return bool(re.fullmatch(rf"{_NEGATIONS}{re.escape(aim)}", squeezed)) or (
        aim.startswith("on") and squeezed == f"off{aim[2:]}"
    )


# --- points on a scale ----------------------------------------------------------------------------

_POINTS = {
    1: """very low, rare, negligible, insignificant, minimal, remote, trivial, very unlikely,
    almost impossible, very small, none, lowest, improbable""",
    2: "low, unlikely, minor, small, l, limited, slight",
    3: """medium, moderate, possible, med, m, mid, average, some, maybe, even, fifty fifty, middle,
    neutral, normal""",
    4: "high, likely, major, h, significant, large, big, serious, probable, considerable, strong",
    5: """very high, almost certain, certain, critical, catastrophic, severe, extreme, existential,
    highest, very likely, near certain, huge, maximum, inevitable, disastrous, sure""",
}


@cache
def _points() -> Mapping[str, int]:
    return {_plain(word): point for point, words in _POINTS.items() for word in words.split(",")}


def point_meant(text: str, low: int, high: int) -> tuple[int, bool] | None:
    """The point of a scale that a word, a percentage or a fraction means; whether it is sure."""
    text = text.strip().rstrip(",;.")
    if match := re.fullmatch(r"(\d+)\s*(?:/|of|out of)\s*(\d+)", text):
        return (int(match[1]), True) if int(match[2]) == high and int(match[1]) <= high else None
    if match := re.fullmatch(r"(\d+)\s*(?:[-–:.(]\s*)?([A-Za-z][A-Za-z ]*)\)?", text):
        return (int(match[1]), True) if low <= int(match[1]) <= high else None
    if match := re.fullmatch(r"[A-Za-z ]+[-–:(\s]\s*(\d+)\)?", text):
        return (int(match[1]), True) if low <= int(match[1]) <= high else None
    if re.fullmatch(r"\d+\.0+", text) and low <= int(float(text)) <= high:
        return int(float(text)), True
    if high > 10:
        return None
    share = None
    if match := re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|percent|per cent)", text):
        share = float(match[1].replace(",", ".")) / 100
    elif match := re.fullmatch(r"0?[.,]\d+", text):
        share = float(text.replace(",", "."))
    if share is not None:
        if not 0 <= share <= 1:
            return None
        return (max(low, ceil(share * high - 1e-9)) if low else round(share * high)), False
    point = _points().get(_plain(text))
    if point is None:
        return None
    return (point if low else {1: 1, 2: 3, 3: 5, 4: 8, 5: 10}[point]), False


# --- fields and collections -----------------------------------------------------------------------

_FIELDS = """
title = name, label, heading, headline, subject, item, task, objective_title, caption
title: summary, statement, objective_name, text, what
description = desc, details, detail, body
description: notes, note, comment, comments, context, background, summary, text, remark, remarks,
  info, about, definition, explanation, problem, problem_statement, scope, purpose, vision
id = identifier, slug, ident, uid
id: key, code, ref, no, number, nr
serves = parent, parents, supports, contributes_to, contributes, aligned_to, aligned_with,
  aligns_to, aligns_with, rolls_up_to, belongs_to, ladders_to, ladders_up_to, part_of, parent_id,
  supporting, serve, feeds_into, feeds, child_of
serves: linked_to, link_to, under, for, supports_objective, linked_goal, alignment, strategy,
  strategies, bet, objective, outcome, initiative, key_result, solution, opportunity, epic,
  pillar, theme, parent_goal, up, goals, upstream, strategic_goal
owner = assignee, assigned_to, responsible, accountable, dri, owned_by, owners, lead, leader,
  in_charge, owner_id
owner: champion, driver, who, person, manager, pm, product_owner, project_lead, project_manager,
  responsibility, held_by, contact, captain
approved_by = approver, approval
approved_by: sponsor, executive_sponsor, exec_sponsor, signed_off_by, decided_by, sign_off
approved_on = approved, approval_date, approved_at, date_approved, signed_off
key_results = krs, key_result, keyresults, kr, keyresult, key_results_list
key_results: results, metrics, measures, kpis, targets
check_ins > current, now, actual, latest, progress, latest_value, value, current_value, today,
  as_of, actuals, result, so_far, score_now, last_value, status_value, readings
readings > current, now, actual, latest, value, current_value, latest_value, last_value, today,
  values
check_ins = checkins, check_in, updates, progress_updates, history, checkin
check_ins: measurements, data, values
readings = measurements, reading, values, data_points, data, history, series, check_ins,
  measurement
baseline = start_value, starting_value, from, base, baseline_value, initial, initial_value,
  starting_point, start_from, was_value, base_value, before
baseline: from_value, begin, starting, old, start, starts, begins, starts_at
target = goal, target_value, end_value, goal_value, to, aim, desired, objective_value
target: end, stretch, expected, after, until_value
unit = units, unit_of_measure, uom, measured_in
by|due|ends = deadline, due, due_date, by, by_when, by_date, target_date, ends, end_date,
  finish_date, due_by, duedate, completion_date, delivery_date, ends_on, due_on, end
by|due|ends: finish, date, until, when, eta, till, to_date, expected_date, end_by, delivery,
  complete_by
starts|started = started_on, started_at, starts_on
starts|started: start_date, begin, begins, start, starts, start_on, from_date, kickoff, kick_off,
  date, from
ended|finished = completed, completed_on, finished_on, closed_on, done_on, end_date, ended_on,
  completion, finish_date, resolved, ended, finished
period = quarter, cycle, timeframe, time_frame, time_period, periods, timeline, fiscal_year,
  fiscal_quarter, planning_period, okr_cycle
period: horizon, year, when, time, sprint, dates, duration, timing, half
status = state, rag, rag_status, current_status, progress_status, statuss
status: health, stage, phase, condition, traffic_light, light, progress
probability = likelihood, chance, prob, probability_score, likelyhood
impact = severity, consequence, consequences, damage, effect
mitigation = mitigations, mitigation_plan, mitigated_by, countermeasure, countermeasures,
  treatment
mitigation: response, plan, action, actions, prevention, contingency
metric|measure|indicator = kpi, kpis, measured_by, metric, measure, measured, indicator, metrics,
  metric_id, indicators
metrics = kpi, kpis, metric, measures, indicators, measured_by, measure, indicator
depends_on = depends, blocked_by, dependencies, dependency, requires, needs, waits_for,
  waiting_for, prerequisites, depends_upon, dependent_on, predecessors, predecessor, prerequisite,
  blockers, waiting_on, relies_on, dependson
why|because = rationale, reason, why_now, justification, motivation, reasoning, business_case,
  reasons, because, why
estimate|effort = effort, estimate, estimated_effort, work_estimate, estimation, effort_estimate,
  person_days, man_days, estimated
estimate|effort|size: days, points, story_points, t_shirt_size, tshirt, size, hours, complexity,
  cost, budget, time_estimate
size = bet_size, t_shirt_size, tshirt_size, magnitude
done_when = acceptance_criteria, definition_of_done, dod, acceptance, done, done_criteria,
  success_criteria, exit_criteria
url|links = link, href, jira, ticket, wiki, doc, docs, confluence, document, documents, issue,
  reference, references, website, web, page, jira_key, notion, urls, ticket_url, link_url,
  attachments, resources, resource, url, links
tags = labels, tag, categories, category, keywords, label, topics, hashtags
tags: type, kind, group, area, theme, themes, stream, workstream, bucket
success = success_criteria, success_criterion, success_metrics, success_metric, success_measure,
  expected_outcome, measure_of_success, expected_result
success: outcome, outcomes, goal, target, result, results, hypothesis, expected, benefits,
  benefit, objective
not_doing = out_of_scope, non_goals, nongoals, not_in_scope, wont_do, no_gos, exclusions, not_do,
  anti_goals, what_we_wont_do
deprioritises = deprioritizes, deprioritise, deprioritize, deprioritised, deprioritized, replaces,
  instead_of, stops
deprioritises: trade_off, tradeoff, trade_offs
tradeoffs = trade_offs, trade_off, tradeoff
guardrails = guardrail, guard_rails, counter_metrics, counter_metric, health_metrics, guard_rail,
  countermetrics
team = squad, department, dept, teams, group, team_id, owning_team, tribe
level = tier, scope_level, cascade_level
level: scope, type, layer
members = people, member, staff, team_members, employees, persons
members: team, headcount, who
capacity = available, availability, capacity_days, headcount, fte, hours, days
drives = influences, leads_to, moves, impacts, affects, drive, predicts, contributes_to, feeds
cadence = frequency, rhythm, interval, recurrence, how_often, schedule, review_cadence
attendees = participants, who, members, people, invitees, audience
asks = agenda, questions, topics, question
last_held = last, last_time, last_date, date, held, held_on, last_meeting
role = job, position, job_title, function, jobtitle
why: vision, purpose, mission
nature: type, kind, initiative_type, category
triggers = trigger, tripwires, kill_criteria, adaptation_triggers
lno = leverage_class
evidence = research, proof, insights, data, source, sources
assumption = hypothesis, assumptions
method = how, approach, test
passes_if = success_criteria, pass_criteria, success, criteria, success_metric, threshold
question = questions, problem, topic
choice = decision, chosen, decided_option, outcome
decided = date, decided_on, date_decided, decision_date, when
options = alternatives, choices, option
worked = went_well, what_went_well, good, keep, positives
did_not = went_wrong, what_went_wrong, didnt_work, did_not_work, bad, negatives, problems
improve = improvements, actions, action_items, next_steps
lessons = learnings, learning, lesson, lessons_learned, learned
when = if, event, condition
then = action, response, do, consequence, so
value = reading, result, number, amount, measure, current, actual, figure, progress
date = day, on, when, at, as_of, timestamp, due, week, period, month
note = comment, notes, comments, text, remark, description
because = reason, why, rationale, explanation
confidence = certainty, confidence_level, conf
reviewed = last_reviewed, reviewed_on, last_review, review_date, updated
was = former_id, old_id, previous_id, renamed_from, formerly
fields = custom_fields, custom, extra, other, metadata, attributes, properties, meta
cost_of_delay = delay_cost, cod
constraints = constraint, limits, boundaries
where_we_play = where_to_play, markets, arena
how_we_win = how_to_win, winning_aspiration, differentiation
for_whom = customer, customers, segment, segments, audience, users, target_group
actions = action, steps, next_steps, tasks, todos
outcome = result, expected_outcome, goal
"""
"""Other names of fields, by the field: `=` can only mean it, `:` may, `>` is a single value where a
list of dated ones belongs.
"""


class Renamed(NamedTuple):
    """The field that a name of a different tool means."""

    name: str
    sure: bool
    listed: bool = False
    """Whether the field is a list of dated values."""


@cache
def _field_names() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    meanings: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in re.sub(r"\n\s+", " ", _FIELDS).strip().split("\n"):
        fields, sign, names = re.split(r"\s*([=:>])\s", line, maxsplit=1)
        for name in names.split(","):
            meanings.setdefault(_squeezed(name), []).append((tuple(fields.split("|")), sign))
    return {name: tuple(found) for name, found in meanings.items()}


@lru_cache(4096)
def _squeezed(name: str) -> str:
    return re.sub(r"[^\w]|_", "", name.lower())


def field_meant(name: str, fields: Collection[str], taken: Collection[str]) -> Renamed | None:
    """The field that is meant by a name of a different tool: of those that exist and are not
    taken. None if none is known to be.
    """
    same = [field for field in fields if _squeezed(field) == _squeezed(name) and field != name]
    if len(same) == 1 and same[0] not in taken:
        return Renamed(same[0], sure=True)
    found: list[Renamed] = []
    for names, sign in _field_names().get(_squeezed(name), ()):
        own = [field for field in names if field in fields and field not in taken and field != name]
        if own:
            found.append(Renamed(own[0], sign == "=" and len(own) == 1, sign == ">"))
    found.sort(key=lambda meant: not (meant.sure or meant.listed))
    if not found:
        return None
    rivals = {meant.name for meant in found if meant.sure}
    return found[0]._replace(sure=found[0].sure and len(rivals) == 1)


_COLLECTIONS = """
objectives = okrs, okr, goals_and_key_results, objectives_and_key_results
objectives: goals, goal, aims, rocks, company_goals, team_goals, annual_goals
metrics = kpis, kpi, measures, indicators, key_metrics, measure, indicator,
  key_performance_indicators, metric_tree
metrics: numbers, scorecard, dashboard, data
initiatives: projects, project, programs, programmes, program, programme, rollouts, changes,
  implementations, policies
work = tasks, task, tickets, issues, todos, deliverables, stories, user_stories, work_items,
  workitems, jira, to_dos
work: actions, action_items, backlog, milestones, milestone, features, epics, epic, activities,
  roadmap, sprint, items
key_results = krs, kr, keyresults, keyresult, results
people = members, users, employees, persons, staff, owners, team_members, individuals, person,
  humans, colleagues
teams = squads, departments, groups, units, squad, department, tribes
strategies = strategy, company_strategy, product_strategy, strategic_goals
strategies: pillars, themes, strategic_themes, strategic_pillars, priorities, mission, vision,
  north_star
risks = risk_register, threats, risk_log
rituals = meetings, ceremonies, cadences, rhythms, loops, meeting, reviews
retrospectives = retros, post_mortems, postmortems, learnings, lessons, retro, lessons_learned
decisions = adrs, decision_log, decision_records, adr
bets = big_bets, strategic_bets, investments, bet, big_bet, company_bets
opportunities = problems, needs, pain_points, customer_needs, opportunity_tree
experiments = tests, hypotheses, trials, assumptions, pilots
solutions: ideas, concepts, products
outcomes: customer_outcomes, business_outcomes, impacts, benefits
health = health_checks, health_check, checkups
settings = config, configuration, setting, options, preferences
"""


def collection_meant(name: str, collections: Iterable[str]) -> Renamed | None:
    """The collection that is meant by a name of a different tool; None if it is none we know."""
    known = tuple(collections)
    squeezed = _squeezed(name)
    same = next((own for own in known if _squeezed(own) == squeezed), None)
    if same is not None:
        return Renamed(same, sure=True)
    found = _collection_names().get(squeezed)
    return found if found is not None and found.name in known else None


@cache
def _collection_names() -> Mapping[str, Renamed]:
    meanings: dict[str, Renamed] = {}
    for line in re.sub(r"\n\s+", " ", _COLLECTIONS).strip().split("\n"):
        collection, sign, names = re.split(r"\s*([=:])\s", line, maxsplit=1)
        for name in names.split(","):
            meanings.setdefault(_squeezed(name), Renamed(collection, sign == "="))
    return meanings


# --- letters --------------------------------------------------------------------------------------

_LETTERS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "a", "œ": "oe",
        "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "", "'": "", "‘": "",
    }
)  # fmt: skip


def latin_letters(text: str) -> str:
    """The text in small letters without accents: `größe` is `groesse`. Other scripts stay."""
    text = text.lower()
    if text.isascii():
        return text.replace("'", "")
    from unicodedata import normalize  # few texts need it

    return _without_marks(normalize("NFC", text).translate(_LETTERS))


def _without_marks(text: str) -> str:
    """The text without accents and other marks on its letters."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize  # few texts need it

    return "".join(char for char in normalize("NFKD", text) if not combining(char))


INVISIBLE = {
    "\u00a0": "a non-breaking blank",
    "\u202f": "a non-breaking blank",
    "\u00ad": "a soft hyphen",
    **dict.fromkeys("\u2002\u2003\u2005\u2007\u2009\u200a\u3000", "a blank of a different width"),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "an invisible character"),
}
"""Characters that look like a blank or like nothing, as word processors and web pages write."""

_INVISIBLE = re.compile(f"[{''.join(INVISIBLE)}]")


def invisible_in(text: str) -> str | None:
    """The first character of a text that nobody sees, in words; None if there is none."""
    match = None if text.isascii() else _INVISIBLE.search(text)
    return INVISIBLE[match[0]] if match else None


def without_invisible(text: str) -> str:
    """The text with plain blanks, without what nobody sees."""
    return " ".join(_INVISIBLE.sub(lambda match: " " if match[0].isspace() else "", text).split())
