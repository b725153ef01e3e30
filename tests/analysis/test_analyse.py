"""The whole analysis of a short essay."""

from __future__ import annotations

import pytest
from analysis_essays import essay

from handouts.analysis import analyse, detect_language, ranges

INDONESIAN = (
    "Pada 23 Agustus 1939 Jerman Nazi dan Uni Soviet menandatangani pakta non-agresi. "
    "Pada bulan September, pasukan Soviet menduduki Polandia timur. "
    "Presiden Franklin Roosevelt mengecam tindakan itu. Roosevelt tidak memutuskan hubungan.\n"
    "Perang berlangsung dari 1939 hingga 1945."
)


def test_an_essay_is_read_from_end_to_end() -> None:
    found = analyse(essay(INDONESIAN))
    assert found.language == "id"
    assert [s.id for s in found.sentences] == ["1.1", "1.2", "1.3", "1.4", "2.1"]
    assert all(s.usable for s in found.sentences)
    assert [d.date.value for d in found.dates] == ["1939-08-23", "1939-09", "1939", "1945"]
    assert [d.basis for d in found.dates] == ["explicit", "inherited", "explicit", "explicit"]
    assert found.dates[1].phrase.text == "Pada bulan September,"


def test_names_are_typed_by_cues_and_merged() -> None:
    found = {n.passage.text: n for n in analyse(essay(INDONESIAN)).names}
    assert found["Franklin Roosevelt"].role == "Presiden"
    assert found["Roosevelt"].canonical == "Franklin Roosevelt"
    assert found["Roosevelt"].type == "person"
    assert found["Uni Soviet"].type == "place"


def test_ranges_pair_their_ends() -> None:
    text = essay(INDONESIAN)
    [(first, last, whole)] = ranges(analyse(text).dates, text)
    assert (first.passage.text, last.passage.text) == ("1939", "1945")
    assert (whole.value, whole.is_range, whole.start.year, whole.end.year) == ("1939/1945", True, 1939, 1945)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Perang itu berakhir pada tahun 1945.", "id"),
        ("The war came to an end in 1945.", "en"),
        ("", ""),
        ("저작권 모든 권리 보유.", ""),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert detect_language(text) == language


def names_of(text: str, language: str) -> dict[str, tuple[str, str, str]]:
    return {n.passage.text: (n.type, n.role, n.canonical) for n in analyse(essay(text), language).names}


def test_titles_roles_and_heads_in_indonesian() -> None:
    found = names_of(
        "Penasihat Presiden Harry Hopkins menemui pemimpin Soviet Josef Stalin di Moskow. "
        "Ir. Soekarno dan Drs. Moh. Hatta hadir. Perang Dingin dimulai di Kekaisaran Jepang. "
        "Duta besar Soviet pulang. Perserikatan Bangsa-Bangsa berdiri pada Juni 1945 di San Francisco.",
        "id",
    )
    assert found["Harry Hopkins"] == ("person", "Penasihat Presiden", "Harry Hopkins")
    assert found["Josef Stalin"][0] == "other"
    assert found["Soekarno"] == ("person", "Ir.", "Soekarno")
    assert found["Perang Dingin"][0] == "event"
    assert found["Kekaisaran Jepang"][0] == "place"
    assert found["Perserikatan Bangsa-Bangsa"][0] == "organisation"
    assert found["Soviet"] == ("place", "", "Uni Soviet")
    assert not any("Juni" in name for name in found)


def test_titles_roles_and_heads_in_english() -> None:
    found = names_of(
        "British Prime Minister Winston Churchill met President Roosevelt. Churchill left the War Department. "
        "The Battle of Britain and the Cold War were far apart. He feared Pontiac's War. "
        "The army of St. Domingue saw Robert Shufeldt's Voyage.",
        "en",
    )
    assert found["Winston Churchill"] == ("person", "Prime Minister", "Winston Churchill")
    assert found["Churchill"][2] == "Winston Churchill"
    assert found["War Department"][0] == "organisation"
    assert found["Battle of Britain"][0] == found["Cold War"][0] == "event"
    assert found["St. Domingue"][0] == "other"
    assert "Robert Shufeldt" in found


def test_names_stop_at_citation_marks_and_sentence_ends() -> None:
    found = names_of("Pasukan Jerman Nazi[1] Tanpa menunggu mundur. Pasukan itu milik Jerman Nazi. Tanpa ragu.", "id")
    assert set(found) == {"Jerman Nazi"}


@pytest.mark.parametrize(
    ("text", "language", "term", "definition"),
    [
        (
            "Pinjam-sewa (Lend-Lease) adalah program bantuan Amerika Serikat yang memasok senjata.",
            "id",
            "Pinjam-sewa",
            "program bantuan Amerika Serikat yang memasok senjata",
        ),
        ("Embargo adalah larangan berdagang.", "id", "Embargo", "larangan berdagang"),
        ("A pact is an agreement that binds states.", "en", "pact", "an agreement that binds states"),
        ("The term appeasement refers to giving in to demands.", "en", "term appeasement", "giving in to demands"),
        ("It was a system of forced labour called corvée.", "en", "corvée", "a system of forced labour"),
        ("They made a faction of farmers that was called the Barca.", "en", "Barca", "a faction of farmers"),
        ("Ota Benz, the leader of the delegation, wept.", "en", "Ota Benz", "the leader of the delegation"),
        ("Ota Benz, a salt merchant, wept.", "en", "Ota Benz", "a salt merchant"),
        # two words with a name say whose
        ("Jayadara Wangsa, raja Lomira, wafat.", "id", "Jayadara Wangsa", "raja Lomira"),
        ("It was signed by Varga, a foreign minister of the time.", "en", "Varga", "a foreign minister of the time"),
        (
            "Tan Malaka, seorang pejuang asal Pandam Gadang, menulis buku.",
            "id",
            "Tan Malaka",
            "seorang pejuang asal Pandam Gadang",
        ),
    ],
)
def test_definitions(text: str, language: str, term: str, definition: str) -> None:
    [found] = analyse(essay(text), language).definitions
    assert (found.term, found.definition) == (term, definition)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jerman merupakan ancaman terbesar bagi perdamaian.", "id"),
        ("Ini adalah sebuah kesalahan besar.", "id"),
        ("Tujuan perang adalah sebuah kemenangan mutlak.", "id"),
        ("He was a man who never slept.", "en"),
        ("The result was a war that nobody wanted.", "en"),
        ("Inflation was a problem that hurt many people.", "en"),
        ("A truce is a thing that this treaty forbids.", "en"),
        ("In Moscow, the president, tired of waiting, left.", "en"),
        ("Yesterday, a general from the north arrived.", "en"),
        ("Varga, the president, and the king met.", "en"),
        # a sentence goes on behind the comma
        ("After the fall of Lomira, the civil war of the general staff was a rout.", "en"),
        ("(Lomira was then often referred to as Pandam, as most of its land was new.)", "en"),
        # one or two words say too little
        ("Ota Benz, a merchant, wept.", "en"),
        ("Ota Benz, merchant adventurer, wept.", "en"),
        ("Jayadara Wangsa, raja bijaksana, wafat.", "id"),
        ("Inflasi merupakan salah satu penyebab krisis itu.", "id"),
        ("Embargo adalah larangan berdagang dengan negara tersebut.", "id"),
        ("Kemarin, seorang jenderal dari utara datang.", "id"),
        ("Dalam Pertempuran Guadalete, Raja Roderikus dapat dikalahkan.", "id"),
        ("Syam adalah seorang pegawai, dan memimpin serikat buruh.", "id"),
    ],
)
def test_what_is_no_definition(text: str, language: str) -> None:
    assert analyse(essay(text), language).definitions == ()


def test_terms_are_rare_words_of_usable_sentences() -> None:
    found = analyse(
        essay("Kongres menetapkan embargo. Embargo itu berat. Situs slot gacor memberi deposit aliansi."), "id"
    )
    terms = [t.term for t in found.terms]
    assert "embargo" in terms
    assert not {"aliansi", "gacor", "berat"} & set(terms)


def test_a_language_is_a_folder_of_data() -> None:
    from handouts.errors import ContentError
    from handouts.languages.lexicon import available, date_words, lexicon

    assert set(available()) >= {"en", "id"}
    for code in available():
        assert lexicon(code).code == code
        assert date_words(code).patterns
        assert all(isinstance(v, str) for words in date_words(code).words.values() for v in words.values())
    with pytest.raises(ContentError):
        lexicon("xx")


def test_the_phrase_takes_everything_that_belongs_to_the_date() -> None:
    text = "Pada awal Juni 1941, perang meluas (1941). Ia tiba, pada 1942, di Batavia. Perang pecah pada tahun 1943."
    phrases = [d.phrase.text for d in analyse(essay(text), "id").dates]
    assert phrases == ["Pada awal Juni 1941,", "(1941)", "pada 1942,", "pada tahun 1943"]
