from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from stratdocs.analysis.aims import aim
from stratdocs.analysis.progress import share_of
from stratdocs.analysis.triggers import comparable, limits, with_triggers
from stratdocs.linting.rules.base import Rule
from stratdocs.model.costs import a_week, in_all
from stratdocs.model.finding import Finding, Related, Severity
from stratdocs.model.kinds import Bet, Entity, KeyResult, Metric, Objective, Outcome, Trigger
from stratdocs.model.stack import Stack
from stratdocs.model.units import is_known, is_money, ratio
from stratdocs.model.values import Quantity, quantity, quantity_pattern, slip
from stratdocs.words.phrases import did_you_mean
from stratdocs.yamltext.source import Edit, Fix

_PLAUSIBLE = 3
"""How many times beyond the known values another may lie and still be likely."""


class UnlikeUnits(Rule):
    """Two values of one metric can't be compared.

    Progress is the way from the baseline to the target. A check-in of 40 next to a target of 45%
    may mean 40% or 40 customers. So no page shows how far the key result has come, and no one
    notices when it is flat. Minutes and hours, days and weeks, k and M are converted; months and
    days aren't, since months differ in length.
    """

    severity = Severity.WARNING
    group = "feedback"
    bad = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: New customers get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - id: activation
                title: Increase 7-day activation
                baseline: 30%
                target: 45%
                check_ins:
                  - {date: 2027-01-29, value: 34%}
                  - {date: 2027-02-12, value: 40}   # <- unlike-units
    """
    good = """
        strategies:
          - {id: customers-that-stay, title: Win by keeping customers, level: company}
        objectives:
          - id: onboarding
            title: New customers get value in their first week
            serves: customers-that-stay
            period: 2027-Q1
            key_results:
              - id: activation
                title: Increase 7-day activation
                baseline: 30%
                target: 45%
                check_ins:
                  - {date: 2027-01-29, value: 34%}
                  - {date: 2027-02-12, value: 40%}
    """

    def check(self, stack: Stack) -> Iterator[Finding]:
        for goal in stack.of(KeyResult):
            values = _of_key_result(stack, goal)
            odd = yield from self._odd(goal, values)
            if not odd:
                yield from self._beside_metric(stack, goal, values)
                yield from self._slips(goal, values)
            yield from self._score(goal, goal.score)
        for objective in stack.of(Objective):
            yield from self._score(objective, objective.score)
        for bet in stack.of(Bet):
            if bet.success is not None:
                success = bet.success
                ends = {"baseline": success.baseline, "target": success.target}
                yield from self._odd(bet, _ends(ends, "success"))
        yield from self._costs(stack)
        for outcome in stack.of(Outcome):
            ends = {"baseline": outcome.baseline, "target": outcome.target}
            yield from self._odd(outcome, _ends(ends))
        for metric in stack.of(Metric):
            yield from self._odd(metric, _of_metric(metric))
        for entity in with_triggers(stack):
            for number, trigger in enumerate(entity.triggers):
                yield from self._limits(stack, entity, number, trigger)

    def _odd(self, entity: Entity, values: Sequence[_Value]) -> Generator[Finding, None, bool]:
        """The values that cannot be compared with most of the others; whether there are any."""
        usual = _usual(values)
        if usual is None:
            return False
        by_role: dict[str, list[_Value]] = {}
        for value in values:
            if value.quantity.within(usual.quantity) is None:
                by_role.setdefault(value.role, []).append(value)
        for first, *others in by_role.values():
            likely = _likely(
                first.quantity, [value.quantity for value in values if value != first], usual
            )
            if _either(first.quantity, usual.quantity):
                likely = None
            fix = None
            if likely:
                fix = Fix(safe=False, edits=(Edit(entity.at(*first.route), likely, "value"),))
            more = f", and so are {len(others)} more" if others else ""
            other = f"another {usual.role}" if usual.role == first.role else f"its {usual.role}"
            yield self.finding(
                entity,
                f"the {first.role} of {entity.id} is {first.quantity}, but {other} is "
                f"{usual.quantity}: they can't be "
                f"compared{more}{_either(first.quantity, usual.quantity) or did_you_mean(likely)}",
                *first.route,
                related=[
                    Related(entity.at(*value.route), f"{value.role} is {value.quantity}")
                    for value in (usual, *others)
                    if value.route
                ],
                suggestion=likely,
                fix=fix,
            )
        return bool(by_role)

    def _costs(self, stack: Stack) -> Iterator[Finding]:
        """Costs of delay in another currency than most, and costs of rework in another than that of
        the delay.
        """
        bets = [bet for bet in stack.of(Bet) if bet.live]
        weekly = {
            bet.id: money
            for bet in bets
            if isinstance(bet.cost_of_delay, Quantity) and (money := a_week(bet.cost_of_delay))
        }
        number = Counter(money.currency for money in weekly.values())
        usual = max(number, key=lambda currency: number[currency], default=None)
        first = next(
            (bet for bet in bets if bet.id in weekly and weekly[bet.id].currency == usual), None
        )
        for bet in bets:
            money = weekly.get(bet.id)
            if money is None or first is None:
                continue
            if money.currency != usual:
                yield self.finding(
                    bet,
                    f"`cost_of_delay` of {bet.id} is {bet.cost_of_delay}, but that of "
                    f"{first.id} is {first.cost_of_delay}: they can't be compared; use one "
                    "currency for both",
                    "cost_of_delay",
                    related=[Related(first.at("cost_of_delay"), f"it is {first.cost_of_delay}")],
                )
            rework = bet.cost_of_rework
            once = in_all(rework) if isinstance(rework, Quantity) else None
            if once is not None and once.currency != money.currency:
                yield self.finding(
                    bet,
                    f"`cost_of_rework` of {bet.id} is {rework}, but its `cost_of_delay` is "
                    f"{bet.cost_of_delay}: they can't be compared; use one currency for both",
                    "cost_of_rework",
                )

    def _slips(self, entity: Entity, values: Sequence[_Value]) -> Iterator[Finding]:
        """Check-ins a hundred or a thousand times off from both baseline and target."""
        ends = [value for value in values if value.role != "check-in"]
        for value in values:
            known = [end.quantity for end in ends]
            factor = slip(value.quantity, known) if value.role == "check-in" else None
            if factor:
                times, more = (factor, "less") if factor > 1 else (1 / factor, "more")
                yield self.finding(
                    entity,
                    f"the check-in of {entity.id} is {value.quantity}, about {times:,.0f} times "
                    f"{more} than its {ends[0].role} of {ends[0].quantity}: a sign, a k or an M may "
                    "be missing or extra",
                    *value.route,
                )

    def _beside_metric(
        self, stack: Stack, goal: KeyResult, values: Sequence[_Value]
    ) -> Iterator[Finding]:
        """A key result whose values cannot be compared with those of its metric."""
        metric = stack.metric(goal.metric)
        first = next((value for value in values if value.route), None)
        if metric is None or first is None:
            return
        unit = metric.unit or ""
        if is_known(unit) and is_known(first.quantity.unit) and first.quantity.number:
            if ratio(first.quantity.unit, unit) is None:
                yield self.finding(
                    goal,
                    f"the {first.role} of {goal.id} is {first.quantity}, but {metric.id} is "
                    f"measured in {unit}: they can't be compared",
                    *first.route,
                )
                return
        usual = _usual(_of_metric(metric))
        looked = any(value.role == "check-in" for value in values)
        if looked or usual is None or first.quantity.within(usual.quantity) is not None:
            return
        if not is_known(usual.quantity.unit) and unit and ratio(first.quantity.unit, unit):
            return  # bare readings in the unit of the metric
        known = [value.quantity for value in _of_metric(metric)]
        likely = _likely(first.quantity, known, usual)
        yield self.finding(
            goal,
            f"the {first.role} of {goal.id} is {first.quantity}, but the {usual.role} of "
            f"{metric.id} is {usual.quantity}: they can't be compared{did_you_mean(likely)}",
            *first.route,
            suggestion=likely,
            fix=_all_likely(goal, values, known, usual),
            related=[Related(metric.at(*usual.route), f"{usual.role} is {usual.quantity}")],
        )

    def _limits(
        self, stack: Stack, entity: Entity, number: int, trigger: Trigger
    ) -> Iterator[Finding]:
        """The limits of a trigger that cannot be compared with its metric, or with each other."""
        metric = stack.metric(trigger.metric)
        usual = _usual(_of_metric(metric)) if metric is not None else None
        values = limits(trigger)
        for side, limit in values:
            odd = None
            if metric is not None and usual is not None:
                if comparable(metric, usual.quantity, limit) is None:
                    odd = f"the {usual.role} of {metric.id} is {usual.quantity}"
            elif metric is not None and is_known(metric.unit or "") and is_known(limit.unit):
                if limit.number and ratio(limit.unit, metric.unit or "") is None:
                    odd = f"{metric.id} is measured in {metric.unit}"
            if odd is None and side == "below" and len(values) > 1:
                above = values[0][1]
                if limit.within(above) is None:
                    odd = f"the other limit is {above}"
            if odd is not None:
                yield self.finding(
                    entity,
                    f"a trigger of {entity.id} fires {side} {limit}, but {odd}: they can't "
                    "be compared",
                    "triggers",
                    number,
                    side,
                )

    def _score(self, entity: Entity, score: Quantity | None) -> Iterator[Finding]:
        if score is None or share_of(score) is not None:
            return
        likely = None
        if not score.unit and 10 < score.number <= 100:
            likely = f"{score.text}%"
        fix = None
        if likely:
            fix = Fix(safe=False, edits=(Edit(entity.at("score"), likely, "value"),))
        yield self.finding(
            entity,
            f"score of {entity.id} is {score}; use 0 to 1, 70% or 7/10{did_you_mean(likely)}",
            "score",
            suggestion=likely,
            fix=fix,
        )


class _Value(NamedTuple):
    """One value of a metric, and where it is written."""

    role: str
    quantity: Quantity
    route: tuple[str | int, ...]
    """Empty for one that is in the title."""


def _of_key_result(stack: Stack, goal: KeyResult) -> list[_Value]:
    aims = aim(stack, goal)
    values = []
    for role, found in (("target", aims.target), ("baseline", aims.baseline)):
        if found is not None:
            written = getattr(goal, role) is not None
            where = role if written else f"{role} in the title"
            values.append(_Value(where, found, (role,) if written else ()))
    values.extend(
        _Value("check-in", check.value, ("check_ins", number, "value"))
        for number, check in enumerate(goal.check_ins)
        if check.value is not None
    )
    return values


def _of_metric(metric: Metric) -> list[_Value]:
    values = []
    if metric.threshold is not None:
        values.append(_Value("threshold", metric.threshold, ("threshold",)))
    values.extend(
        _Value("reading", reading.value, ("readings", number, "value"))
        for number, reading in enumerate(metric.readings)
        if reading.value is not None
    )
    values.extend(
        _Value("worst reading", reading.worst, ("readings", number, "worst"))
        for number, reading in enumerate(metric.readings)
        if reading.worst is not None
    )
    return values


def _ends(ends: dict[str, Quantity | None], *route: str) -> list[_Value]:
    return [_Value(role, found, (*route, role)) for role, found in reversed(ends.items()) if found]


def _usual(values: Sequence[_Value]) -> _Value | None:
    """The value with which most can be compared, of several the first with a unit; a bare 0 fits
    all.
    """
    units: dict[str, _Value] = {}
    for value in values:
        if value.quantity.unit or value.quantity.number:
            units.setdefault(value.quantity.unit, value)
    if len(units) < 2:
        return next(iter(units.values()), None)

    def alike(value: _Value) -> tuple[int, bool]:
        number = sum(other.quantity.within(value.quantity) is not None for other in values)
        return number, bool(value.quantity.unit)

    return max(units.values(), key=alike)


def _either(odd: Quantity, like: Quantity) -> str:
    """The two percentages that a bare fraction may be beside a small one; empty for other values."""
    if odd.unit or like.unit != "%" or not 0 < abs(odd.number) < 1:
        return ""
    return f"; write {odd.number:g}% or {odd.number * 100:g}%, whichever is meant"


def _likely(odd: Quantity, others: Sequence[Quantity], usual: _Value) -> str | None:
    """What the odd value must mean, if only one thing is likely."""
    like = usual.quantity
    known = [number for quantity in others if (number := quantity.within(like)) is not None]
    candidates = {text for text in _candidates(odd, like) if _fits(text, like, known)}
    return candidates.pop() if len(candidates) == 1 else None


def _all_likely(
    entity: Entity, values: Sequence[_Value], others: Sequence[Quantity], usual: _Value
) -> Fix | None:
    """The fix that writes all values of an item as they are likely meant; None if one is unclear."""
    edits = []
    for value in values:
        likely = _likely(value.quantity, others, usual)
        if likely is None or not value.route:
            return None
        edits.append(Edit(entity.at(*value.route), likely, "value"))
    return Fix(safe=False, edits=tuple(edits)) if edits else None


def _candidates(odd: Quantity, like: Quantity) -> Iterator[str]:
    """What may be meant by a value without its unit, or with one too many."""
    match = quantity_pattern().fullmatch(odd.text)
    form = quantity_pattern().fullmatch(like.text)
    if match is None or form is None:
        return
    if not like.unit and not is_known(odd.unit):
        yield f"{odd.number:g}"
    money = is_money(like.unit) and odd.unit == "m"
    if (odd.unit and not money) or not like.unit:
        return
    before = form["cur"] and like.text[form.start("cur") : form.start("num")]
    sign = "-" if odd.number < 0 else ""
    written = match["num"] + ("m" if money else match["mag"] or "")
    after = like.text[form.end("mag") if form["mag"] else form.end("num") :]
    after = after[: len(after) - len(like.text) + form.end("unit")] if form["unit"] else after
    yield f"{sign}{before or ''}{written}{after}"
    if form["mag"] and not money and not match["mag"]:
        yield f"{sign}{before or ''}{written}{form['mag']}{after}"
    if like.unit == "%" and 0 < abs(odd.number) <= 1:
        yield f"{odd.number * 100:g}%"


def _fits(text: str, like: Quantity, known: Sequence[float]) -> bool:
    """Whether a value lies near those that are known."""
    found = quantity(text)
    number = found.within(like) if found is not None else None
    if number is None or not known:
        return False
    low, high = min(map(abs, known)), max(map(abs, known))
    return low / _PLAUSIBLE <= abs(number) <= high * _PLAUSIBLE
