"""Noise of every kind that flags must find, put at random places into clean texts. Written without the tool's own lists.

A `Noisy` is a text with one piece of noise and the place of it. Chance comes from a seed, so every run is the same.
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis_essays import essay

from handouts.analysis import sentences
from handouts.analysis.spelling import is_known

ROOT = Path(__file__).parents[2]
TEXTS = {
    "id": ("content/aliansi-as-soviet/essay.md", "tests/cases/essays/rempah-id.txt"),
    "en": ("content/us-soviet-alliance/essay.md", "tests/cases/essays/railways-en.txt"),
}
MONTHS = {
    "id": "Januari Februari Maret April Juni Juli Agustus September Oktober November Desember".split(),
    "en": "January February April June July September October November December".split(),
}


@dataclass(frozen=True)
class Noisy:
    """A text, and where in it the noise stands."""

    text: str
    start: int
    end: int

    @property
    def noise(self) -> str:
        return self.text[self.start : self.end]


Injector = Callable[[str, str, random.Random], "Noisy | None"]


def clean(language: str) -> list[str]:
    """The clean texts of a language as plain lines: no Markdown marks."""
    found = []
    for name in TEXTS[language]:
        text = (ROOT / name).read_text(encoding="utf-8")
        lines = [re.sub(r"^#+ .*|^[>*-] |\*+", "", line).strip() for line in text.split("\n")]
        found.append("\n".join(line for line in lines if line.count(" ") > 8))
    return found


def replaced(text: str, start: int, end: int, by: str) -> Noisy:
    return Noisy(text[:start] + by + text[end:], start, start + len(by))


def stops(text: str) -> list[int]:
    """Offsets just after the full stop and blank between two sentences of a paragraph."""
    return [m.end() for m in re.finditer(r"(?<=[a-z])\. (?=[A-Z])", text)]


def gaps(text: str) -> list[int]:
    """Offsets just after a blank inside a sentence, between two words in lower case."""
    return [m.end() for m in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]


def ends(text: str) -> list[int]:
    return [m.end() for m in re.finditer(r"[a-z]\.(?=\s|\Z)", text)]


def as_sentence(text: str, said: str, chance: random.Random) -> Noisy:
    at = chance.choice(stops(text))
    return replaced(text, at, at, said + " ") if said else replaced(text, at, at, " ")


def as_line(text: str, said: str, chance: random.Random) -> Noisy:
    breaks = [m.end() for m in re.finditer(r"\n", text)]
    at = chance.choice(breaks)
    return Noisy(text[:at] + said + "\n" + text[at:], at, at + len(said))


def in_sentence(text: str, said: str, chance: random.Random) -> Noisy:
    at = chance.choice(gaps(text))
    found = replaced(text, at, at, said + " ")
    return Noisy(found.text, found.start, found.end - 1)


def fill(template: str, slots: dict[str, tuple[str, ...]], chance: random.Random) -> str:
    return re.sub(r"\{(\w+)\}", lambda m: chance.choice(slots[m[1]]), template)


# --- advertising ---

SPAM = {
    "id": (
        "slot gacor {day} pasti maxwin",
        "daftar {site} sekarang bonus new member {percent} persen",
        "main slot zeus spin manual {day} lebih cuan",
        "bandar togel {site} resmi hadiah terbesar",
        "agen judi bola {site} terpercaya deposit pulsa tanpa potongan",
        "pinjaman online langsung cair tanpa jaminan hubungi WA {phone}",
        "jual obat kuat herbal murah pesan sekarang via WA {phone}",
        "diskon {percent} persen gratis ongkir ke seluruh kota, pesan di toko kami",
        "bocoran rtp live {day} dengan pola gampang menang",
        "situs kasino online {site} bonus cashback tiap minggu",
        "link alternatif {site} anti blokir, depo receh wd jutaan",
        "beli followers murah proses cepat bergaransi, order via {phone}",
        "promo cuci gudang harga termurah stok terbatas klik link {web}",
        "dana tunai cepat cair bunga rendah ajukan pinjaman di {web}",
        "tembak ikan dan poker uang asli minimal deposit {percent} ribu",
    ),
    "en": (
        "play {site} online casino slots and win real cash {day}",
        "claim your {percent}% welcome bonus and free spins now",
        "buy cheap viagra online without prescription {day}",
        "get payday loans with instant approval at {web}",
        "best sports betting odds at {site}, deposit now and win big",
        "order now with free shipping and {percent}% discount code",
        "cheap designer handbags and replica watches at {web}",
        "lose weight fast with this miracle supplement, order today",
        "join {site} poker room for a huge jackpot bonus",
        "make money online from home, sign up now at {web}",
        "click here for hot deals and coupon codes, {percent}% off",
        "{site} slot gacor maxwin deposit bonus {day}",
        "buy bitcoin instantly with credit card and earn cash rewards",
        "online pharmacy offers discount pills with free shipping",
        "roulette and blackjack with live dealers, register for free credit",
    ),
}
SPAM_SLOTS = {
    "day": ("malam ini", "hari ini", "2024", "terbaru"),
    "percent": ("50", "70", "100", "200"),
    "site": ("Raja88", "MegaPlay", "Dewa777", "LuckyStar"),
    "phone": ("0812 3456 7890", "0857-1111-2222"),
    "web": ("www.toko-contoh.com", "bit.contoh.net"),
}


def spam(text: str, language: str, chance: random.Random) -> Noisy:
    slots = {**SPAM_SLOTS, "day": SPAM_SLOTS["day"] if language == "id" else ("today", "tonight", "now", "this week")}
    said = fill(chance.choice(SPAM[language]), slots, chance)
    return chance.choice((in_sentence, as_line))(text, said, chance)


# --- the page around the text ---

BOILERPLATE = {
    "id": (
        "Baca juga: {title}", "BACA JUGA: {title}", "Baca Juga Artikel Terkait Lainnya", "Bagikan ke Facebook Twitter WhatsApp",
        "Tinggalkan komentar Anda di bawah ini", "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *",
        "Situs ini menggunakan cookie untuk meningkatkan pengalaman Anda.", "Hak Cipta © {year} Majalah Contoh. Semua hak dilindungi.",
        "Copyright © {year} majalahcontoh.id", "Simpan nama, email, dan situs web saya pada peramban ini.", "Ikuti kami di Instagram dan YouTube",
        "Kategori: Sejarah, Pendidikan", "Tag: sejarah, perang, dunia", "Share Tweet Pin Email", "Halaman ini terakhir diubah pada 3 Mei {year}.",
        "Beranda | Berita | Olahraga | Masuk", "Berlangganan buletin kami untuk mendapat kabar terbaru.", "Gulir ke bawah untuk melanjutkan membaca. Iklan",
        "Lihat semua komentar (12)", "Artikel ini telah tayang di majalahcontoh.id dengan judul {title}", "Unduh PDF Cetak Kirim lewat email", "Diposkan oleh admin pada 5 Juni {year}",
        "Kebijakan Privasi | Syarat dan Ketentuan", "Editor: Budi Contoh", "ADVERTISEMENT", "Artikel Selanjutnya: {title}", "Lompat ke konten utama",
        "Dapatkan berita terbaru langsung di ponsel Anda dengan mengunduh aplikasi kami.", "Masuk atau daftar untuk menulis komentar", "Simak juga video berikut: {title}",
    ),
    "en": (
        "Read more: {title}", "READ ALSO: {title}", "Related articles you may like", "Share on Facebook Twitter WhatsApp", "Leave a comment below",
        "Your email address will not be published. Required fields are marked *", "This site uses cookies to improve your experience.",
        "We use cookies to personalise content and ads.", "Copyright © {year} The Sample Review. All rights reserved.", "© {year} Sample Media Ltd.",
        "Save my name, email, and website in this browser for the next time I comment.", "Follow us on Instagram and YouTube", "Filed under: History, Education",
        "Tags: history, war, world", "Share Tweet Pin Email", "This page was last edited on 3 May {year}.", "Home | News | Sport | Log in",
        "Subscribe to our newsletter for the latest stories.", "Advertisement", "Continue reading below", "View all comments (12)", "This article was originally published in The Sample Review.",
        "Download PDF Print Send by email", "Posted by admin on 5 June {year}", "Privacy Policy | Terms of Use", "Skip to main content", "Previous post: {title}",
        "Sign up for our daily email and never miss a story.", "Log in or register to post comments", "You may also like: {title}",
    ),
}
TITLES = {
    "id": ("7 Fakta Unik Perang Dunia", "Kisah Seorang Raja yang Terlupakan", "Mengapa Kapal Itu Tenggelam"),
    "en": ("7 Strange Facts About the War", "The King Nobody Remembers", "Why the Ship Went Down"),
}


def boilerplate(text: str, language: str, chance: random.Random) -> Noisy:
    slots = {"title": TITLES[language], "year": ("2019", "2022", "2024")}
    said = fill(chance.choice(BOILERPLATE[language]), slots, chance)
    ended = said.endswith((".", "*"))
    return as_sentence(text, said, chance) if ended and chance.random() < 0.4 else as_line(text, said, chance)


# --- lines that are no sentences ---

FRAGMENTS = {
    "id": (
        "Gambar {n}", "Foto: Dokumentasi Museum", "Halaman {n} dari 20", "Tabel {n}. Jumlah penduduk menurut tahun", "Bab {n}", "Oleh: Budi Contoh", "Peta wilayah", "{n}", "Latihan {n}",
        "Perang dan damai di Eropa Timur", "Sumber: koleksi pribadi", "Para tokoh penting abad itu", "Kelas: ______", "Senin, 12 Mei 2020 | 10:30 WIB", "Daftar Isi",
    ),
    "en": (
        "Figure {n}", "Photo: Museum Collection", "Page {n} of 20", "Table {n}. Population by year", "Chapter {n}", "By John Sample", "Map of the region", "{n}", "Exercise {n}",
        "War and peace in Eastern Europe", "Source: private collection", "The great names of that century", "Class: ______", "Monday, 12 May 2020 | 10:30", "Table of Contents",
    ),
}  # fmt: skip


def fragment(text: str, language: str, chance: random.Random) -> Noisy:
    said = fill(chance.choice(FRAGMENTS[language]), {"n": tuple(str(n) for n in range(1, 20))}, chance)
    return as_line(text, said, chance)


# --- other languages and scripts ---

FOREIGN = {
    "nl": ("De oorlog was voor het land een ramp en niemand kon zich dat voorstellen.", "Het leger werd door de vijand verslagen toen de winter kwam."),
    "de": ("Der Krieg war für das Land eine Katastrophe und niemand wollte das sehen.", "Die Truppen wurden von dem Feind geschlagen, als der Winter kam."),
    "fr": ("La guerre était une catastrophe pour le pays et personne ne voulait le dire.", "Les soldats ont été vaincus par les ennemis dans cette ville."),
    "es": ("La guerra fue una catástrofe para el país y nadie lo quería decir.", "Los soldados no fueron vencidos por el enemigo en esta ciudad."),
}
SCRIPTS = (
    "Война началась в июне и закончилась только в мае.", "전쟁은 유월에 시작되어 오월에 끝났다.", "战争于六月开始，于五月结束。", "戦争は六月に始まった。", "بدأت الحرب في شهر يونيو وانتهت في مايو.",
    "Ο πόλεμος άρχισε τον Ιούνιο.", "สงครามเริ่มขึ้นในเดือนมิถุนายน", "युद्ध जून में शुरू हुआ।", "המלחמה החלה ביוני.", "댓글 달기", "Комментарии",
)


def other_language(text: str, language: str, chance: random.Random) -> Noisy:
    if chance.random() < 0.6:
        other = "en" if language == "id" else "id"
        source = chance.choice(clean(other))
        cut = essay(source)
        long = [s.text for s in sentences(cut, other) if len(s.text) >= 40]
        said = chance.choice(long)
    else:
        said = chance.choice(FOREIGN[chance.choice(sorted(FOREIGN))])
    return chance.choice((as_sentence, as_line))(text, said, chance)


def script(text: str, language: str, chance: random.Random) -> Noisy:
    return chance.choice((as_sentence, as_line, in_sentence))(text, chance.choice(SCRIPTS), chance)


# --- fused sentences ---


def fused(text: str, language: str, chance: random.Random) -> Noisy | None:
    """The full stop between two sentences is gone. Only where a common word opens the second: a name there looks the

    same with and without the full stop.
    """
    lower = {w for w in re.findall(r"\b[a-z]+\b", text)}
    places = [at for at in stops(text) if (m := re.match(r"(\w+)", text[at:])) and m[1].lower() in lower]
    places = [at for at in places if len(text[:at].split("\n")[-1].split()) > 5]
    at = chance.choice(places)
    return Noisy(text[: at - 2] + text[at - 1 :], at - 12, at + 10)


# --- marks ---


def hyphen(text: str, language: str, chance: random.Random) -> Noisy:
    words = [m for m in re.finditer(r"(?<=\s)[a-z]{7,}(?=[\s,.])", text)]
    doubled = [m for m in re.finditer(r"\b([a-z]{3,})-([a-z]{3,})\b", text)]
    kind = chance.randrange(3)
    if kind == 0 and doubled:
        match = chance.choice(doubled)
        by = chance.choice((f"{match[1]} -{match[2]}", f"{match[1]}- {match[2]}"))
    elif kind == 1:
        match = chance.choice(words)
        at = chance.randrange(3, len(match[0]) - 2)
        by = match[0][:at] + chance.choice(("- ", " -")) + match[0][at:]
    else:
        match = chance.choice([m for m in words if is_known(m[0], language)])
        at = chance.randrange(3, len(match[0]) - 2)
        by = match[0][:at] + chance.choice(("- ", "¬", "­")) + match[0][at:]
    return replaced(text, match.start(), match.end(), by)


def quotes(text: str, language: str, chance: random.Random) -> Noisy:
    """One mark of a pair is missing: the flag must stand in the same paragraph, on a quotation mark."""
    found = [m for m in re.finditer(r"(?<=\s)(?:[a-z]+ ){1,5}[a-z]+(?=[\s,.])", text)]
    match = chance.choice(found)
    opening, closing = chance.choice((('"', '"'), ("“", "”"), ("«", "»")))
    by = opening + match[0] if chance.random() < 0.5 else match[0] + closing
    return replaced(text, match.start(), match.end(), by)


def citation(text: str, language: str, chance: random.Random) -> Noisy:
    own = ("[butuh rujukan]", "[siapa?]", "[catatan 2]") if language == "id" else ("[citation needed]", "[who?]", "[note 2]")
    mark = chance.choice((f"[{chance.randrange(1, 200)}]", f"[{chance.randrange(1, 9)}][{chance.randrange(9, 20)}]", "[a]", "[3,4]", *own))
    at = chance.choice([*ends(text), *(g - 1 for g in gaps(text))])
    return replaced(text, at, at, mark)


# --- words ---


def name_case(text: str, language: str, chance: random.Random) -> Noisy:
    """A name loses its capital: one that stands inside a sentence, of those that the world or the text itself knows."""
    known = KNOWN_NAMES[language]
    inside = [m for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", text)]
    often = {w for w in re.findall(r"\b[A-Z][a-z]{3,}\b", text) if text.count(w) >= 3}
    common = set(re.findall(r"\b[a-z]{4,}\b", text))
    able = [m for m in inside if m[0] in known or (m[0] in often - TITLES_AND_HEADS and m[0].lower() not in common)]
    match = chance.choice(able)
    return replaced(text, match.start(), match.end(), match[0].lower())


# parts of names that are common words as well: in lower case they may be right
TITLES_AND_HEADS = frozenset(
    "Presiden Menteri Perdana Luar Negeri Dalam Konferensi Tentara Merah Kongres Perang Front Timur Barat Pemberontakan Duta Besar Serikat Sekutu "
    "President Minister Foreign Prime Conference Army Home Congress Department Front Eastern Western Union United States Secretary Ambassador Allied Allies "
    "Railway Civil".split()
)
KNOWN_NAMES = {
    "id": frozenset([*MONTHS["id"], *"Jerman Inggris Prancis Soviet Amerika Jepang Belanda Portugis Roosevelt Stalin Churchill Moskow Washington Jakarta Ternate Tidore Malaka Eropa Gujarat Makassar Jawa Arab Pattimura Polandia Finlandia".split()]),
    "en": frozenset([*MONTHS["en"], *"Germany Britain France German British French Roosevelt Stalin Churchill Moscow Washington London Belgium Russia England English Prussia Austria American Poland Finland Stephenson".split()]),
}  # fmt: skip


def misspelling(text: str, language: str, chance: random.Random) -> Noisy | None:
    """A letter is left out, doubled, changed, put in, or changes places; the result is no word of the dictionary."""
    words = [m for m in re.finditer(r"(?<=\s)[a-z]{5,}(?=[\s,.])", text)]
    for _ in range(50):
        match = chance.choice(words)
        word, i = match[0], chance.randrange(1, len(match[0]) - 1)
        letter = chance.choice(string.ascii_lowercase)
        made = chance.choice(
            (
                word[:i] + word[i + 1 :],
                word[:i] + word[i] + word[i:],
                word[:i] + letter + word[i + 1 :],
                word[:i] + letter + word[i:],
                word[:i] + word[i + 1] + word[i] + word[i + 2 :],
            )
        )
        if made != word and not in_a_list(made, language):
            return replaced(text, match.start(), match.end(), made)
    return None


def in_a_list(word: str, language: str) -> bool:
    from handouts.languages.dictionary import dictionary

    return word in dictionary(language)


# --- signs of machine translation ---

MACHINE = {
    "id": (
        "sekretaris negara bagian", "departemen negara bagian", "memalsukan aliansi", "pertemuan satu-satu", "di seluruh pemberontakan", "di seluruh perang", "kebijakan asing",
        "&nbsp;", "&amp;quot;", "&#8217;", "{twice}", "{twice}", "menteri perdana", "tirai setrika", "perang pilek", "membayar perhatian",
    ),
    "en": (
        "united state of america", "the untied nations", "chilly war", "nice britain", "prime priest", "crimson army", "world war the second", "the soviet association", "&nbsp;", "&amp;quot;", "&#8217;", "{twice}", "{twice}", "iron drape",
        "took location in", "despite of",
    ),
}  # fmt: skip
TWICE = {"id": ("yang", "dan", "di", "dengan", "untuk", "pada"), "en": ("the", "of", "and", "to", "in", "was")}


def machine(text: str, language: str, chance: random.Random) -> Noisy:
    said = chance.choice(MACHINE[language])
    if said == "{twice}":
        places = [m for m in re.finditer(rf"(?<= )({'|'.join(TWICE[language])}) (?=[a-z])", text)]
        match = chance.choice(places)
        return replaced(text, match.start(), match.end() - 1, f"{match[1]} {match[1]}")
    return in_sentence(text, said, chance)


KINDS: dict[str, Injector] = {
    "flag-spam": spam,
    "flag-boilerplate": boilerplate,
    "flag-not-a-sentence": fragment,
    "flag-language": other_language,
    "flag-script": script,
    "flag-fused": fused,
    "flag-hyphen": hyphen,
    "flag-quotes": quotes,
    "flag-citation": citation,
    "flag-name-case": name_case,
    "flag-spelling": misspelling,
    "flag-translation": machine,
}


def samples(kind: str, language: str, seeds: range) -> Iterator[Noisy]:
    """One noisy text for each seed."""
    texts = clean(language)
    for seed in seeds:
        chance = random.Random(f"{kind} {language} {seed}")
        noisy = KINDS[kind](chance.choice(texts), language, chance)
        if noisy is not None:
            yield noisy
