"""JSON of OKR tools as tables: the shapes that are known, and nested lists of goals in general."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from math import isfinite
from typing import Any, NamedTuple

from stratdocs.exchange.tables import (
    MAX_ROWS,
    CheckInRow,
    Row,
    Table,
    too_many_rows,
)
from stratdocs.exchange.words import BY_WORD, normal
from stratdocs.model.finding import StratdocsError

Record = dict[str, str]
_MAX_DEPTH = 40


class Found(NamedTuple):
    """What a shape of JSON gives: rows as records, and check-ins by the id of their row."""

    records: list[Record]
    check_ins: dict[str, list[CheckInRow]]


def parsed(text: str, name: str) -> Any:
    """The value of a JSON text, or of JSON lines."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise StratdocsError(f"{name} is nested too deeply to be a list of goals") from error
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:5]):
            try:
                return [json.loads(line) for line in lines]
            except (ValueError, RecursionError):
                pass
        where = getattr(error, "lineno", 1)
        raise StratdocsError(
            f"{name}:{where} isn't valid JSON; export it again, as a whole"
        ) from error


def table_of_objects(documents: Mapping[str, Any], name: str, only: str | None = None) -> Table:
    """The table that JSON files hold, read by the shape that fits."""
    shapes: Mapping[str, Callable[[Mapping[str, Any]], Found | None]] = {
        "viva-goals": _viva,
        "perdoo": _perdoo,
        "lattice": _lattice,
        "asana-goals": _asana,
        "quantive": _quantive,
        "": _general,
    }
    try:
        for shape, read in shapes.items():
            if only in shapes and only and shape not in (only, ""):
                continue
            found = read(documents)
            if found is not None and found.records:
                return _table(found, name, shape)
    except RecursionError as error:
        raise StratdocsError(f"{name} is nested too deeply to be a list of goals") from error
    raise StratdocsError(
        f"{name} contains no recognisable list of goals; export the goals as CSV, or as a "
        "list of objects, each with a title"
    )


def _table(found: Found, name: str, shape: str) -> Table:
    if len(found.records) > MAX_ROWS:
        raise too_many_rows(name)
    headers = list(dict.fromkeys(key for record in found.records for key in record))
    rows = [Row(0, tuple(headers))]
    rows += [
        Row(number, tuple(record.get(header, "") for header in headers))
        for number, record in enumerate(found.records, 1)
    ]
    return Table(
        "",
        tuple(rows),
        f"JSON{(f' of {shape}' if shape else '')}; rows are counted in the order of the file",
        shape=shape,
        check_ins={key: tuple(values) for key, values in found.check_ins.items()},
    )


# --- the shapes that are known --------------------------------------------------------------------


def _viva(documents: Mapping[str, Any]) -> Found | None:
    """Viva Goals' ZIP of everything."""
    by_name = {re.sub(r".*/", "", key).casefold(): value for key, value in documents.items()}
    goals = _objects(by_name.get("objectives.json"))
    if not goals or not {"ID", "Title", "Type"} <= goals[0].keys():
        return None
    check_ins: dict[str, list[CheckInRow]] = {}
    for seen in _objects(by_name.get("checkins.json")):
        note = seen.get("Check In Note")
        check_ins.setdefault(_text(seen.get("OKR ID")), []).append(
            CheckInRow(
                _text(seen.get("CheckIn Date") or seen.get("Activity Date")),
                _text(seen.get("Current Value")),
                _text(seen.get("Status")),
                _text(note.get("Check In Note") if isinstance(note, Mapping) else note),
            )
        )
    records = []
    for goal in goals:
        outcome = _mapping(goal.get("Outcome"))
        parents = [_text(parent.get("ID")) for parent in _objects(goal.get("Alignment"))]
        parents = parents or [_text(parent) for parent in _list(goal.get("Parent IDs"))]
        unit = _text(outcome.get("Metric Unit"))
        percent = "ercent" in _text(outcome.get("Outcome Type"))
        measured = "Metric Name" in outcome or "Target" in outcome
        records.append({
            "Id": _text(goal.get("ID")),
            "Title": _text(goal.get("Title")),
            "Object Type": _text(goal.get("Type")),
            "Owner": _names(goal.get("Owner")),
            "Team": _names(goal.get("Teams")).replace(", ", "; "),
            "Period": _text(_mapping(goal.get("Time Period")).get("Name")),
            "Start Date": _text(goal.get("Start Date")),
            "End Date": _text(goal.get("End Date")),
            "Aligned To": ", ".join(filter(None, parents)),
            "Description": _text(goal.get("Description")),
            "Metric Name": _text(outcome.get("Metric Name")),
            "Unit": unit or ("%" if measured and percent else ""),
            "Start": _text(outcome.get("Start")) if measured else "",
            "Target": _text(outcome.get("Target")) if measured else "",
            "Status": _text(goal.get("Status")),
            "Score": _text(goal.get("Score")),
            "Ambition": _text(goal.get("Goal Type")),
            "Progress %": _text(goal.get("Progress")),
        })  # fmt: skip
    return Found(records, check_ins)


def _perdoo(documents: Mapping[str, Any]) -> Found | None:
    """Perdoo's answers of its API."""
    top = _only(documents)
    goals = _objects(_mapping(_mapping(top).get("data", top)).get("objectives"))
    if not goals or not any("keyResults" in goal or "timeframe" in goal for goal in goals):
        return None
    records = []
    for goal in goals:
        records.append(_perdoo_record(goal, "Objective", ""))
        records += [
            _perdoo_record(result, _text(result.get("type")), _text(goal.get("id")))
            for result in _objects(goal.get("keyResults"))
        ]
    return Found(records, {})


def _perdoo_record(goal: Mapping[str, Any], kind: str, parent: str) -> Record:
    lead = _mapping(goal.get("lead"))
    state = _text(goal.get("stage"))
    return {
        "Id": _text(goal.get("id")),
        "Title": _text(goal.get("name")),
        "Type": {"KEY_RESULT": "Key result", "INITIATIVE": "Deliverable"}.get(kind, kind),
        "Parent": parent or _text(_mapping(goal.get("parent")).get("id")),
        "Owner": _text(lead.get("name")) or _text(lead.get("email")),
        "Team": _names(goal.get("groups")).replace(", ", "; "),
        "Time Period": _text(_mapping(goal.get("timeframe")).get("name")),
        "Due Date": _text(goal.get("dueDate")) if parent else "",
        "Start Value": _text(goal.get("startValue")),
        "Target Value": _text(goal.get("targetValue")),
        "Current Value": _text(goal.get("currentValue")),
        "Unit": _text(goal.get("unit")),
        "Status": state if state in ("DRAFT", "CLOSED") else _text(goal.get("status")),
        "Archived": _text(goal.get("archived")),
        "Description": _text(goal.get("description")),
    }


def _lattice(documents: Mapping[str, Any]) -> Found | None:
    """Lattice's goals."""
    goals = _objects(_only(documents))
    if not goals or not any("amountType" in goal or "okrType" in goal for goal in goals):
        return None
    units = {"Percent": "%", "Dollar": "$"}
    records = []
    for goal in goals:
        state, kind = _text(goal.get("state")), _text(goal.get("okrType"))
        draft = state if state in ("Draft", "Ended", "Archived") else _text(goal.get("status"))
        records.append({
            "Id": _text(goal.get("id")),
            "Title": _text(goal.get("name")),
            "Type": {"KeyResult": "Key result"}.get(kind, kind),
            "Level": _text(goal.get("goalType")),
            "Parent": _id_of(goal.get("parentGoal")),
            "Owner": _names(goal.get("owners") or goal.get("owner")),
            "Start Date": _day_of(goal.get("startDate")),
            "Due Date": _day_of(goal.get("dueDate")),
            "Start Value": _text(goal.get("startingAmount")),
            "Target Value": _text(goal.get("endingAmount")),
            "Current Value": _text(goal.get("currentAmount")),
            "Unit": units.get(_text(goal.get("amountType")), ""),
            "Status": draft,
            "Description": _text(goal.get("description")),
        })  # fmt: skip
    return Found(records, {})


def _asana(documents: Mapping[str, Any]) -> Found | None:
    """Asana's goals, as its API and its organisation export give them; 0.25 means 25%."""
    goals = [
        goal
        for goal in _objects(_only(documents))
        if goal.get("resource_type") == "goal" or ("gid" in goal and "metric" in goal)
    ]
    if not goals:
        return None
    records = []
    for goal in goals:
        metric = _mapping(goal.get("metric"))
        unit = _text(metric.get("unit"))
        currency = _text(metric.get("currency_code"))
        several = next(iter(_objects(goal.get("parent_goals"))), None)
        parent = goal.get("parent") or goal.get("parent_goal") or several
        share = 100 if unit == "percentage" else 1
        values = {
            name: _scaled(metric.get(field), share)
            for name, field in (
                ("Start Value", "initial_number_value"),
                ("Target Value", "target_number_value"),
                ("Current Value", "current_number_value"),
            )
        }
        records.append({
            "Id": _text(goal.get("gid")),
            "Title": _text(goal.get("name")),
            "Parent": _id_of(parent),
            "Owner": _text(_mapping(goal.get("owner")).get("name")),
            "Team": _text(_mapping(goal.get("team")).get("name")),
            "Time Period": _text(_mapping(goal.get("time_period")).get("display_name")),
            "Start Date": _text(goal.get("start_on")),
            "Due Date": _text(goal.get("due_on")),
            **values,
            "Unit": {"percentage": "%", "currency": currency}.get(unit, ""),
            "Status": _text(goal.get("status")),
            "Description": _text(goal.get("notes")),
        })  # fmt: skip
    return Found(records, {})


def _quantive(documents: Mapping[str, Any]) -> Found | None:
    """Quantive's (Gtmhub's) goals and metrics."""
    goals: list[Mapping[str, Any]] = []
    metrics: list[Mapping[str, Any]] = []
    sessions: dict[str, str] = {}
    for name, value in documents.items():
        top = _mapping(value)
        listed = _objects(value)
        goals += _objects(top.get("goals")) or (listed if "goal" in name.casefold() else [])
        metrics += _objects(top.get("metrics")) or (listed if "metric" in name.casefold() else [])
        for session in _objects(top.get("sessions")):
            sessions[_text(session.get("id"))] = _text(session.get("title") or session.get("name"))
    metrics = [metric for metric in metrics if "goalId" in metric]
    metrics += [
        {**metric, "goalId": goal.get("id")}
        for goal in goals
        for metric in _objects(goal.get("metrics"))
    ]
    if not goals or not metrics or not any("initialValue" in metric for metric in metrics):
        return None
    records = [
        {
            "Id": _text(goal.get("id")),
            "Title": _text(goal.get("name") or goal.get("title")),
            "Type": "Objective",
            "Parent": _text(goal.get("parentId")),
            "Owner": _person(goal),
            "Time Period": sessions.get(_text(goal.get("sessionId")), ""),
            "Description": _text(goal.get("description")),
        }
        for goal in goals
    ]
    records += [
        {
            "Id": _text(metric.get("id")),
            "Title": _text(metric.get("name") or metric.get("title")),
            "Type": "Key result",
            "Parent": _text(metric.get("goalId")),
            "Owner": _person(metric),
            "Due Date": _text(metric.get("dueDate")),
            "Start Value": _text(metric.get("initialValue")),
            "Target Value": _text(metric.get("target")),
            "Current Value": _text(metric.get("actual") or metric.get("currentValue")),
            "Unit": _text(metric.get("unit")),
        }
        for metric in metrics
    ]
    return Found(records, {})


def _person(goal: Mapping[str, Any]) -> str:
    return _text(goal.get("ownerName")) or _names(goal.get("owner") or goal.get("assignee"))


# --- nested lists in general ----------------------------------------------------------------------

_CHILDREN = {
    "key_results": "Key result", "keyresults": "Key result", "krs": "Key result",
    "results": "Key result", "metrics": "Key result", "objectives": "Objective",
    "goals": "Objective", "initiatives": "Initiative", "work": "Work", "tasks": "Task",
    "children": "", "items": "", "sub_goals": "Objective", "subgoals": "Objective",
    "okrs": "Objective", "deliverables": "Task", "actions": "Task",
}  # fmt: skip
_TITLES = ("title", "name", "text", "objective", "goal", "summary", "key_result", "keyResult")
_CHECK_INS = ("check_ins", "checkins", "checkIns", "readings", "updates", "history", "values")


def _general(documents: Mapping[str, Any]) -> Found | None:
    """Any list of objects, each with a title; lists below them are their children."""
    found = Found([], {})
    for value in documents.values():
        for kind, listed in _lists_of_goals(value, 0):
            for goal in listed:
                _collect(goal, kind, "", found, 0)
    return found


def _lists_of_goals(value: Any, depth: int) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """The outermost lists whose objects have titles, with the kind that their key names."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        goals = _objects(value)
        if goals and sum(bool(_title(goal)) for goal in goals) * 2 > len(goals):
            yield "", goals
    elif isinstance(value, Mapping):
        named = [(key, inner) for key, inner in value.items() if _child_kind(key) is not None]
        for key, inner in named:
            goals = _objects(inner)
            if goals and any(_title(goal) for goal in goals):
                yield _child_kind(key) or "", goals
        if not named:
            for inner in value.values():
                if isinstance(inner, (list, Mapping)):
                    yield from _lists_of_goals(inner, depth + 1)


def _collect(goal: Mapping[str, Any], kind: str, parent: str, found: Found, depth: int) -> None:
    title = _title(goal)
    if depth > _MAX_DEPTH or len(found.records) > MAX_ROWS:
        return
    record: Record = {}
    own = _text(goal.get("id") or goal.get("ID") or goal.get("key"))
    identity = own or f"#{len(found.records) + 1}"
    children: list[tuple[str, Mapping[str, Any]]] = []
    for key, value in goal.items():
        kind_below = _child_kind(key)
        below = _objects(value) if kind_below is None else _goals_below(value)
        if key in _CHECK_INS and below:
            found.check_ins[identity] = [
                CheckInRow(
                    _text(seen.get("date") or seen.get("created_at") or seen.get("timestamp")),
                    _text(seen.get("value")),
                    _text(seen.get("status")),
                    _text(seen.get("note") or seen.get("comment")),
                    _text(seen.get("confidence")),
                )
                for seen in below
            ]
        elif kind_below is not None and below and any(_title(child) for child in below):
            children += [(kind_below, child) for child in below]
        elif isinstance(value, Mapping):
            record[key] = _text(
                value.get("label") or value.get("name") or value.get("title") or value.get("id")
            )
        elif kind_below is not None and value in ([], None):
            continue
        elif isinstance(value, list):
            record[key] = "; ".join(
                _text(v) if not isinstance(v, Mapping) else _label(v) for v in value
            )
        else:
            record[key] = _text(value)
    for key in _TITLES:
        if record.get(key) == title:
            del record[key]
            break
    record.pop("id", None)
    head: Record = {"id" if own else "row": identity, "title": title}
    if kind and not any(BY_WORD.get(normal(key)) == "kind" for key in record):
        head["kind"] = kind
    if parent:
        head["parent"] = parent
    found.records.append({**record, **head})
    for kind_below, child in children:
        _collect(child, kind_below, identity, found, depth + 1)


def _goals_below(value: Any) -> list[Mapping[str, Any]]:
    """The goals that a key holds: in a list, by name, or as titles alone."""
    if isinstance(value, list) and any(isinstance(goal, str) for goal in value):
        return [{"title": goal} if isinstance(goal, str) else goal
                for goal in value if isinstance(goal, (str, Mapping))]  # fmt: skip
    if isinstance(value, Mapping) and value and not _objects(value):
        goals = [goal for goal in value.values() if isinstance(goal, Mapping)]
        return goals if len(goals) == len(value) and all(map(_title, goals)) else []
    return _objects(value)


def _child_kind(key: str) -> str | None:
    return _CHILDREN.get(key.casefold().replace(" ", "_").replace("-", "_")) or (
        _CHILDREN.get(key.casefold().replace("_", ""))
    )


def _title(goal: Mapping[str, Any]) -> str:
    by_key = {key.casefold(): value for key, value in goal.items() if isinstance(key, str)}
    for key in _TITLES:
        value = by_key.get(key.casefold())
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
    return ""


# --- values ---------------------------------------------------------------------------------------


def _only(documents: Mapping[str, Any]) -> Any:
    return next(iter(documents.values()), None)


def _objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, in whatever they are wrapped: `data`, `edges` and `node`."""
    if isinstance(value, Mapping):
        for key in ("edges", "data", "nodes", "items", "results", "goals"):
            if isinstance(value.get(key), (list, Mapping)):
                return _objects(value[key])
        return []
    if not isinstance(value, list):
        return []
    objects = [item for item in value if isinstance(item, Mapping)]
    return [item["node"] if isinstance(item.get("node"), Mapping) else item for item in objects]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _label(value: Mapping[str, Any]) -> str:
    found = value.get("Name") or value.get("name") or value.get("Team Name") or value.get("title")
    return _text(found or value.get("email") or value.get("id"))


def _names(value: Any) -> str:
    """The names of people or teams, by commas."""
    if isinstance(value, Mapping) and _label(value):
        return _label(value)
    listed = _objects(value)
    if listed:
        return ", ".join(filter(None, map(_label, listed)))
    return ", ".join(filter(None, map(_text, value if isinstance(value, list) else [value])))


def _id_of(value: Any) -> str:
    return (
        _text(value.get("id") or value.get("gid")) if isinstance(value, Mapping) else _text(value)
    )


def _text(value: Any) -> str:
    match value:
        case None | dict() | list():
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if not isfinite(value):
            return ""
        case float() if value == int(value) and abs(value) < 1e15:
            return str(int(value))
        case float():
            return f"{value:.10g}"
    return str(value).strip()


def _scaled(value: Any, factor: int) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _text(round(value * factor, 8))
    return _text(value)


def _day_of(value: Any) -> str:
    """A day from Unix seconds or milliseconds, or as written."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 1e8:
        seconds = value / 1000 if value > 1e11 else value
        try:
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            return ""
    return _text(value)
