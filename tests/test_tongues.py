"""Which lines are English, the language whose wording is judged, and what other lines are in."""

import csv
from pathlib import Path

import pytest

from stratdocs.language.tongues import is_english, language_of, languages_named


def test_no_labelled_line_of_english_is_foreign() -> None:
    with Path(__file__).with_name("wording_lines.csv").open(encoding="utf-8") as stream:
        lines = [line["text"] for line in csv.DictReader(stream)]

    assert [line for line in lines if not is_english(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "",
        "E",
        "NPS",
        "p95 latency < 200 ms",
        "OIDC support",
        "Kubernetes",
        "Rio de Janeiro",
        "São Paulo",
        "Zürich office",
        "El Dorado",
        "La Liga and Le Monde go live",
        "Win Société Générale, Nestlé and L'Oréal",
        "Les Mills partnership",
        "Des Moines office opens",
        "Die casting defects down 10%",
        "À la carte menu for guests",
        "Café au lait launch",
        "Naïve users find the checkout",
        "Launch the Wohnungsbörse in Berlin",
        "Open an office in Rio de Janeiro and São Paulo",
        'Ship "El Mundo de los Niños" to 20 schools',
        "Launch 日本語 docs",
        "Per diem costs, plus data due to date",
        "De-risk the migration",
        "Client retention",
        "Digital service",
    ],
)
def test_names_short_lines_and_technical_words_are_not_foreign(line: str) -> None:
    assert is_english(line)


@pytest.mark.parametrize(
    "line",
    [
        "Lanzar la nueva aplicación móvil",
        "Publicar 12 artículos en el blog",
        "Construir 3 integraciones con el banco",
        "Clientes felices",
        "Contratar 5 ingenieros",
        "Kundenzufriedenheit von 60% auf 80% steigern",
        "Die Conversion Rate im Checkout verbessern",
        "Ruhige Morgen für Wirte",
        "Drei Messen besuchen",
        "Umsatz steigern",
        "Augmenter la rétention de 40 % à 55 %",
        "Des clients qui restent",
        "Satisfaction client de 60% à 80%",
        "Ridurre i costi del 10%",
        "I clienti pagano in tempo",
        "De doorlooptijd verkorten tot 3 dagen",
        "Nieuwe app lanceren",
        "Lançar o novo aplicativo",
        "Publicar 12 artigos no blog",
        "Zwiększyć retencję z 40% do 55%",
        "Klienci płacą na czas",
        "ログイン成功率を95%に上げる",
        "NPSを30から50に上げる",
        "모바일 앱을 출시한다",
        "提高客户满意度",
        "Увеличить выручку на 20%",
        "Αύξηση των πωλήσεων κατά 20%",
        "زيادة المبيعات بنسبة 20٪",
        "Öka kundnöjdheten från 60% till 80%",
        "Zvýšit spokojenost zákazníků",
        "Müşteri memnuniyetini artırmak",
        "Demo con gli stakeholder",
        "Workshop con gli sponsor",
    ],
)
def test_other_languages_are_told_apart(line: str) -> None:
    assert not is_english(line)


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "de",
            "Umsatz steigern|Einführung des neuen CRM|Wartezeit verkuerzen|Jede Klinik zahlt",
        ),
        ("fr", "Lancer le nouveau portail|Moins de réclamations|Ameliorer la qualite du service"),
        (
            "es",
            "Lanzar la nueva aplicacion movil|Menos quejas de los usuarios|Las tiendas venden más",
        ),
        ("pt", "Lancar a nova versao do portal|Os clientes renovam antes|Dobrar a receita"),
        ("it", "Ridurre i tempi di risposta|Clienti più felici"),
        ("nl", "De reactietijd verkorten|Minder klachten van gebruikers"),
        ("sv", "Färre klagomål från användare"),
        ("da", "Forbedre kvaliteten|Færre klager fra brukerne"),
        ("pl", "Uruchomić nową aplikację|Zwiekszyc sprzedaz"),
        ("fi", "Parantaa laatua"),
        ("cs", "Méně stížností"),
        ("tr", "Müşteri memnuniyetini artırmak"),
        ("ja", "NPSを30から50に上げる"),
        ("zh", "提高客户满意度"),
        ("ko", "모바일 앱을 출시한다"),
        ("uk", "Збільшити виручку на 20%"),
        ("el", "Αύξηση των πωλήσεων"),
        ("ar", "زيادة المبيعات"),
        ("en", "Launch the new portal|NPS|São Paulo"),
    ],
)
def test_a_line_says_its_language(code: str, lines: str) -> None:
    assert {line: language_of(line) for line in lines.split("|")} == dict.fromkeys(
        lines.split("|"), code
    )


@pytest.mark.parametrize(
    "line", ["Contratar 5 ingenieros", "Организовать три семинара", "Organizar 3 eventos"]
)
def test_what_two_languages_share_is_left_open(line: str) -> None:
    assert language_of(line) is None


def test_languages_are_counted_and_the_unknown_comes_last() -> None:
    lines = ["Contratar 5 ingenieros", "Umsatz steigern", "Fluktuation senken", "Moins de coûts"]

    assert languages_named(lines) == (
        "2 are in German, 1 is in French and 1 is in another language"
    )
