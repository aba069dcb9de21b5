"""One slip at a time, of people who never met YAML: each is one finding, with its cure."""

from datetime import date

import pytest

from stratdocs.editing.autofix import fix_all
from stratdocs.linting.lint import lint
from stratdocs.model.aliases import _TABLES, choice_meant, field_meant, may_be_opposite, point_meant
from stratdocs.model.fields import fields_of
from stratdocs.model.finding import Finding, Severity
from stratdocs.model.kinds import KINDS, Bet, Entity, Part
from stratdocs.model.stack import load

TODAY = date(2026, 11, 30)
STATUS = ("proposed", "committed", "on_track", "at_risk", "blocked", "done", "dropped")
GOOD = """\
strategies:
  - id: win-clinics
    title: Win independent clinics before the chains do
    level: company
    period: 2026
    owner: james
  - id: clinics-stay
    title: Clinics that start with us stay
    level: product
    serves: win-clinics
    period: 2026
    owner: james
bets:
  - id: reorder
    title: Reorder by link
    serves: clinics-stay
    size: big
    owner: james
    approved_by: priya
    status: on_track
    period: 2026-Q4
    success: {outcome: Clinics reorder alone, measure: online, baseline: 30%, target: 45%, by: 2026-12-31}
objectives:
  - id: nights
    title: Nobody has to answer the phone at night
    serves: reorder
    level: team
    team: planning
    owner: james
    period: 2026-Q4
    status: on_track
    key_results:
      - id: k1
        title: Raise online orders from 30% to 45%
        metric: online
        baseline: 30%
        target: 45%
        by: 2026-12-31
        owner: james
        check_ins:
          - {date: 2026-11-15, value: 40%, status: on_track, confidence: 7}
metrics:
  - {id: online, title: Online orders, unit: "%", stage: outcome, timing: lagging}
  - {id: calls, title: Calls at night, stage: outcome, timing: leading, drives: [online]}
people:
  - {id: james, title: James O'Hara}
  - {id: priya, title: Priya Nair}
  - {id: aylin, title: Aylin Demir, role: COO}
teams:
  - {id: planning, title: Production planning, members: [aylin, priya]}
work:
  - {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}
risks:
  - {id: dirty, title: Lists are dirty, serves: link-orders, owner: james, probability: 3, impact: 4, mitigation: Clean them}
"""

SAFE, UNSAFE = "--fix", "--unsafe-fixes"
# fmt: off
SLIPS = [
    ('{date: 2026-11-15, value: 40%, status', '{value: 40%, status', '41:21: the check-in of k1 with 40% has no date', None, None),
    ('title: Nobody has to answer', 'objective: Nobody has to answer', (
        "25:5: objective isn't a field of an objective; did you mean title?"
    ), SAFE, 'title: Nobody has to answer the phone at night'),
    ('period: 2026-Q4\n    success', 'period: [2026-Q3, 2026-Q4]\n    success', '21:5: period is a list; write several periods as one range, from month to month, as in 2027-01..2027-06', None, None),
    ('owner: james\n    approved', "owner: O'Hara, James\n    approved", "18:12: owner of reorder is O'Hara, James, which doesn\'t exist; did you mean james?", SAFE, 'owner: james'),
    ('owner: james\n    approved', 'owner: COO\n    approved', '18:12: owner of reorder is COO, which doesn\'t exist; did you mean aylin?', None, None),
    ('serves: reorder', 'serves: re\u200border', '26:13: nights serves re\u200border, which doesn\'t exist; it contains an invisible character; did you mean reorder?', SAFE, 'serves: reorder'),
    ('{date: 2026-11-15, value: 40%, status: on_track, confidence: 7}', '{2026-11-15: 40%}', (
        "41:14: 2026-11-15 isn't a field of check_ins; use {date: 2026-11-15, value: ...}"
    ), None, None),
    ('baseline: 30%\n', 'baseline: "#REF!"\n', '36:19: baseline is "#REF!"; leave it empty until you know the value, since that is a spreadsheet error', None, None),
    ('owner: james\n    approved', "owner: James O'Hara\n    approved", "18:12: owner of reorder is James O'Hara, which doesn\'t exist; did you mean james?", SAFE, 'owner: james'),
    ('owner: james\n    approved', 'owner: James O’Hara\n    approved', '18:12: owner of reorder is James O’Hara, which doesn\'t exist; did you mean james?', SAFE, 'owner: james'),
    ('owner: james\n    approved', 'owner: james@clinic.com\n    approved', '18:12: owner of reorder is james@clinic.com, which doesn\'t exist; did you mean james?', SAFE, 'owner: james'),
    ('owner: james\n    approved', 'owner: @james\n    approved', '18:12: a value can\'t start with @; leave it out', UNSAFE, 'owner: james'),
    ('owner: james\n    approved', 'owner: james, priya\n    approved', '18:12: owner of reorder is james, priya, which doesn\'t exist; name the one person who is accountable for it', None, None),
    ('owner: james\n    approved', 'owner: james and priya\n    approved', '18:12: owner of reorder is james and priya, which doesn\'t exist; name the one person who is accountable for it', None, None),
    ('owner: james\n    approved', 'owner: [james, priya]\n    approved', '18:5: owner is a list; it takes one id: name the one person who is accountable for it', None, None),
    ('owner: james\n    approved', 'owner: zoe\n    approved', '18:12: owner of reorder is zoe, which doesn\'t exist; add zoe to `people`', None, None),
    ('owner: james\n    approved', 'owner: Zoe Hart\n    approved', '18:12: owner of reorder is Zoe Hart, which doesn\'t exist; add the person to `people` and use that id', None, None),
    ('{date: 2026-11-15, value: 40%, status', '{date: 2026-11-15, value: 40,5%, status', '41:42: value ends at the comma before this; write 40.5%', UNSAFE, '- {date: 2026-11-15, value: 40.5%, status: on_track, confidence: 7}'),
    ('owner: james\n    approved', 'owner: james\nalong the quay\n    approved', '19:1: this line has no colon, so it isn\'t a field', None, None),
    ('owner: james\n    approved', 'owner: TBD\n    approved', '18:12: owner of reorder is TBD; leave it empty until you know it', None, None),
    ('owner: james\n    approved', "owner: J. O'Hara\n    approved", "18:12: owner of reorder is J. O'Hara, which doesn\'t exist; did you mean james?", None, None),
    ('owner: james\n    approved', 'owner: james # stratdocs allow group-owner -- x\n    approved', '18:18: start a suppression with "stratdocs:", not with "stratdocs"', None, None),
    ('owner: james\n    approved', 'owner: james # stratdocs: ignore group-owner -- x\n    approved', '18:18: ignore isn\'t a directive; did you mean allow?', None, None),
    ('members: [aylin, priya]', 'members: [Aylin Demir, priya]', '50:58: members of planning include Aylin Demir, which doesn\'t exist; did you mean aylin?', SAFE, '- {id: planning, title: Production planning, members: [aylin, priya]}'),
    ('members: [aylin, priya]', 'members: [aylin priya]', '50:58: members of planning include aylin priya, which doesn\'t exist; write several as a list in brackets: [aylin, priya]', None, None),
    ('members: [aylin, priya]', 'members: aylin, priya', '50:64: members ends at the comma before this; put a list in brackets', None, None),
    ('members: [aylin, priya]', 'members: [aylin, priya', "50:70: add a ] here", SAFE, '- {id: planning, title: Production planning, members: [aylin, priya]}'),
    ('members: [aylin, priya]', 'members: [aylin, priya}', '50:70: this } should be ]', UNSAFE, '- {id: planning, title: Production planning, members: [aylin, priya]}'),
    ('team: planning', 'team: Production planning', '28:11: team of nights is Production planning, which doesn\'t exist; did you mean planning?', SAFE, 'team: planning'),
    ('serves: reorder', 'serves: Reorder by Link', '26:13: nights serves Reorder by Link, which doesn\'t exist; did you mean reorder?', SAFE, 'serves: reorder'),
    ('metric: online', 'metric: Online orders', '35:17: metric of k1 is the title of the metric online; use the id to link them', SAFE, 'metric: online'),
    ('drives: [online]', 'drives: [Online orders]', '44:82: calls drives Online orders, which doesn\'t exist; did you mean online?', SAFE, '- {id: calls, title: Calls at night, stage: outcome, timing: leading, drives: [online]}'),
    ('size: big', 'size: XL', '17:11: size is "XL"; use big, medium or small; did you mean big?', SAFE, 'size: big'),
    ('size: big', 'size: large', (
        '17:11: size is "large"; use big, medium or small; did you mean big?'
    ), SAFE, 'size: big'),
    ('size: big', 'size: Big bet', (
        '17:11: size is "Big bet"; use big, medium or small; did you mean big?'
    ), SAFE, 'size: big'),
    ('size: big', 'size: _big_', (
        '17:11: size is "_big_"; use big, medium or small; did you mean big?'
    ), SAFE, 'size: big'),
    ('size: big', 'size: “big”', (
        '17:11: size is "“big”"; use big, medium or small; did you mean big?'
    ), SAFE, 'size: big'),
    ('size: big', 'size: \xa0big', (
        '17:11: size is "big" with a non-breaking blank; use big, medium or small; did you '
        "mean big?"
    ), SAFE, 'size: big'),
    ('size: big', 'size:\xa0big', '17:10: this is a non-breaking space, as word processors write it; use a plain one', SAFE, 'size: big'),
    ('    size: big', '    \xa0size: big', '17:5: this is a non-breaking space, and one too many; leave it out', SAFE, 'size: big'),
    ('    size: big', '    \u200bsize: big', '17:5: size contains an invisible character, which is invisible', SAFE, 'size: big'),
    ('    size: big', '    size = big', '17:10: use a colon after size, not "="', SAFE, 'size: big'),
    ('    size: big', '    size; big', '17:9: use a colon after size, not ";"', SAFE, 'size: big'),
    ('    size: big', '    size - big', '17:10: use a colon after size, not "-"', SAFE, 'size: big'),
    ('    size: big', '    size： big', '17:9: the colon after size is a different character; use a plain one', SAFE, 'size: big'),
    ('    size: big', '    size:big', '17:9: add a space after this colon', SAFE, 'size: big'),
    ('    size: big', '    size big', '17:5: add a colon after size', SAFE, 'size: big'),
    ('    size: big', '    **size**: big', '17:5: write size without the signs around it', SAFE, 'size: big'),
    ('    size: big', '    - size: big', '17:5: a hyphen starts a new item; leave it out before a field', UNSAFE, 'size: big'),
    ('    size: big', '    | size | big |', '17:5: this is a row of a table; write size: big', SAFE, 'size: big'),
    ('    size: big', '    // our largest\n    size: big', '17:5: start a comment with #', SAFE, '# our largest'),
    ('probability: 3', 'probability: high', '54:89: probability is "high"; use a whole number from 1 to 5; did you mean 4?', UNSAFE, '- {id: dirty, title: Lists are dirty, serves: link-orders, owner: james, probability: 4, impact: 4, mitigation: Clean them}'),
    ('probability: 3', 'probability: 30%', '54:89: probability is "30%"; use a whole number from 1 to 5; did you mean 2?', UNSAFE, '- {id: dirty, title: Lists are dirty, serves: link-orders, owner: james, probability: 2, impact: 4, mitigation: Clean them}'),
    ('probability: 3', 'probability: 4/5', '54:89: probability is "4/5"; use a whole number from 1 to 5; did you mean 4?', SAFE, '- {id: dirty, title: Lists are dirty, serves: link-orders, owner: james, probability: 4, impact: 4, mitigation: Clean them}'),
    ('probability: 3', 'likelihood: 3', (
        "54:76: likelihood isn't a field of a risk; did you mean probability?"
    ), SAFE, '- {id: dirty, title: Lists are dirty, serves: link-orders, owner: james, probability: 3, impact: 4, mitigation: Clean them}'),
    ('confidence: 7', 'confidence: 70%', '41:74: confidence is "70%"; use a whole number from 0 to 10; did you mean 7?', UNSAFE, '- {date: 2026-11-15, value: 40%, status: on_track, confidence: 7}'),
    ('title: Reorder by link', 'name: Reorder by link', (
        "15:5: name isn't a field of a bet; did you mean title?"
    ), SAFE, 'title: Reorder by link'),
    ('serves: clinics-stay', 'parent: clinics-stay', (
        "16:5: parent isn't a field of a bet; did you mean serves?"
    ), SAFE, 'serves: clinics-stay'),
    ('serves: clinics-stay', 'strategy: clinics-stay', (
        "16:5: strategy isn't a field of a bet; did you mean serves?"
    ), None, None),
    ('key_results:', 'krs:', (
        "32:5: krs isn't a field of an objective; did you mean key_results?"
    ), SAFE, 'key_results:'),
    ('baseline: 30%\n        target', 'start: 30%\n        target', (
        "36:9: start isn't a field of a key result; did you mean baseline?"
    ), None, None),
    ('by: 2026-12-31\n        owner', 'deadline: 2026-12-31\n        owner', (
        "38:9: deadline isn't a field of a key result; did you mean by?"
    ), SAFE, 'by: 2026-12-31'),
    ('due: 2026-12-15', 'by: 2026-12-15', (
        "52:69: by isn't a field of a work item; did you mean due?"
    ), SAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}'),
    ('due: 2026-12-15', 'ends: 2026-12-15', (
        "52:69: ends isn't a field of a work item; did you mean due?"
    ), SAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}'),
    ('due: 2026-12-15', 'due: 2027-06-31', '52:74: due is "2027-06-31"; June has 30 days', None, None),
    ('due: 2026-12-15', 'due: 1/2/2027', '52:74: due is "1/2/2027"; write 2027-01-02 or 2027-02-01, whichever you mean', None, None),
    ('due: 2026-12-15', 'due: 46387', '52:74: due is "46387"; that is how spreadsheets store 2026-12-31', UNSAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-31, status: on_track}'),
    ('due: 2026-12-15', 'due: 2026-Q4', '52:74: due is "2026-Q4"; a date is one day; the last day of 2026-Q4 is 2026-12-31', UNSAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-31, status: on_track}'),
    ('due: 2026-12-15', 'due: 2026-12-31T00:00', '52:74: due is "2026-12-31T00:00"; a date has no time of day', UNSAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-31, status: on_track}'),
    ('due: 2026-12-15', 'due: 31-Dec-26', '52:74: due is "31-Dec-26"; write all four digits of the year, as in 2027-03-31', UNSAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-31, status: on_track}'),
    ('due: 2026-12-15', 'due: “2026-12-31”', '52:74: due is "“2026-12-31”"; write only 2026-12-31', SAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-31, status: on_track}'),
    ('objectives:', 'okrs:', '23:1: okrs isn\'t a collection; did you mean objectives?', SAFE, 'objectives:'),
    ('metrics:', 'KPIs:', '42:1: KPIs isn\'t a collection; did you mean metrics?', SAFE, 'metrics:'),
    ('work:', 'projects:', '51:1: projects isn\'t a collection; did you mean initiatives?', None, None),
    ('owner: james, probability: 3', 'owner: james probability: 3', '54:75: add a comma before probability', UNSAFE, '- {id: dirty, title: Lists are dirty, serves: link-orders, owner: james, probability: 3, impact: 4, mitigation: Clean them}'),
    ('serves: k1, owner', 'serves: k1; owner', '52:55: add a comma before owner', SAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}'),
    ('owner: priya, due', 'owner: priya,, due', '52:68: there is one comma too many', SAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}'),
    ('Lists are dirty', 'The vendor, or his bank, closes it', '54:36: title ends at the comma before this; quote text that contains a comma', SAFE, "- {id: dirty, title: 'The vendor, or his bank, closes it', serves: link-orders, owner: james, probability: 3, impact: 4, mitigation: Clean them}"),
    ('  - id: reorder', '  -id: reorder', '14:3: add a space after this hyphen', SAFE, '- id: reorder'),
    ('  - id: reorder', '  – id: reorder', '14:3: start a list item with a plain hyphen and a space, not with "–"', SAFE, '- id: reorder'),
    ('  - id: reorder', '  * id: reorder', '14:3: start a list item with a plain hyphen and a space, not with "*"', SAFE, '- id: reorder'),
    ('  - id: reorder', '  • id: reorder', '14:3: start a list item with a plain hyphen and a space, not with "•"', SAFE, '- id: reorder'),
    ('  - id: reorder', '  1. id: reorder', '14:3: start a list item with a plain hyphen and a space, not with "1."', SAFE, '- id: reorder'),
    ('  - id: reorder', '  -\xa0id: reorder', '14:4: this is a non-breaking space, as word processors write it; use a plain one', SAFE, '- id: reorder'),
    ('  - {id: calls', '  {id: calls', '44:3: add a hyphen before this item', SAFE, '- {id: calls, title: Calls at night, stage: outcome, timing: leading, drives: [online]}'),
    ('  - {id: calls', '  - id: calls', '44:5: add { before the first field', UNSAFE, '- {id: calls, title: Calls at night, stage: outcome, timing: leading, drives: [online]}'),
    ('Calls at night', 'Calls # at night', '44:30: YAML reads the rest of the line as a comment; quote text that contains #', SAFE, "- {id: calls, title: 'Calls # at night', stage: outcome, timing: leading, drives: [online]}"),
    ('target: 45%\n', 'target: >45%\n', '37:17: YAML takes > as the start of a longer text; quote the value', SAFE, "target: '>45%'"),
    ('target: 45%\n', 'target: %45\n', '37:17: a value can\'t start with %; write it after the number', UNSAFE, 'target: 45%'),
    ('target: 45%\n', 'target: -\n', '37:17: leave the value empty if you don\'t know it', UNSAFE, 'target:'),
    ('title: Reorder by link', 'title: [Q1] Reorder', '15:17: there is text after the closing ]; quote the whole value', SAFE, "title: '[Q1] Reorder'"),
    ('title: Reorder by link', 'title: *Reorder* by link', '15:20: quote a text that begins with *', SAFE, "title: '*Reorder* by link'"),
    ('title: Reorder by link', 'title: &Reorder by link', '15:12: quote a text that begins with &', None, None),
    ('title: Reorder by link', 'title: !important', '15:12: quote a text that begins with !', None, None),
    ('title: Reorder by link', 'title: #1 Reorder', '15:5: the title of reorder is empty, because YAML reads "#1 Reorder" as a comment; quote a title that contains " #"', UNSAFE, "title: '#1 Reorder'"),
    ('title: Reorder by link', "title: Raise # of orders: don't wait", '15:12: the title of reorder ends at "Raise", because YAML reads "# of orders: don\'t wait" as a comment; quote a title that contains " #"', UNSAFE, "title: 'Raise # of orders: don''t wait'"),
    ('title: Reorder by link', 'title:Reorder: by link', '15:5: add a space after the colon of title', None, None),
    ('title: Reorder by link', "title: 'Don't wait'", '15:16: this apostrophe ends the text; put double quotes around a text that contains one', SAFE, 'title: "Don\'t wait"'),
    ('title: Reorder by link', 'title: “Reorder: by link”', '15:12: YAML doesn\'t know curly quotes; use straight ones', SAFE, "title: 'Reorder: by link'"),
    ('title: Reorder by link', 'title: "Reorder by link”', '15:28: a curly quote doesn\'t close a straight one; use a straight one', SAFE, "title: 'Reorder by link'"),
    ('title: Reorder by link', '"title": "Reorder by link",', '15:31: a comma ends this line, as in JSON; leave it out', SAFE, '"title": "Reorder by link"'),
    ('title: Reorder by link', 'title: Reorder by link, serves: clinics-stay', '15:29: serves belongs on a line of its own; if not, quote the text', None, None),
    ('    size: big\n', '    size: big\n    regulated: yes\n', (
        '18:16: regulated is "yes"; use true or false; did you mean true?'
    ), SAFE, 'regulated: true'),
    ('{id: calls', '{id: größere-bestellung', (
        '44:10: id is "größere-bestellung"; use lower-case letters, digits, hyphens, '
        "underscores and dots, such as groessere-bestellung"
    ), SAFE, '- {id: groessere-bestellung, title: Calls at night, stage: outcome, timing: leading, drives: [online]}'),
    ('{id: calls', '{id: Calls_Night', (
        '44:10: id is "Calls_Night"; use lower-case letters, digits, hyphens, underscores '
        "and dots, such as calls_night"
    ), SAFE, '- {id: calls_night, title: Calls at night, stage: outcome, timing: leading, drives: [online]}'),
    ('{id: calls', '{id: 日本', (
        '44:10: id is "日本"; use lower-case letters, digits, hyphens, underscores and dots'
    ), None, None),
    ('{id: calls', '{id:calls', '44:6: add a space after the colon of id', None, None),
    ('due: 2026-12-15', 'due: 15 December 2026', (
        '52:74: due is "15 December 2026"; use 2026-12-15'
    ), UNSAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}'),
    ('due: 2026-12-15', 'due: 15. Dezember 2026', (
        '52:74: due is "15. Dezember 2026"; use 2026-12-15'
    ), UNSAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}'),
    ('due: 2026-12-15', 'due: December 15, 2026', '52:87: due ends at the comma before this; write 2026-12-15', UNSAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}'),
    ('due: 2026-12-15', 'due: 2026-12-15.', '52:74: due is "2026-12-15."; write only 2026-12-15', SAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-15, status: on_track}'),
    ('due: 2026-12-15', 'due: Dec 15', '52:74: due is "Dec 15"; add the year, as in 2027-03-31', None, None),
    ('target: 45%\n', 'target: #N/A\n', '37:9: target of k1 is empty, because YAML reads "#N/A" as a comment; quote a text that begins with #', None, None),
    ('target: 45%\n', 'target: =B2*2\n', '37:17: target is "=B2*2"; write the result, since formulas aren\'t computed here', None, None),
    ('owner: james\n    approved', 'owner: James, Priya\n    approved', '18:12: owner of reorder is James, Priya, which doesn\'t exist; name the one person who is accountable for it', None, None),
    ('owner: james\n    approved', 'owner: james (until May)\n    approved', '18:12: owner of reorder is james (until May), which doesn\'t exist; did you mean james?', None, None),
    ('owner: james\n    approved', 'owner: james.ohara@x.com\n    approved', '18:12: owner of reorder is james.ohara@x.com, which doesn\'t exist; did you mean james?', SAFE, 'owner: james'),
    ('owner: james\n    approved', 'owner: [[james]]\n    approved', '18:5: owner is a list; it takes one id; write james', None, None),
    ('title: Reorder by link', 'title: null', '15:12: the bet reorder has no title', None, None),
    ('  - id: reorder', '  -- id: reorder', '14:3: start a list item with a plain hyphen and a space, not with "--"', SAFE, '- id: reorder'),
    ('  - id: reorder', '  - [ ] id: reorder', '14:3: start a list item with a plain hyphen and a space, not with "- [ ]"', SAFE, '- id: reorder'),
    ('  - id: reorder', '  o id: reorder', '14:3: start a list item with a plain hyphen and a space, not with "o"', SAFE, '- id: reorder'),
    ('  - id: reorder', '  > id: reorder', '14:3: start a list item with a plain hyphen and a space, not with ">"', SAFE, '- id: reorder'),
    ('  - id: reorder', '  id: reorder', '14:3: add a hyphen before this item', SAFE, '- id: reorder'),
    ('bets:\n', 'bets =\n', '13:6: use a colon after bets, not "="', SAFE, 'bets:'),
    ('  - id: reorder\n    title', '  - ID: reorder\n    title', (
        "14:5: ID isn't a field of a bet; did you mean id?"
    ), SAFE, '- id: reorder'),
    ('serves: clinics-stay', 'serves: strategies/clinics-stay', '16:13: reorder serves strategies/clinics-stay, which doesn\'t exist; did you mean clinics-stay?', SAFE, 'serves: clinics-stay'),
    ('serves: clinics-stay', 'serves: https://x.y/strategies/clinics-stay/', '16:13: reorder serves https://x.y/strategies/clinics-stay/, which doesn\'t exist; did you mean clinics-stay?', SAFE, 'serves: clinics-stay'),
    ('serves: clinics-stay', 'serves:\n      - clinics-stay\n      -win-clinics', '18:7: add a space after this hyphen', SAFE, '- win-clinics'),
    ('serves: clinics-stay', 'serves: {id: clinics-stay}', (
        "16:5: serves is a group of fields; it must be an id; write clinics-stay"
    ), None, None),
    ('{id: dirty', '{id: "dirty "', '54:10: id is "dirty"; it has a space around it; write dirty', SAFE, '- {id: "dirty", title: Lists are dirty, serves: link-orders, owner: james, probability: 3, impact: 4, mitigation: Clean them}'),
    ('confidence: 7}', 'confidence: 7},', '41:76: a comma ends this line, as in JSON; leave it out', SAFE, '- {date: 2026-11-15, value: 40%, status: on_track, confidence: 7}'),
    ('level: product', 'level: product strategy', (
        '9:12: level is "product strategy"; use company or product; did you mean product?'
    ), UNSAFE, 'level: product'),
    ('due: 2026-12-15', 'due: end of 2026', '52:74: due is "end of 2026"; a date is one day; the last day of 2026 is 2026-12-31', UNSAFE, '- {id: link-orders, title: Link orders, serves: k1, owner: priya, due: 2026-12-31, status: on_track}'),
]
# fmt: on


def found(text: str) -> list[Finding]:
    stack = load({"s.yml": text}, today=TODAY)
    return [each for each in lint(stack) if each.severity >= Severity.WARNING]


def test_the_strategy_is_sound() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("good", "slip", "expected", "option", "mended"), SLIPS, ids=[slip for _, slip, *_ in SLIPS]
)
def test_a_slip_is_one_finding_with_its_cure(
    good: str, slip: str, expected: str, option: str | None, mended: str | None
) -> None:
    assert good in GOOD
    text = GOOD.replace(good, slip, 1)

    findings = found(text)

    assert [f"{f.span.line}:{f.span.column}: {f.message}" for f in findings] == [expected]
    result = fix_all({"s.yml": text}, lambda texts: found(texts["s.yml"]), unsafe=option == UNSAFE)
    assert result.refused == ()
    if option is None:
        assert result.changed == ()
    else:
        lines = zip(text.split("\n"), result.texts["s.yml"].split("\n"), strict=True)
        assert " / ".join(new.strip() for old, new in lines if old != new) == mended
        assert found(result.texts["s.yml"]) == []  # read again, it says what was meant


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "slip", ["\xa0   size: big", "    \xa0size: big", "    size:\xa0big", "\tsize: big"]
)
def test_line_ends_and_a_byte_order_mark_change_nothing(slip: str, mark: str, end: str) -> None:
    text = GOOD.replace("    size: big", slip)
    windows = mark + text.replace("\n", end)

    assert [(f.span, f.message) for f in found(windows)] == [
        (f.span, f.message) for f in found(text)
    ]
    result = fix_all({"s.yml": windows}, lambda texts: found(texts["s.yml"]), unsafe=False)
    assert result.texts["s.yml"] == mark + GOOD.replace("\n", end)


# fmt: off
SEVERAL = [
    ("  - id: reorder", "  -id:reorder", ["14:3: add a space after this hyphen", "14:6: add a space after this colon"], "- id: reorder"),
    ("  - id: reorder", "  • id:reorder", ['14:3: start a list item with a plain hyphen and a space, not with "•"', "14:7: add a space after this colon"], "- id: reorder"),
    ("owner: james, probability: 3, impact", "owner: james probability: 3 impact", ["54:75: add a comma before probability", "54:90: add a comma before impact"], None),
    ("owner: james, probability: 3, impact", "owner: james; probability: 3; impact", ["54:76: add a comma before probability", "54:92: add a comma before impact"], None),
    ("- {id: calls, title: Calls at night, stage: outcome, timing: leading, drives: [online]}", "– {id: calls, title: Calls at night; stage: outcome, timing: leading, drives: [online}", ['44:3: start a list item with a plain hyphen and a space, not with "–"', "44:40: add a comma before stage", (
        "44:88: add a ] here"
    )], None),
    ("title: Reorder by link", "titel: Reorder: by link", [(
        "15:5: titel isn't a field of a bet; did you mean title?"
    ), "15:19: unexpected colon; quote text that contains `: `"], "title: 'Reorder: by link'"),
    ("    size: big", "    sizee = big", [(
        "17:5: sizee isn't a field of a bet; did you mean size?"
    ), '17:11: use a colon after sizee, not "="'], "size: big"),
    ("    owner: james\n    approved_by: priya", "    owner : @james\n    approved_by:priya", ["18:13: a value can\'t start with @; leave it out", "19:16: add a space after this colon"], "owner : james / approved_by: priya"),
    ("    serves: clinics-stay\n    size: big", "     serves: clinics-stay\n   size: big", ["16:6: check the indentation: this line doesn't line up with the ones above", "17:4: check the indentation: this line doesn't line up with the ones above"], ""),
    ("target: 45%\n        by: 2026", "target: >45%\n        by = 2026", ["37:17: YAML takes > as the start of a longer text; quote the value", '38:12: use a colon after by, not "="'], "target: '>45%' / by: 2026-12-31"),
]
# fmt: on


@pytest.mark.parametrize(
    ("good", "slip", "expected", "mended"), SEVERAL, ids=[slip for _, slip, *_ in SEVERAL]
)
def test_several_slips_in_a_line_are_several_findings(
    good: str, slip: str, expected: list[str], mended: str | None
) -> None:
    assert good in GOOD
    text = GOOD.replace(good, slip, 1)

    assert [f"{f.span.line}:{f.span.column}: {f.message}" for f in found(text)] == expected
    after = fix_all({"s.yml": text}, lambda texts: found(texts["s.yml"]), unsafe=True).texts[
        "s.yml"
    ]
    if mended is None:
        assert after == GOOD
    elif not mended:
        assert after == text
    else:
        lines = zip(text.split("\n"), after.split("\n"), strict=True)
        assert " / ".join(new.strip() for old, new in lines if old != new) == mended
        assert found(after) == []


MERGED = """\
strategies:
  - {id: s, title: Win by staying, level: company}
bets:
  - id: b
    title: Value
<<<<<<< HEAD
    size: big
    owner: ana
||||||| base
    size: small
=======
    size: medium
>>>>>>> other
    serves: s
people: [{id: ana, title: Ana}]
"""


def test_an_unfinished_merge_is_one_finding_and_our_version_is_read() -> None:
    stack = load({"s.yml": MERGED}, today=TODAY)

    assert [(f.span.line, f.fix) for f in lint(stack) if f.severity is Severity.ERROR] == [
        (6, None)
    ]
    assert lint(stack)[0].message.startswith("git left both versions of a merge here; keep one")
    bet = stack.get("b")
    assert isinstance(bet, Bet)
    assert (bet.size, bet.owner, bet.serves) == ("big", "ana", ("s",))


def test_lines_of_markdown_around_it_go() -> None:
    text = f"```yaml\n{GOOD}```\n"

    assert [f.message for f in found(text)] == ["this line is Markdown, not YAML; leave it out"] * 2
    after = fix_all({"s.yml": text}, lambda texts: found(texts["s.yml"]), unsafe=False)
    assert after.texts["s.yml"] == f"\n{GOOD}\n"


OPPOSITES = [
    ("off track", "on_track"),
    ("offtrack", "on_track"),
    ("not on track", "on_track"),
    ("not really on track", "on_track"),
    ("on track?", None),
    ("unblocked", "blocked"),
    ("no longer blocked", "blocked"),
    ("not done", "done"),
    ("undone", "done"),
    ("85% done", "done"),
    ("incomplete", "done"),
    ("not at risk", "at_risk"),
    ("no risk", "at_risk"),
    ("not committed", "committed"),
    ("uncommitted", "committed"),
    ("not approved", "committed"),
    ("not dropped", "dropped"),
]


@pytest.mark.parametrize(("word", "opposite"), OPPOSITES)
def test_no_suggestion_says_the_opposite(word: str, opposite: str | None) -> None:
    finding = found(GOOD.replace("status: on_track", f"status: {word}", 1))[0]

    assert finding.suggestion is None or finding.suggestion != opposite
    assert f"did you mean {opposite}" not in finding.message
    assert opposite is not None or finding.fix is None or not finding.fix.safe


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("green", "on_track"),
        ("In Progress", "on_track"),
        ("🟢 On track", "on_track"),
        ("Yellow", "at_risk"),
        ("red", "at_risk"),
        ("Off Track", "at_risk"),
        ("behind schedule", "at_risk"),
        ("On hold", "blocked"),
        ("Completed", "done"),
        ("Done ✅", "done"),
        ("Closed (won't fix)", "dropped"),
        ("Closed - Won't fix", "dropped"),
        ("Closed: Duplicate", "dropped"),
        ("Done (late)", "done"),
        ("läuft", "on_track"),
        ("erledigt", "done"),
        ("Gruen", "on_track"),
        ("en cours", "on_track"),
        ("bloqueado", "blocked"),
        ("Cancelled", "dropped"),
        ("To Do", "committed"),
        ("Not Started", "committed"),
        ("Backlog", "proposed"),
        ("In Progress (70%)", "on_track"),
        ("RAG - Amber", "at_risk"),
        ("2. Approved", "committed"),
    ],
)
def test_status_words_of_other_tools(word: str, status: str) -> None:
    meant = choice_meant(word, STATUS)

    assert meant is not None
    assert meant.only == status


def test_a_word_that_may_mean_several_is_left_to_people() -> None:
    (finding,) = found(GOOD.replace("status: on_track", "status: parked", 1))

    assert finding.message.endswith("did you mean blocked, proposed or dropped?")
    assert (finding.suggestion, finding.fix) == (None, None)


@pytest.mark.parametrize(
    ("word", "size"),
    [("T-shirt L", "big"), ("T-Shirt: M", "medium"), ("Size S", "small"), ("groß", "big")],
)
def test_size_words_of_other_tools(word: str, size: str) -> None:
    meant = choice_meant(word, ("big", "medium", "small"))

    assert meant is not None
    assert meant.only == size


def test_a_word_that_its_remark_takes_back_is_asked_about() -> None:
    (finding,) = found(GOOD.replace("status: on_track", "status: On track (at risk)", 1))

    assert finding.message.endswith("did you mean at_risk or on_track?")
    assert finding.fix is None


def test_what_starts_with_a_negation_is_no_guess() -> None:
    assert may_be_opposite("unblocked", "blocked")
    assert may_be_opposite("not on track", "on_track")
    assert not may_be_opposite("on trak", "on_track")
    assert not may_be_opposite("commited", "committed")


@pytest.mark.parametrize(
    ("text", "low", "high", "point"),
    [
        ("high", 1, 5, 4),
        ("very low", 1, 5, 1),
        ("30%", 1, 5, 2),
        ("0.4", 1, 5, 2),
        ("4 - likely", 1, 5, 4),
        ("high (4)", 1, 5, 4),
        ("70%", 0, 10, 7),
        ("8/10", 0, 10, 8),
        ("8/10", 1, 5, None),
        ("€2m", 1, 5, None),
        ("50-60%", 1, 5, None),
        ("140%", 1, 5, None),
        ("high", 0, 10000, None),
    ],
)
def test_points_of_a_scale(text: str, low: int, high: int, point: int | None) -> None:
    found_point = point_meant(text, low, high)

    assert (found_point and found_point[0]) == point


def test_only_fields_that_exist_are_meant() -> None:
    names = [field.name for field in fields_of(Bet)]

    assert field_meant("krs", names, ()) is None
    assert field_meant("Due Date", names, ()) is None
    assert field_meant("parent", names, ("serves",)) is None


def test_a_collection_that_is_not_known_hides_what_it_holds() -> None:
    text = GOOD.replace("objectives:", "goals:")

    assert [f.message for f in found(text)] == [
        "goals isn't a collection; did you mean objectives?"
    ]


def test_items_by_name_are_read_and_reported_once() -> None:
    people = "\n".join(
        f"  {name}:\n    title: {title}"
        for name, title in (("james", "James O'Hara"), ("priya", "Priya Nair"), ("aylin", "Aylin"))
    )
    start, end = GOOD.index("people:"), GOOD.index("teams:")
    text = f"{GOOD[:start]}people:\n{people}\n{GOOD[end:]}"

    assert [f.message for f in found(text)] == [
        'people is a group of fields; this must be a list: put a hyphen before each person, and write "- id: james" where its name is now'
    ]


def test_duplicate_ids_name_the_other_place() -> None:
    (finding,) = found(GOOD.replace("{id: calls,", "{id: dirty,", 1))

    assert "(s.yml:44:10)" in finding.message


def test_the_limits_of_a_rule_are_suggested() -> None:
    settings = "settings:\n  rules:\n    too-many-priorities: {max: 3}\n"
    (finding,) = found(GOOD + settings)

    assert finding.message.endswith("did you mean most?")


def test_words_of_other_tools_are_for_choices_that_exist() -> None:
    holders: list[type[Entity | Part]] = list(KINDS)
    for holder in holders:
        groups = (field.group for field in fields_of(holder) if field.group is not None)
        holders.extend(group for group in groups if group not in holders)
    choices = {field.choices for holder in holders for field in fields_of(holder)}

    assert _TABLES.keys() - choices == {("true", "false")}
