"""The few shapes of German, French, Spanish and Portuguese lines that are certain.

Wording is judged in English. In four other languages a line that opens with publishing or
introducing something, counts posts or workshops, or moves a measure from one value to another is
read as well; whatever else is said in them is not judged, and said to be so. On labelled lines the
rows are rarely wrong (`benchmarks/languages.py`), but those lines are few: so a row is never surer
than likely, and asks instead of stating.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from stratdocs.language.tongues import MAX_LINES_KEPT, language_of


class ForeignWording(NamedTuple):
    """The judgement of a line in another language; it says what a `Wording` says."""

    line: str
    label: Literal["outcome", "output", "activity"]
    place: tuple[int, int]
    """The place of the cue in the line, end exclusive."""
    does: str
    """What the cue does: `names something the team delivers`."""

    @property
    def confidence(self) -> Literal["likely"]:
        """How sure it is: never more than likely."""
        return "likely"

    @property
    def cue(self) -> str:
        """The words that decided, as written."""
        return self.line[slice(*self.place)]

    @property
    def because(self) -> str:
        """A fragment for a message: what the cue does."""
        return f'"{self.cue}" {self.does}'


LANGUAGES = ("de", "fr", "es", "pt")
"""The languages in which a few shapes are certain."""
MAX_PLAIN = 250
"""Characters of a plain line; longer ones say more than one thing."""


@lru_cache(maxsize=MAX_LINES_KEPT)
def certain_wording(line: str) -> ForeignWording | None:
    """The judgement of a line in one of the four languages; None where no row is certain of it."""
    language = language_of(line) if len(line) <= MAX_PLAIN else "en"
    if language is not None:
        return _read(line, language) if language in LANGUAGES else None
    found = [wording for known in LANGUAGES if (wording := _read(line, known))]
    return found[0] if len({wording.label for wording in found}) == 1 else None


def _read(line: str, language: str) -> ForeignWording | None:
    """What the rows say of a line that is in that language."""
    claim = _pattern(_COMPLETION, language).sub(lambda found: " " * len(found[0]), line)
    opener = _pattern(_OPENER, language).match(claim)
    start = opener.end() if opener else 0
    of_work = _pattern(_OURS, language).search(claim, start)
    result = _pattern(_RESULT, language).search(claim, start)
    for source, label, does in _ROWS:
        if of_work if label == "outcome" else result:
            continue
        found = _pattern(source, language).match(claim, start)
        if found is not None:
            return ForeignWording(line, label, found.span("cue"), does)
    return None


@cache
def _pattern(source: str, language: str) -> re.Pattern[str]:
    """The pattern of a row in the words of a language; accents may be missing."""
    words = _WORDS[language]
    for _ in range(3):  # lists name lists
        source = re.sub(r"(?<!P)<([a-z]+)>", lambda found: f"(?:{words[found[1]]})", source)
    source = "".join(_TYPED.get(letter, letter) for letter in source)
    return re.compile(source, re.VERBOSE | re.IGNORECASE)


_ACCENTS = zip(
    "áéíóúàèìòùâêîôûãõçñïœ", "a e i o u a e i o u a e i o u a o c n i oe".split(), strict=True
)
_TYPED = {
    **{letter: f"(?:{letter}|{bare})" for letter, bare in _ACCENTS},
    "ä": "(?:ä|ae|a)",
    "ö": "(?:ö|oe|o)",
    "ü": "(?:ü|ue|u)",
    "ß": "(?:ß|ss)",
}
"""How letters may be typed where the keyboard lacks them."""

# ---------------------------------------------------------------- the rows

_NUMBER = r"(?:R\$|[$€£])?\s?\d+(?:[.,\s]\d+)*\s?(?:%|[€$]|[^\W\d]{1,12}\b)?"
_COMPLETION = r"[(\[]\s*\d+\s?%\s*[)\]]\s*$"
"""A share in brackets at the end: of the work that is done."""
_OPENER = r"""\s*(?:(?:KR|OKR|O|KPI)?\s?\d*(?:\.\d+)*\s*[:.)–-]\s+)?
    (?:<until>\s+[^,:]{0,25}?\d{4}\b,?\s+ | Q[1-4][\s-]?(?:\d{4})?[,:]?\s+)? (?:<want>\s+)?"""
_MOVED = rf""".*?(?P<cue>(?<!\w)<from>\s+(?!(?:19|20)\d\d\b(?!\s?[%€])){_NUMBER}
    \s+<to>\s+{_NUMBER})"""
_LEVEL = rf".*?\b(?P<cue><measure>\b[^.;]{{0,60}}?(?:[≤≥<>]=?|<least>)\s?{_NUMBER})"
_RESULT = rf"[%≤≥<>$€£]|\b(?:<everybody>|<have>|<well>|<state>|<which>|<and>\s+<move>)\b|{_MOVED}"
"""What makes work uncertain: a share, a limit, money, everybody, others who did it, how well it is
done, a state of the world, a clause about it, a result beside it."""
_OURS = r"\b(?:<own>|<thing>|<team>|<launch>|<make>)\b"
"""What only the team's work raises or lowers."""
_ROWS: tuple[tuple[str, Literal["outcome", "output", "activity"], str], ...] = (
    (rf"(?=.*(?:%|\b<move>\b|\b<measure>\b)){_MOVED}", "outcome", "moves a measure"),
    (_LEVEL, "outcome", "names the level of a measure"),
    (r"(?P<cue><counted>)", "activity", "counts what the team does, not what it changes"),
    (r"(?P<cue><launched>)", "output", "names something the team delivers"),
    (r"(?P<cue><made>)", "output", "names something the team delivers"),
    (r"(?P<cue><done>)", "output", "names something the team finishes"),
    (r"(?P<cue><moves>)", "outcome", "names a measure that moves"),
)
"""The rows in their order: pattern, label, what the cue does."""

_SHORT = r"(?:[^\W\d][\w'’-]*\s+){0,3}?"
_FRONTED = {
    "counted": rf"<hold>\s+\d+\s+{_SHORT}<own>\b | \d+\s+<own>\b(?!\s+<of>\s+<measure>)",
    "launched": r"""
        <launch>\s+(?!(?:<measures>|en|em|na|no|nas|nos|dans|sur|chez)\b)
            (?:<article>\s+)*\w+
        | <launching>\s+<of>\s*\w+""",
    "made": rf"<make>\s+(?:\d+\s+)?{_SHORT}<thing>\b | <making>\s+<of>\s*{_SHORT}<thing>\b",
    "done": r"""
        (?:[^\W\d][\w'’-]*\s+){1,7}?(?:(?:<are>\s+)?<finished>|<are>\s+<running>)
        (?=\s*$|[.;,]|\s+<about>\b)""",
    "moves": r"<move>\s+(?!<measures>)(?:<article>\s+)*\w+",
    "article": r"""el|la|los|las|una?|nuev[oa]s?|les?|une|des|nouve(?:au|lle)s?|os?|as?|uma?
        |nov[oa]s?""",
}
"""Rows of languages whose infinitive comes first."""
_WORDS: dict[str, dict[str, str]] = {
    "es": {
        **_FRONTED,
        "which": r"que|quienes",
        "well": r"""a\s+tiempo|puntual(?:es|mente)?|más\s+(?:rápido|rápida|rápidamente)
            |sin\s+errores""",
        "state": r"""cultura|hábitos?|confianza|uso|clima|relaciones|empleos?|autonomía
            |conciencia|respeto|normas?""",
        "until": r"de\s+aquí\s+a|hasta|antes\s+de|para|en",
        "want": r"queremos|vamos\s+a|objetivo:|meta:",
        "from": "de|desde|del",
        "to": "a|al|hasta",
        "and": "y|e",
        "of": r"del?(?:\s+(?:la|los|las|un|una))?",
        "are": "está|están|es|son",
        "have": "han|ha|haya|hayan|habrán",
        "about": "sobre|en|por|para|antes",
        "everybody": r"para\s+tod[oa]s",
        "measures": r"medidas|políticas?|programas",
        "launch": r"""lanz(?:ar|amos|aremos)|public(?:ar|amos|aremos)|desplegar|redactar
            |documentar|migrar|instalar|estrenar|poner\s+en\s+(?:marcha|producción)""",
        "make": r"""implement(?:ar|amos)|implantar|crear|construir|desarrollar|entregar
            |introducir|integrar|montar|preparar|elaborar|diseñar|rediseñar""",
        "launching": r"""lanzamiento|publicación|despliegue|puesta\s+en\s+(?:marcha|producción)
            |migración""",
        "making": r"""desarrollo|construcción|creación|diseño|entrega|introducción
            |implementación|implantación""",
        "finished": r"(?:publicad|lanzad|desplegad|documentad|migrad|redactad)[oa]s?",
        "running": r"en\s+(?:producción|marcha|línea)",
        "hold": r"""public\w+|escribir|organizar|celebrar|realizar|impartir|hacer|grabar|dar
            |asistir\s+a|participar\s+en|llevar\s+a\s+cabo""",
        "own": r"""artículos?|posts?|entradas|taller(?:es)?|webinars?|eventos?|charlas?
            |entrevistas?|reuni(?:ón|ones)|cursos?|formaci(?:ón|ones)|sesi(?:ón|ones)
            |newsletters?|boletines|vídeos?|podcasts?|campañas?|demos?|pruebas|tests?
            |documentación|encuestas?|publicaciones|visitas\s+comerciales""",
        "thing": r"""app|apps|CRM|ERP|software|servicio|procesos?|aplicaci(?:ón|ones)|portal
            |plataforma|sistema|módulos?|funcionalidad(?:es)?|función|API|herramientas?|página
            |sitio|web|panel|dashboards?|MVP|prototipos?|versión|guías?|manual(?:es)?|informes?
            |integraci(?:ón|ones)|instalaciones|base\s+de\s+datos|tablero|chatbot|catálogo|plan
            |deuda\s+técnica|backlog""",
        "team": "inversión|inversiones|presupuesto|plantilla",
        "move": "aumentar|incrementar|reducir|disminuir|duplicar|triplicar|subir|bajar|elevar",
        "measure": r"""NPS|CSAT|tasa|tiempos?|retención|satisfacción|ingresos|ventas|costes?
            |costos?|churn|conversión|disponibilidad|latencia|errores|incidencias|quejas
            |abandono|margen|resolución|rate|TTFR|ocupación|cuota""",
        "least": r"""superior(?:es)?\s+al?|inferior(?:es)?\s+al?|por\s+encima\s+del?
            |por\s+debajo\s+del?|al\s+menos(?:\s+del?)?|mínim[oa]\s+del?""",
    },
    "pt": {
        **_FRONTED,
        "which": r"que|quem",
        "well": r"no\s+prazo|a\s+tempo|mais\s+rápid[oa]|sem\s+erros|no\s+mesmo\s+dia",
        "state": r"""cultura|hábitos?|confiança|uso|clima|relações|empregos?|autonomia
            |consciência|respeito|normas?""",
        "until": r"até|antes\s+de|para|em",
        "want": "queremos|vamos|objetivo:|meta:",
        "from": "de|desde",
        "to": "a|para|até|ao",
        "and": "e",
        "of": r"d[aeo]s?(?:\s+(?:uma?))?",
        "are": "está|estão|é|são|foi",
        "have": "têm|tem|terão|tenham",
        "about": "sobre|em|na|no|por|para|até|antes",
        "everybody": r"para\s+tod[oa]s",
        "measures": "medidas|políticas?|programas",
        "launch": r"""lanç(?:ar|amos)|public(?:ar|amos)|redigir|documentar|migrar|instalar
            |colocar\s+em\s+produção""",
        "make": r"""implement(?:ar|amos)|implantar|criar|construir|desenvolver|entregar
            |introduzir|integrar|montar|preparar|elaborar|desenhar|redesenhar""",
        "launching": "lançamento|publicação|migração",
        "making": "desenvolvimento|construção|criação|entrega|introdução|implementação|implantação",
        "finished": r"(?:publicad|lançad|documentad|migrad|redigid)[oa]s?",
        "running": r"em\s+produção|no\s+ar",
        "hold": r"""public\w+|escrever|organizar|realizar|ministrar|fazer|gravar|participar\s+de
            |conduzir""",
        "own": r"""artigos?|posts?|workshops?|oficinas?|webinars?|eventos?|palestras?
            |entrevistas?|reuni(?:ão|ões)|cursos?|treinamentos?|formaç(?:ão|ões)|sess(?:ão|ões)
            |newsletters?|vídeos?|podcasts?|campanhas?|demos?|testes?|documentação|pesquisas?
            |publicações""",
        "thing": r"""app|apps|CRM|ERP|software|serviço|processos?|rede|aplicativos?
            |aplicaç(?:ão|ões)|portal|plataforma|sistema|módulos?|funcionalidades?|função|API
            |ferramentas?|página|site|painel|dashboards?|MVP|protótipos?|versão|guias?|manual
            |manuais|relatórios?|integraç(?:ão|ões)|banco\s+de\s+dados|chatbot|catálogo|plano
            |dívida\s+técnica|backlog""",
        "team": "investimento|investimentos|orçamento|quadro",
        "move": "aumentar|incrementar|reduzir|diminuir|duplicar|dobrar|triplicar|elevar|baixar",
        "measure": r"""NPS|CSAT|taxa|tempos?|retenção|satisfação|receitas?|vendas|custos?|churn
            |conversão|disponibilidade|latência|erros|incidentes|reclamações|evasão|margem|ROI
            |volume""",
        "least": r"""superior(?:es)?\s+ao?|inferior(?:es)?\s+ao?|acima\s+de|abaixo\s+de
            |(?:pelo|ao)\s+menos|mínim[oa]\s+de""",
    },
    "fr": {
        **_FRONTED,
        "which": r"qui|que|qu['’]\w+|dont",
        "well": r"à\s+temps|à\s+l['’]heure|plus\s+vite|plus\s+rapidement|sans\s+erreurs?",
        "state": r"""culture|habitudes?|confiance|l['’]usage|climat|relations|emplois|autonomie
            |conscience|respect|normes?""",
        "until": r"d['’]ici(?:\s+(?:à|au|fin|le|la\s+fin\s+de))?|avant|pour|en|au",
        "want": r"nous\s+(?:allons|voulons)|objectif\s?:",
        "from": "de|du|depuis",
        "to": "à|au|jusqu['’]à",
        "and": "et",
        "of": r"(?:du|des|de\s+la|de\s+l['’]|d['’]une?|d['’]|de)",
        "are": r"est|sont|a\s+été|ont\s+été",
        "have": r"ont(?!\s+été)|ayant|auront|aient",
        "about": "sur|en|dans|par|pour|avant",
        "everybody": r"pour\s+tous|pour\s+toutes|à\s+tous",
        "measures": r"des\s+mesures|des\s+politiques|un\s+programme|l['’]alerte|un\s+appel",
        "launch": r"""lanc(?:er|ons)|publi(?:er|ons)|déploy(?:er|ons)|rédiger|documenter|migrer
            |installer|mettre\s+en\s+(?:ligne|production)|mettre\s+à\s+disposition""",
        "make": r"""implémenter|créer|construire|développer|introduire|intégrer|monter|préparer
            |élaborer|concevoir|refondre|livrer|mettre\s+au\s+point|mettre\s+en\s+place""",
        "launching": r"""lancement|publication|déploiement|migration
            |mise\s+en\s+(?:ligne|production)|livraison""",
        "making": r"""développement|construction|création|conception|refonte|intégration
            |implémentation|introduction""",
        "finished": r"""(?:publi|lanc|déploy|implément|document|migr|rédig)ée?s?
            |mis(?:e|es)?\s+en\s+(?:ligne|production)""",
        "running": r"en\s+(?:ligne|production|service)",
        "hold": r"""publier|écrire|rédiger|organiser|animer|réaliser|mener|faire|enregistrer
            |donner|participer\s+à|conduire""",
        "own": r"""articles?|posts?|billets?|ateliers?|webinaires?|webinars?|événements?
            |conférences?|entretiens?|réunions?|cours|formations?|sessions?|newsletters?|vidéos?
            |podcasts?|campagnes?|démos?|tests?|documentation|enquêtes?|publications""",
        "thing": r"""appli|applis|CRM|ERP|logiciels?|service|processus|applications?|portail
            |plateforme|système|modules?|fonctionnalités?|fonction|API|outils?|page|site
            |tableau\s+de\s+bord|dashboards?|MVP|prototypes?|version|guides?|manuels?|rapports?
            |intégrations?|base\s+de\s+données|chatbot|catalogue|plan|établissements\s+scolaires
            |dette\s+technique|backlog""",
        "team": "investissements?|budget|effectifs?",
        "move": r"""augmenter|accroître|réduire|diminuer|doubler|tripler|passer|faire\s+passer
            |baisser|relever""",
        "measure": r"""NPS|CSAT|taux|temps|rétention|satisfaction|revenus?|ventes|coûts?|churn
            |conversion|disponibilité|latence|erreurs|incidents|réclamations|plaintes|abandon
            |marge|délais?|chiffre\s+d['’]affaires|part\s+de\s+marché""",
        "least": r"""supérieure?s?\s+à|inférieure?s?\s+à|au-dessus\s+de|au-dessous\s+de
            |en\s+dessous\s+de|d['’]au\s+moins|au\s+moins|moins\s+de|plus\s+de""",
    },
    "de": {
        "which": r"(?<=,\s)(?:die|der|das|den|dem|denen|welche[rsnm]?)",
        "well": r"pünktlich|rechtzeitig|schneller|fehlerfrei|am\s+selben\s+tag",
        "state": r"""\w*(?:kultur|gewohnheit(?:en)?|vertrauen|nutzung|klima|beziehungen
            |arbeitsplätze|selbständigkeit|bewusstsein|respekt)""",
        "until": "bis|vor|im|in",
        "want": r"wir\s+(?:wollen|werden)|ziel:",
        "from": "von",
        "to": "auf|bis",
        "and": "und",
        "of": "der|des|eine[rs]|von|neue[rn]",
        "are": "ist|sind|wurde|wurden",
        "have": "haben|hat",
        "about": "in|im|am|bis|für|auf|zu",
        "everybody": r"für\s+alle",
        "measures": "maßnahmen",
        "launch": r"""veröffentlichen|publizieren|launchen|lancieren|ausrollen|migrieren
            |dokumentieren|installieren|online\s+stellen|in\s+betrieb\s+nehmen|freischalten
            |erstellen|programmieren|verfassen|ausarbeiten""",
        "make": r"""(?:wieder)?einführen|implementieren|einrichten|bauen|aufbauen|ausbauen
            |entwickeln|schaffen|liefern|ausliefern|bereitstellen|gestalten|umbauen|schreiben
            |anschaffen""",
        "hold": r"""veröffentlichen|schreiben|organisieren|veranstalten|durchführen|führen
            |halten|geben|besuchen|abhalten|aufnehmen""",
        "own": r"""\w*(?:artikel|posts?|beiträge|beitrag|workshops?|webinare?|veranstaltungen
            |vorträge|interviews?|besprechungen|kurse|schulung(?:en)?|newsletter|videos?
            |podcasts?|kampagnen?|demos?|tests?|dokumentation|umfragen?|messen|treffen|meetups?
            |gespräche)""",
        "thing": r"""\w*(?:apps?|CRM|ERP|software|dienst|prozesse?|verfahren|portale?
            |plattform(?:en)?|systeme?|module?|tools?|seiten?|websites?|shop|handbuch|leitfaden
            |leitfäden|konzepte?|dashboards?|berichte?|prototyp(?:en)?|version|funktion(?:en)?
            |schnittstellen?|API|MVP|datenbank|anwendung(?:en)?|bildungseinrichtungen
            |infrastruktur|integration(?:en)?|chatbot|katalog|schulden|backlog)""",
        "team": r"\w*(?:budgets?|investition(?:en)?)",
        "move": r"""erhöhen|steigern|senken|reduzieren|verringern|verdoppeln|halbieren|verkürzen
            |anheben|wachsen|steigen|sinken|steigt|sinkt""",
        "measure": r"""NPS|CSAT
            |\w*(?:quote|rate|zeit(?:en)?|zufriedenheit|umsatz|umsätze|kosten|churn|konversion|verfügbarkeit|latenz|fehler|beschwerden|anteil|marge|bindung|fluktuation|dauer)""",
        "least": r"über|unter|mindestens|höchstens|von\s+mindestens",
        "counted": rf"""(?:\d+\s+{_SHORT}<own>\s+(?:\S+\s+){{0,4}}?<hold>(?=\s*$|[.,;]))
            | \d+\s+<own>\s*$""",
        "launched": r"""(?:\S+\s+){1,9}?<launch>(?=\s*$|[.,;]) | <launching>\s+<of>\s*\w+
            | \w*-?launch\s+<of>\s+\w+
            | wir\s+(?:veröffentlichen|launchen|implementieren)\s+\w+
            | wir\s+führen\s+.*\sein\s*$""",
        "launching": "veröffentlichung|inbetriebnahme|migration",
        "made": rf"""
            (?:\S+\s+){{0,4}}?<thing>\s+(?:\S+\s+){{0,4}}?<make>(?=\s*$|[.,;]|\s+und\s+<make>)
            | <making>\s+<of>\s*{_SHORT}<thing>\b
            | wir\s+(?:bauen|entwickeln)\s+{_SHORT}<thing>\b""",
        "making": "entwicklung|aufbau|erstellung|bau|einführung|implementierung",
        "done": r"""
            (?:[^\W\d][\w'’-]*\s+){1,7}?(?:(?:<are>\s+)?<finished>|<are>\s+<running>)(?=\s*$|[.;,])""",
        "finished": r"""veröffentlicht|eingeführt|gelauncht|implementiert|ausgerollt
            |dokumentiert|migriert|fertiggestellt""",
        "running": r"live|online|in\s+betrieb",
        "moves": r"(?:(?!zu\s)\S+\s+){1,12}?(?<!zu\s)<move>(?=\s*$|[.;,])",
    },
}
"""Words by language; those that name others are rows or parts of them."""
