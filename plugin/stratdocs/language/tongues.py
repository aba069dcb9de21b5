"""Whether a line is English, the language whose wording is judged, and which other it is.

The first question is asked the other way round: a line counts as English unless it clearly is
something else. Names, technical words and lines of one or two words say little, and a line that is
wrongly called foreign would go unjudged. So a line is foreign only where the small words, verbs and
letters of one other language outweigh whatever in it may be English. The second is answered only
where one language is clearly ahead: Spanish and Portuguese share half of their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from stratdocs.language import lexicon
from stratdocs.words.phrases import join_words, pattern

MAX_CHARACTERS = 1500
"""Characters that are read: a goal is a sentence or two."""
MAX_LINES_KEPT = 8192
"""Lines whose answer is kept."""
_SURE, _ENOUGH = 1.5, 1.0
"""The signs of another language that suffice: beside English words, and alone."""
_FEW_WORDS = 4
"""Words of a line in which one sign suffices, if nothing in it is English."""
_ARTICLE = 3
"""Letters of the longest article or preposition within a name. German is left out: its nouns are
written with a capital letter, too."""
_SHARED = 0.5
"""The weight of a word that other languages have too."""


@lru_cache(maxsize=MAX_LINES_KEPT)
def is_english(text: str) -> bool:
    """Whether a line is English, or says too little to tell."""
    text = text[:MAX_CHARACTERS]
    if not text.isascii() and _is_other_script(text):
        return False
    if _is_plainly_english(text):  # most lines are: soon done
        return True
    words = _words(pattern(_NAMED).sub(" ", text))
    foreign = _foreign_signs(words)
    if not any(len(word) > 1 for word in words) or (len(words) == 1 and text.isupper()):
        return True
    english = sum(map(_english_sign, map(str.lower, words)))
    if foreign >= _SURE:
        return foreign < english or (foreign == english and not _has_foreign_word(words))
    return not (foreign >= _ENOUGH and not english and len(words) <= _FEW_WORDS)


@lru_cache(maxsize=MAX_LINES_KEPT)
def language_of(text: str) -> str | None:
    """The code of the one language that a line is surely in: `de`, `fr`; `en` for what counts as
    English. None if it is a different language, and not sure which.
    """
    text = text[:MAX_CHARACTERS]
    if is_english(text):
        return "en"
    if not text.isascii() and _is_other_script(text):
        return _script_language(text)
    points: dict[str, float] = {}
    for word in map(str.lower, _words(pattern(_NAMED).sub(" ", text))):
        for language in _languages_of(word):
            points[language] = points.get(language, 0) + 1
    for language, letters in _LETTERS.items():
        if not letters.isdisjoint(text.lower()):
            points[language] = points.get(language, 0) + _LETTER
    if "ca" in points:
        points["ca"] -= _SELDOM
    ranked = sorted(points.items(), key=lambda pair: -pair[1])
    if not ranked:
        return None
    ahead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0)
    return ranked[0][0] if ahead >= _AHEAD else None


def language_name(code: str | None) -> str:
    """The name of a language in a sentence: `German`; `another language` for an unknown one."""
    return NAMES.get(code or "", "another language")


def languages_named(texts: Iterable[str]) -> str:
    """The languages of some lines with their counts, the most frequent first: `2 are in German and
    1 is in another language`.
    """
    counts: dict[str, int] = {}
    for text in texts:
        name = language_name(language_of(text) if not is_english(text) else None)
        counts[name] = counts.get(name, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (pair[0] == language_name(None), -pair[1]))
    return join_words(f"{n:,} {'is' if n == 1 else 'are'} in {name}" for name, n in ranked)


def _script_language(text: str) -> str | None:
    """The language of a line in letters that are not Latin."""
    letters = frozenset(text.lower())
    for language, first, last in _SCRIPTS:
        if any(first <= letter <= last for letter in letters):
            sure = _SURE_LETTERS.get(language)
            if sure is None or not letters.isdisjoint(sure):
                return language
    return None


def _languages_of(word: str) -> frozenset[str]:
    """The languages that have a word among their own, as written or typed without accents."""
    head, elided, rest = word.replace("’", "'").partition("'")
    known = _languages_by_word()
    found = known.get(word) or (known.get(f"{head}'") if elided else None)
    if found:
        return found
    stems, lengths = _languages_by_stem()
    word = rest or word
    found = next((stems[word[:n]] for n in lengths if word[:n] in stems), None)
    return found or _languages_by_ending(word)


@cache
def _endings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, endings in _ENDINGS.items():
        for ending in endings.split():
            found.setdefault(ending, set()).add(language)
    return {ending: frozenset(languages) for ending, languages in found.items()}


def _languages_by_ending(word: str) -> frozenset[str]:
    """The languages in which words end so: `-keit`, `-izzare`."""
    known = _endings()
    lengths = range(min(_ENDING, len(word) - _BEFORE_ENDING), 2, -1)
    return next((known[word[-n:]] for n in lengths if word[-n:] in known), frozenset())


_ENDING, _BEFORE_ENDING = 7, 3
"""Letters of the longest ending, and the fewest before one."""


@cache
def _languages_by_word() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, words in [*_SMALL.items(), *_STEMS.items()]:
        for word in words.split():
            if "*" not in word:
                for form in (word, *_typed_forms(word)):
                    found.setdefault(form, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


@cache
def _languages_by_stem() -> tuple[dict[str, frozenset[str]], tuple[int, ...]]:
    """Stem to languages, and the lengths of stems, the longest first."""
    found: dict[str, set[str]] = {}
    for language, stems in _STEMS.items():
        for stem in stems.split():
            if "*" in stem:
                for form in (stem[:-1], *_typed_forms(stem[:-1])):
                    found.setdefault(form, set()).add(language)
    lengths = tuple(sorted({len(stem) for stem in found}, reverse=True))
    return {stem: frozenset(languages) for stem, languages in found.items()}, lengths


def _typed_forms(word: str) -> set[str]:
    """A word as it is typed where the keyboard lacks its letters: `für` is `fuer` or `fur`."""
    if word.isascii():
        return set()
    return {word.translate(_SPELLED_OUT), word.translate(_BARE)}


_TYPED = 4
"""Letters that a word typed without its accents must have more than to speak for a language."""
_BARE = str.maketrans(
    "áàâãäåăąéèêëęěíìîïıóòôõöøőúùûüűůýçćčďğñńňřśšșťțźżžłđ",
    "aaaaaaaaeeeeeeiiiiiooooooouuuuuuycccdgnnnrsssttzzzld",
)
_SPELLED_OUT = _BARE | {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
_SPELLED_OUT |= {ord("ø"): "oe", ord("å"): "aa", ord("æ"): "ae", ord("œ"): "oe"}


def says_nothing(text: str) -> bool:
    """Whether no word of a line is known to be English, though it has some: `Kurse`, `10 Artikel`.

    Among lines of another language it is one of them.
    """
    words = [word for word in _words(text[:MAX_CHARACTERS]) if len(word) > _ABBREVIATION]
    return bool(words) and not any(map(_english_sign, map(str.lower, words)))


_ABBREVIATION = 3
"""Letters of a word that may be an abbreviation in any language."""


def _words(text: str) -> list[str]:
    """The words of a line, without those that hold figures."""
    return re.findall(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)", text)


_NAMED = r"""
    ["“„«][^"”“»]*["”“»] | `[^`]*` | \S*(?:://|@|\.\w)\S* | \w*[_/\\]\w+
  | \b(?:[aà]\ la\ carte|de\ facto|de\ novo|vis-[aà]-vis|per\ se|per\ capita|pro\ rata|en\ route
      |en\ masse|du\ jour|d[eé]j[aà]\ vu|in\ situ|in\ vitro|al\ fresco|carte\ blanche|laissez-faire
      |coup\ d['’][eé]tat|raison\ d['’][eê]tre|force\ majeure|joie\ de\ vivre|cul[- ]de[- ]sac
      |et\ al|a\ la|ad\ hoc|pro\ bono|son\ et\ lumi[eè]re)\b"""
"""What is quoted, an address or a loan, and so belongs to no language."""


def _is_other_script(text: str) -> bool:
    """Whether most letters are of another script. A Chinese letter counts twice: it is a word."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters)
    dense = sum(letter >= "\u2e80" for letter in letters)
    return len(letters) - latin + dense > latin


def _is_plainly_english(text: str) -> bool:
    """Whether a line without quotations and addresses is English by its words alone: all that may
    be foreign in it weighs no more than what is English.
    """
    weights = [_weights_between_blanks(part) for part in text.split()]
    foreign = sum(weight for weight, _ in weights)
    if not foreign:
        return True
    if pattern(_QUOTING).search(text):
        return False
    return foreign < sum(weight for _, weight in weights)


_QUOTING = r"""["“”„«»`:@_/\.]"""
"""Signs of what belongs to no language: quotations, addresses and names of files."""


@lru_cache(maxsize=MAX_LINES_KEPT)
def _weights_between_blanks(part: str) -> tuple[float, float]:
    """What the words in a part of a line weigh together; most parts are a single word."""
    weights = [_weights_of(word) for word in _words(part)]
    return sum(foreign for foreign, _ in weights), sum(english for _, english in weights)


@lru_cache(maxsize=MAX_LINES_KEPT)
def _weights_of(word: str) -> tuple[float, float]:
    """How much a word may speak for another language at most, and how much for English."""
    low = word.lower()
    weights = _by_language(low)
    if weights:
        foreign = max(weights.values())
    elif _stem_of(low) or (not low.isascii() and low not in _LOANS):
        foreign = 1.0
    else:
        foreign = 0.0
    return foreign, _english_sign(low)


def _by_language(low: str) -> dict[str, float] | None:
    """How much a word, or its part before an apostrophe, speaks for each language."""
    known = _by_word()
    head, elided, _ = low.replace("’", "'").partition("'")
    return known.get(low) or (known.get(f"{head}'") if elided else None) or _typed(low)


def _typed(low: str) -> dict[str, float] | None:
    """How much a word that may be typed without its accents speaks for each language."""
    languages = _languages_by_word().get(low) if len(low) > _TYPED else None
    if not languages or _may_be_english(low):
        return None
    return dict.fromkeys(languages, 1.0)


def _foreign_signs(words: list[str]) -> float:
    """How much speaks for the one other language for which most speaks."""
    by_language: dict[str, float] = {}
    accents = 0.0
    for number, word in enumerate(words):
        low = word.lower()
        if word.isupper() and len(word) > 1 and len(words) > 1 and not all(map(str.isupper, words)):
            continue  # an abbreviation
        following = words[number + 1][:1] if number + 1 < len(words) else ""
        weights = _by_language(low)
        if weights and following.isupper() and len(low) <= _ARTICLE:
            before = words[number - 1] if number else ""
            if word != low or before[:1].isupper():  # a name: La Liga, Rio de Janeiro
                weights = {language: w for language, w in weights.items() if language == "de"}
        if weights is None and (languages := _stem_of(low)):
            weights = dict.fromkeys(languages, 1.0)
        if weights:
            for language, weight in weights.items():
                by_language[language] = by_language.get(language, 0) + weight
        elif not low.isascii() and low not in _LOANS:
            if word == low or (number == 0 and following.islower()):
                accents += 1  # other capital letters begin names
    return max(by_language.values(), default=0) + accents


def _has_foreign_word(words: list[str]) -> bool:
    """Whether a small word is there that English does not have: "gli"."""
    return any(1.0 in _by_word().get(word, {}).values() for word in words)


def _english_sign(low: str) -> float:
    """How much a word speaks for English."""
    if low in _ENGLISH:
        return 1
    if low in _ALSO_ENGLISH:
        return _SHARED
    if _stem_of(low) or low in _by_word():
        return 0
    if lexicon.noun_groups(low) or lexicon.verb(low) is not None:
        return _SHARED
    return _SHARED if low.endswith(_ENGLISH_ENDINGS) else 0


_ENGLISH_ENDINGS = ("ing", "tion", "ness", "ment", "able", "ly", "ed", "ship", "ful", "less")

# ---------------------------------------------------------------- the languages

NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish or Norwegian",
    "pl": "Polish",
    "fi": "Finnish",
    "cs": "Czech or Slovak",
    "tr": "Turkish",
    "ro": "Romanian",
    "hu": "Hungarian",
    "ca": "Catalan",
    "id": "Indonesian or Malay",
    "vi": "Vietnamese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "el": "Greek",
    "ar": "Arabic",
    "fa": "Persian",
    "he": "Hebrew",
    "ja": "Japanese",
    "zh": "Chinese",
    "ko": "Korean",
    "hi": "Hindi",
    "th": "Thai",
}
"""The names of the languages that are recognised, by their codes."""
_AHEAD, _LETTER, _SELDOM = 0.5, 1.5, 0.5
"""How far one language has to be ahead of all others; what a letter of its own weighs; what counts
against Catalan, which shares its small words with its larger neighbours."""
_LETTERS = {
    language: frozenset(letters)
    for language, letters in (
        ("es", "ñ¿¡"),
        ("pt", "ãõ"),
        ("de", "ß"),
        ("fr", "œèê"),
        ("pl", "łżźśćńąę"),
        ("da", "øæ"),
        ("cs", "řůěčž"),
        ("tr", "ğış"),
        ("ro", "țșă"),
        ("hu", "őű"),
        ("vi", "ơưđ"),
    )
}
"""Letters that one of these languages has and the others do not have, or rarely."""
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("uk", "\u0400", "\u04ff"),
    ("ru", "\u0400", "\u04ff"),
    ("el", "\u0370", "\u03ff"),
    ("he", "\u0590", "\u05ff"),
    ("fa", "\u0600", "\u06ff"),
    ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e00", "\u0e7f"),
)
"""Languages by their letters, from the first to the last; the first that fits counts."""
_SURE_LETTERS = {"uk": frozenset("іїєґ"), "ru": frozenset("ыэъё"), "fa": frozenset("پچژگ")}
"""Letters without which a text in that script may be in a neighbouring language."""

# ---------------------------------------------------------------- the words

_ENGLISH = frozenset(
    """the of and with by our their your its at that which this these those from every
    each what who whom whose how why when where than through within without have has had
    been being be are is was were will would should could can may must not into about
    between across after before during until while they them we us you it he she more
    most less fewer all any both other than new first least up out if so because there
    here very only per two three four five six seven eight nine ten week weeks month
    months day days year years quarter w using use used make makes making get gets to
    for people users customers""".split()
)
_ALSO_ENGLISH = frozenset(
    """in on an as or a no do me so per die den was is we over under for to he be am
    mail all plan also at man men son fine come sale ser era via pro art fast rest den
    wide hat war fast hard i sin con data media email app apps software support service
    services checkout digital mobile release test tests door her non com par dei che mit
    dag former due plus tempo team teams client clients app web blog marketing online""".split()
)
"""Words of English and of other languages."""
_LOANS = frozenset(
    """café cafés naïve résumé résumés façade façades fiancé fiancée cliché clichés
    décor déjà entrée entrées protégé protégés exposé rosé sauté soirée touché über
    jalapeño piñata señor crème brûlée rôle roles éclair matinée risqué attaché émigré
    doppelgänger smörgåsbord blasé appliqué canapé canapés consommé crêpe crêpes épée
    jalapeños née papier-mâché passé pâté piqué première purée ragoût séance tête
    vis-à-vis naïveté à coöperate reëlect preëmpt µs μs ångström curaçao pokémon""".split()
)
"""Words with accents that English uses."""

_SMALL: dict[str, str] = {
    "es": """dos tres cuatro cinco seis el los las del al una unos unas de la en con por para
        que se su sus y o como más sin sobre entre cada todo todos todas desde hasta es son
        nuestro nuestra nuestros nuestras nuevo nueva nuevos nuevas mejor mejores mayor menos
        al tiene tienen hacer sitio año años mes meses día días semana semanas trimestre antes
        después tiempo cliente
        usuario usuarios""",
    "pt": """dois duas três quatro cinco seis o os as do da dos das no na nos nas ao aos à um
        uma de e em com por para que se seu sua seus suas mais sem sobre entre cada todos todas
        pelo pela tem têm tornar até novo nova novos novas nosso nossa nossos nossas melhor mês
        dias ano anos
        semana trimestre antes depois tempo cliente usuários utilizadores""",
    "fr": """deux trois quatre cinq le les des du de la un une et en dans pour par sur avec
        sans au aux ce cette ces notre nos leur leurs que qui plus moins est sont pas chaque
        nous ont reçoit tous toutes d' l' qu' n' s' j' c' à où ou entre chez depuis jusqu'
        nouveau nouvelle
        nouveaux nouvelles meilleur meilleure jour jours mois semaine semaines an ans année
        années trimestre avant après temps""",
    "it": """hanno gli ogni due tre quattro cinque il lo gli i le la un una uno di del dello
        della dei degli
        delle da dal dalla al alla ai alle nel nella nei nelle sul sulla in con per tra fra che
        e è sono non ogni tutti tutte nostro nostra nostri nostre più meno dell' all' nell'
        sull' dall' l' un' nuovo nuova nuovi nuove giorno giorni mese mesi settimana settimane
        anno anni trimestre prima dopo tempo utenti clienti""",
    "de": """wir uns haben sich zwei drei vier fünf sechs zehn der die das den dem des ein eine
        einen einem einer
        und oder mit von vom zu zum zur im am in auf für bei aus nach über unter durch ohne um
        bis als wie ist sind wird werden nicht mehr weniger alle jeder jede jedes unsere
        unserer unseren unser neue neuen neuer neues pro beste besten tag tage tagen woche
        wochen monat monate monaten jahr jahre jahren quartal stunden minuten vor zeit""",
    "nl": """hebben heeft groeien twee drie vier vijf zes tien de het een van en of met voor op
        aan in bij uit naar
        over onder door zonder om tot als is zijn wordt worden niet meer minder alle elke ons
        onze nieuwe beste dag dagen week weken maand maanden jaar kwartaal uur voor na tijd
        binnen tussen""",
    "pl": """nas mają rosnąć dwa trzy cztery pięć w we z ze na do i lub o od po dla przez przy
        bez nie jest są
        się że co każdy każda każdego naszych nasze nasz więcej mniej nowy nowa nowe nowych
        najlepszy dni dzień tydzień tygodni miesiąc miesięcy rok roku lat kwartał kwartale
        godzin""",
    "sv": """oss har samma växa och att det som en ett av för med på till från är inte alla vår
        våra nya nytt fler
        färre mer mindre varje dagar vecka veckor månad månader år kvartal i om under över""",
    "da": """os har samme hver vokse og at det som en et af for med på til fra er ikke alle vores
        nye nyt flere færre
        mer mere mindre hver dage dager uge uker måned måneder år kvartal i om under over våre
        vår""",
    "fi": """ja on ei se että joka kaikki uusi uudet enemmän vähemmän päivää viikkoa kuukautta
        vuoden vuosi meidän kanssa ilman""",
    "cs": """a v ve na do z ze s se o od pro po při bez je jsou není nové nový nová více méně
        každý našich naše dnů týdnů měsíc měsíců rok roku let čtvrtletí""",
    "tr": """ve bir bu ile için olarak daha yeni tüm her gün hafta ay yıl çeyrek kadar sonra
        önce en çok""",
    "ro": """și în la cu pe de din pentru prin este sunt nu mai noi nou nouă toate clienți
        clienții utilizatori zile luni an anul trimestru""",
    "hu": """a az és egy nem hogy meg minden több kevesebb új ügyfelek napon nap hét hónap év
        negyedév számára""",
    "ca": """el els les del al una de la en amb per que i o més nou nova nous cada dies mes
        anys els nostres""",
    "id": """yang dan di ke dari untuk dengan pada adalah tidak lebih baru setiap hari bulan
        tahun pelanggan pengguna""",
    "vi": """và của cho với trong là không các những một đến từ mới khách hàng người dùng ngày
        tháng năm""",
}
"""Small words, by language."""
_STEMS: dict[str, str] = {
    "es": """lanzar publicar construir aument* reducir mejorar crear lograr alcanz* disminu*
        entreg* desarroll* implementar ofrecer consegu* duplicar clientes satisfecho
        satisfechos ingresos ventas tasa empres* equipo* producto* tiempo* respuest* aplicaci*
        servicio* calidad usuari* pedido* retenci* activaci* integraci* automatizar optimizar
        simplificar garantizar fortalecer convertir ganar abrir mantener contratar formar
        capacitar trabajador* empleado* mercado* costes costos costo gasto* ahorr* móvil*
        página* tienda* proyecto* proceso* facilitar llegar renovar subir bajar vender artícul*
        líderes organizar realizar diseñar talleres datos lanzamos entrevist* redactar desplegar
        quejas""",
    "pt": """lançar publicar construir aument* reduzir melhorar criar alcanç* diminu* entreg*
        desenvolv* implementar oferecer consegu* duplicar clientes satisfeit* satisfação
        receita* vendas taxa empres* equipa* equipe* produt* tempo respost* aplicaç* serviço*
        qualidade usuári* utilizador* pedido* retenç* ativaç* integraç* automatizar otimizar
        simplificar garantir fortalecer ganhar abrir manter contratar treinar mercado* custo
        custos gasto* loja* projeto* processo processos renovar vender funcionári* colaborador*
        artig* atingir escalar maximizar processar eficiência excelência dobrar
        organizar realizar oficinas entrevist* redigir implantar reclamações relatório* painel
        página versão lançamento*""",
    "fr": """lancer publier construire augmenter réduire amélior* créer atteindre diminu*
        livrer développer déployer doubler clients clientèle satisfaits satisfait ventes taux
        équipe* produits produit temps réponse* qualité utilisat* commande* fidélis*
        automatiser optimiser simplifier garantir renforcer gagner ouvrir maintenir recruter
        salarié salariés marché* coût* dépense* magasin* projet* processus entreprise* passer
        obtenir mettre accroître chiffre* boutique* accompagn* devenir faire rendre organiser
        ateliers entretien* mener rédiger
        embaucher réclamations webinaires refonte lançons""",
    "it": """lanciare pubblicare costruire aument* ridurre migliorare creare raggiung* diminu*
        consegn* sviluppare offrire raddoppiare clienti soddisf* ricav* vendite tasso prodott*
        tempo rispost* qualità utenti ordini fidelizz* attivazion* integrazion* automatizzare
        ottimizzare semplificare garantire rafforzare vincere aprire mantenere assumere formare
        dipendent* mercat* costi costo spese spesa negozi* progett* processi processo aziend*
        squadr* portare diventare fatturat*""",
    "de": """starten veröffentlich* bauen aufbau* ausbau* steiger* erhöh* senken verbesser*
        schaffen erreich* verring* reduzier* erheblich* liefer* entwickel* einführ* verdoppel*
        halbier* kunden* kunde zufrieden* umsatz* verkauf* produkt* antwort* qualität* nutzer*
        benutzer* bestell* bindung* aktivier* automatisier* optimier* vereinfach* sicherstell*
        stärken gewinnen öffnen halten einstell* schulung* schulen mitarbeit* markt* kosten
        ausgaben laden projekt* prozess* unternehmen* anteil* durchschnitt* wachstum* verkürz*
        beschleunig* gewährleist* förder* verhinder* ermöglich* umsetz* durchführ* abschließ*
        anbieten bieten werk lager* rechnung* bearbeit* fehler* beschwerde* besuch* eigen*
        häufig* schnell* zahl schreiben artikel* wartezeit* lieferzeit* fluktuation* handbuch*
        gestalten launchen migrieren datenbank* schnittstelle*
        startseite* einrichten anlegen
        durchlaufzeit* kündigung* führen messen werden wachsen sinken steigen bleiben""",
    "nl": """lanceren publiceren bouwen verhog* verlag* verbeter* maken bereik* vermind*
        leveren ontwikkel* invoer* verdubbel* halver* klanten* klant* tevreden* omzet* verkoop*
        producten antwoord* kwaliteit* gebruiker* bestelling* behoud* activer* automatiser*
        optimaliser* vereenvoudig* waarborg* versterk* winnen openen houden aannemen opleid*
        medewerker* markt* kosten uitgaven winkel* projecten processen bedrijf* aandeel*
        gemiddeld* groei* verkort* versnel* vergroot* terugbreng* doorlooptijd* levertijd*
        nieuwe artikelen schrijven handleiding*""",
    "pl": """uruchom* wprowadz* zbudow* zwiększ* zmniejsz* popraw* stworz* osiągn* obniż*
        dostarcz* rozwij* rozwin* podwo* klient* zadowol* przych* sprzeda* wskaźnik* zespół*
        zespoł* produkt* czas* odpowied* jakoś* użytkow* zamówie* utrzym* aktywac* zautomatyz*
        optymaliz* uproś* zapewn* wzmocn* zdoby* otworz* zatrudn* szkol* pracown* rynk* koszt*
        wydat* sklep* projekt* procesy procesów firmy firma udział* średni* wzrost* skróc*
        przyspiesz* opublik* aplikac*""",
    "sv": """lansera öka minska förbättr* skapa bygga leverera utveckla införa kund* nöjd*
        omsättning* försälj* svarstid* kvalitet* användar* medarbetar* marknad* kostnad*
        halvera fördubbla kunder* artiklar publicera anställ* klagomål* färre""",
    "da": """lancer* lanser* øge øke reducer* reduser* forbedr* skabe skape bygge bygg levere
        levering* udvikl* utvikl* kunde* tilfreds* omsætning* omsetning* salg* svartid*
        kvalitet* bruger* bruker* medarbejder* ansatte markedet omkostning* kostnad* halver*
        fordobl* udgive utgi artikler ansætte ansette kunderne""",
    "fi": """lisää* kasvat* vähen* paran* julkais* rakent* asiakas* asiakk* tyytyväis*
        liikevaih* myyn* käyttäj* laatu* tiimi* tuote* tuott* vastausa*""",
    "cs": """spustit zvýšit zvýšení snížit snížení zlepšit zákazní* spokojen* tržb* prodej*
        kvalit* uživatel* tým* zkrátit vytvořit zavést""",
    "tr": """artır* azalt* iyileştir* müşteri* memnuniyet* gelir* satış* kullanıcı* başlat*
        geliştir* oluştur* yayınla* oranı oranını""",
    "ro": """creșt* îmbunătăț* lans* vânzăr* utilizator* dezvolt*""",
    "hu": """növel* csökkent* javít* indít* ügyfél* bevétel* értékesít* felhasznál*""",
    "ca": """llançar augmentar reduir millorar clients vendes ingressos usuaris""",
    "id": """meningkatkan mengurangi meluncurkan membangun memperbaiki pendapatan penjualan
        kepuasan mencapai menurunkan""",
    "vi": """tăng giảm""",
}
"""Words of strategies, by language; a star stands for any ending."""
_ENDINGS = {
    "de": """ieren keiten keit heiten heit schaften schaft ungen lichen lichkeit igung erung
        innung""",
    "fr": "eusement aient issons euses ité ités éraliser atique iquement",
    "es": "izar ción ciones alidad bilidad iendo ísimo",
    "pt": "izar ção ções dade dades ável ível áveis íveis ência ências",
    "it": "izzare izzazione zione zioni ità evole",
    "nl": "iseren heid heden lijke lijkheid eerde",
    "sv": "isera ningar erna",
    "da": "isere elsen elser heder",
    "pl": "ować owanie ości ością ników ych iego owej",
    "cs": "ování osti ého ých",
}
"""Endings of words, by language, that no English word has."""


@cache
def _by_word() -> dict[str, dict[str, float]]:
    """Word to how much it speaks for each language: less if English has it too."""
    found: dict[str, dict[str, float]] = {}
    for words_of, words in [*_SMALL.items(), *_STEMS.items()]:
        for word in words.split():
            if "*" not in word and word not in _ENGLISH:
                weight = _SHARED if _may_be_english(word) else 1.0
                found.setdefault(word, {}).setdefault(words_of, weight)
    return found


def _may_be_english(word: str) -> bool:
    if word in _ALSO_ENGLISH or word in _ENGLISH:
        return True
    return bool(lexicon.noun_groups(word)) or lexicon.verb(word) is not None


@lru_cache(maxsize=MAX_LINES_KEPT)
def _stem_of(word: str) -> frozenset[str]:
    """The languages of a word that begins or ends as theirs do and is not English."""
    stems, lengths = _languages_by_stem()
    found = next((stems[word[:n]] for n in lengths if word[:n] in stems), None)
    languages = found or _languages_by_ending(word)
    if languages and word.isascii() and _may_be_english(word):
        return frozenset()
    return languages
