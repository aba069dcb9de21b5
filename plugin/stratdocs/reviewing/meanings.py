"""The words of a strategy as they are compared: in one spelling, in their simplest form, and the
first of those that may stand for each other where only style is meant.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _groups(text: str) -> dict[str, str]:
    """Word to the first word of its group; a group a line, its words between slashes."""
    return {
        word.strip(): line.split("/")[0].strip()
        for line in text.strip().splitlines()
        for word in line.split("/")
    }


# Words that may stand for each other where only style is meant. The first stands for all.
SYNONYMS = _groups("""
all / each / every
everyone / everybody / every one / every body
nobody / no one / no-one
must / shall / has to / have to / had to / need to / needs to / is required to / are required to
must / is obliged to / are obliged to
should / ought to
can / is able to / are able to
may / is allowed to / are allowed to
try not to / tries not to / aim not to / aims not to / intend not to / hope not to / seek not to
try to / tries to / aim to / aims to / seek to
begin / start / commence
finish / complete / conclude
buy / purchase
use / utilise / employ
help / assist / aid
show / display
quick / fast / rapid / speedy / swift
quickly / rapidly / swiftly
big / large
customer / client
staff / employee / personnel
enough / sufficient
about / roughly / approximately / around / circa / ca
at least / no less than / not less than / no fewer than / minimum
at most / no more than / not more than / maximum / up to
more than / over / above
less than / fewer than / under / below
because
because of / due to / owing to
before / prior to / ahead of
after / following
to / in order to / so as to
also / too / as well as / additionally
but / however / yet
% / percent / per cent / pct
for example / for instance / e.g. / such as
get / obtain / receive
give / provide / supply
make / create / build
ask / request
answer / reply / respond
answers / replies / responses
tell / inform / notify
choose / select / pick
check / verify
fix / repair / mend
send / dispatch
sign off / sign-off / sign-offs / sign offs
carry out / carries out / conduct / perform
often / frequently
seldom / rarely
usually / normally / generally / typically
only / solely / merely / just
while / whilst
among / amongst
toward / towards
till / until
trip / journey
firm / company / business
maybe / perhaps
whole / entire
right / correct
wrong / incorrect
error / mistake
happen / occur
need / require
want / wish
allow / permit
forbid / prohibit / ban
stop / halt / cease
go on / goes on / continue / carry on
ensure / guarantee / make sure
improve / better / enhance
lower / reduce / decrease / cut
raise / increase / grow / lift
main / principal / chief / primary
target / goal / aim
new / novel
most / mostly / mainly / largely
many / a lot of / lots of / numerous
some / several / a number of / a few / a couple of
within / inside
outside / beyond / external
via / through
and / & / plus
work / function / operate
live / reside
car / automobile
phone / telephone
photo / photograph / picture
mail / email / e-mail / e mail / emails / e-mails
signup / sign up
login / log in
site / website / web site / web sites
setup / set up
today / nowadays
later / afterwards / subsequently
first / initially
together / jointly
alone / unaided / unassisted
ship / boat / vessel
pay / remunerate
feature / functionality
meeting / session
plan / schedule
immediately / at once / instantly / as soon as
consecutive / in a row / successive
million / m / mn / mio
billion / bn
summary / digest / overview
eliminate / abolish / eradicate
""")

_IRREGULAR = {
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be",
    "has": "have", "had": "have", "having": "have", "does": "do", "did": "do", "done": "do",
    "goes": "go", "went": "go", "gone": "go", "children": "child", "men": "man", "women": "woman",
    "people": "people", "better": "improve", "makes": "make", "made": "make", "building": "build",
    "built": "make", "bought": "buy", "paid": "pay", "sent": "send", "gave": "give",
    "given": "give", "got": "get", "gotten": "get", "chose": "choose",
    "chosen": "choose", "began": "begin",
    "begun": "begin", "took": "take", "taken": "take", "kept": "keep", "told": "tell",
    "showed": "show", "shown": "show", "sold": "sell", "an": "", "a": "", "the": "", "one": "",
    "this": "", "that": "", "these": "", "those": "", "of": "", "will": "", "then": "",
    "their": "its", "his": "its", "her": "its", "our": "our", "which": "", "who": "", "whom": "",
    "there": "", "very": "", "really": "", "just": "only", "please": "", "its": "its",
    "seen": "see", "saw": "see", "held": "hold",
    "led": "lead", "met": "meet", "known": "know", "knew": "know", "taught": "teach",
    "brought": "bring", "spent": "spend", "driven": "drive", "drove": "drive", "won": "win",
    "forbidden": "forbid", "forbade": "forbid",
    "upon": "on", "onto": "on", "into": "in", "own": "", "itself": "",
    "themselves": "",
}  # fmt: skip
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "zero _ two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    if word != "_"
} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "thousand": "1000", "half": "0.5", "twice": "2",
    "double": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10", "dozen": "12", "triple": "3", "thrice": "3",
}  # fmt: skip
_ELSEWHERE = {
    word: english
    for english, words in {
        "all": "alle allen aller alles jede jeder jedes jedem jeden sämtliche tous toutes chaque "
        "todos todas cada tout toute todo toda",
        "many": "viele vielen vieler muchos muchas muitos muitas beaucoup nombreux nombreuses",
        "most": "meisten meist plupart mayoría maioria",
        "some": "einige einigen manche mancher quelques certains certaines algunos algunas alguns "
        "algumas",
        "few": "wenige wenigen kaum peu pocos pocas poucos poucas",
        "always": "immer stets toujours siempre sempre",
        "never": "nie niemals jamais nunca jamás",
        "seldom": "selten rarement raramente",
        "nobody": "niemand nadie ninguém",
        "no": "kein keine keinen keinem keiner keines aucun aucune ningún ninguno ninguna nenhum "
        "nenhuma",
        "nothing": "nichts rien nada",
        "not": "nicht",
        "must": "muss müssen muß doit doivent debe deben deve devem",
        "should": "soll sollen sollte sollten devrait devraient debería deberían deveria deveriam",
        "can": "kann können könnte könnten peut peuvent pourrait pourraient puede pueden podría "
        "podrían podem poderia",
        "may": "darf dürfen dürfte",
        "at most": "höchstens maximal",
        "at least": "mindestens mínimo",
        "about": "etwa ungefähr rund circa environ aproximadamente cerca",
        "immediately": "sofort unverzüglich umgehend immédiatement inmediatamente imediatamente",
        "soon": "bald demnächst bientôt pronto brevemente",
        "usually": "meistens üblicherweise grundsätzlich habituellement généralement normalement "
        "normalmente generalmente geralmente",
        "possible": "möglich möglichst möglichkeit posible possível",
        "without": "ohne sans sin sem",
        "with": "avec",
        "only": "nur seulement uniquement solamente sólo solo somente apenas",
        "and": "und",
        "or": "oder ou",
        "forbid": "verboten interdit interdite prohibido proibido",
        "allow": "erlaubt autorisé permitido",
    }.items()
    for word in words.split()
}
"""Words of other languages that promise and bind, each as its English one."""
_AMERICAN = {
    "color": "colour", "favor": "favour", "favorite": "favourite", "honor": "honour",
    "labor": "labour", "behavior": "behaviour", "neighbor": "neighbour", "harbor": "harbour",
    "center": "centre", "theater": "theatre", "meter": "metre", "liter": "litre", "fiber": "fibre",
    "defense": "defence", "offense": "offence", "license": "licence", "practise": "practice",
    "gray": "grey", "catalog": "catalogue", "dialog": "dialogue", "analog": "analogue",
    "program": "programme", "enrollment": "enrolment", "enroll": "enrol", "fulfill": "fulfil",
    "skillful": "skilful", "judgment": "judgement", "aging": "ageing", "tire": "tyre",
    "aluminum": "aluminium", "airplane": "aeroplane", "check": "check", "cheque": "cheque",
    "traveler": "traveller", "canceled": "cancelled", "canceling": "cancelling",
    "labeled": "labelled", "modeling": "modelling", "traveling": "travelling", "pajamas": "pyjamas",
    "jewelry": "jewellery", "mom": "mum", "analyze": "analyse", "paralyze": "paralyse",
    "catalyze": "catalyse", "acknowledgment": "acknowledgement", "inquiry": "enquiry",
    "learnt": "learned", "burnt": "burned", "spelt": "spelled", "ok": "okay",
}  # fmt: skip


_MISSPELT = {
    "recieve": "receive", "recieved": "received", "recieves": "receives", "beleive": "believe",
    "acheive": "achieve", "acheived": "achieved", "acknowlege": "acknowledge",
    "acknowleged": "acknowledged", "accomodate": "accommodate", "accomodation": "accommodation",
    "adress": "address", "agressive": "aggressive", "begining": "beginning", "buisness": "business",
    "commited": "committed", "commitee": "committee",
    "comittee": "committee", "committment": "commitment", "concensus": "consensus",
    "definately": "definitely", "developement": "development",
    "enviroment": "environment", "existance": "existence", "goverment": "government",
    "guarentee": "guarantee", "garantee": "guarantee", "immediatly": "immediately",
    "independant": "independent", "liason": "liaison", "maintainance": "maintenance",
    "maintenence": "maintenance", "managment": "management", "neccessary": "necessary",
    "necesary": "necessary", "noticable": "noticeable", "occured": "occurred",
    "occurence": "occurrence", "posession": "possession", "prefered": "preferred",
    "priviledge": "privilege", "probaly": "probably", "proccess": "process",
    "publically": "publicly", "recomend": "recommend", "reccomend": "recommend",
    "refered": "referred", "relevent": "relevant", "responsability": "responsibility",
    "responsable": "responsible", "seperate": "separate", "seperately": "separately",
    "succesful": "successful", "successfull": "successful", "suprise": "surprise", "teh": "the",
    "tommorow": "tomorrow", "transfered": "transferred", "untill": "until", "wich": "which",
    "withold": "withhold", "writen": "written", "yeild": "yield", "custmer": "customer",
    "patinet": "patient", "recieving": "receiving",
}  # fmt: skip
"""Common misspellings, none of which is another word."""


@lru_cache(maxsize=8192)
def meaning(word: str) -> str:
    """A word as it is compared: its simplest form, in British spelling, and the first of those
    that may stand for it.
    """
    word = _MISSPELT.get(word, word)
    if word in SYNONYMS:
        return SYNONYMS[word]
    if word in _IRREGULAR:
        found = _IRREGULAR[word]
        return SYNONYMS.get(found, found)
    if word in _ELSEWHERE:
        return SYNONYMS.get(_ELSEWHERE[word], _ELSEWHERE[word])
    if word in _NUMBERS and word != "second":
        return _NUMBERS[word]
    if word in _KEPT:
        return word
    word = _AMERICAN.get(word, word)
    word = re.sub(r"iz(e|es|ed|ing|er|ers|ation|ations)$", r"is\1", word) if len(word) > 5 else word
    word = re.sub(r"yz(e|es|ed|ing)$", r"ys\1", word)
    stem = _stem(word)
    stem = _AMERICAN.get(stem, stem)
    return SYNONYMS.get(stem, stem)


_KEPT = frozenset(
    "always perhaps less us is as his thus status bus plus across business process this news "
    "series means basis analysis unless nothing during morning evening bring string spring king "
    "need speed feed bed red shed indeed exceed proceed succeed seed anything something everything "
    "hundred sacred building christmas".split()
)


def _stem(word: str) -> str:
    """A word without the ending of its number or tense."""
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: len(word) - len(ending)] + rest
            if ending in ("ed", "ing"):
                if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
                    return stem[:-1]
                return stem if stem not in _WITH_E else f"{stem}e"
            return stem
    return word


_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ied", "y"),
    ("ss", "ss"), ("us", "us"), ("is", "is"), ("s", ""), ("ed", ""), ("ing", ""),
)  # fmt: skip
_WITH_E = frozenset(
    "us creat mak tak giv hav liv mov chang measur decid includ requir reduc increas decreas "
    "improv produc servic provid receiv believ achiev approv remov sav driv writ us clos rais "
    "los pric charg manag stor shar car complet schedul releas purchas notic promis exercis ceas "
    "dispos propos caus paus refus valu ensur continu argu issu prepar compar declin defin refin "
    "combin guid resid replac plac trac fac pac advertis organis realis utilis priorit prioritis "
    "finalis standardis centralis analys celebrat automat validat evaluat updat creat operat "
    "celebrat rotat negotiat demonstrat migrat integrat generat calculat estimat donat locat "
    "allocat communicat indicat initiat terminat activat estim hir fir retir acquir inquir tim nam "
    "exclud rat stat not quot vot invit cit writ excit unit admir".split()
)
