"""A lesson's sheets with every block, in Indonesian."""

from io import BytesIO

from PIL import Image as Pictures

from handouts.model.document import (
    AnswerEntry,
    Band,
    Bank,
    Box,
    Cell,
    ChartEvent,
    Columns,
    CutLine,
    Definitions,
    Document,
    Footer,
    GapMark,
    Heading,
    Image,
    Keep,
    Letterhead,
    LetterLine,
    LineBreak,
    ListBlock,
    Logo,
    Matching,
    NameBlock,
    NameField,
    Note,
    Options,
    Ordering,
    PageBreak,
    Para,
    PassagePara,
    QrCode,
    Question,
    QuickKey,
    ReadingPassage,
    Score,
    ScoreBox,
    SectionHead,
    Space,
    Span,
    Table,
    TimelineChart,
    Wide,
    WritingLines,
)
from handouts.model.press import Paper
from handouts.model.timeline import Day

A4 = Paper("A4", 210, 297)
F4 = Paper("F4", 215, 330)


def t(text, **style):
    return (Span(text, **style),)


def png(width=120, height=60, mode="RGBA", kind="PNG"):
    out = BytesIO()
    Pictures.new(mode, (width, height), (180, 190, 200, 128)[: len(mode)]).save(out, kind)
    return out.getvalue()


PARAGRAPHS = (
    "Sampai tahun 1939 hampir tidak ada yang percaya bahwa Amerika Serikat dan Uni Soviet "
    "akan menjadi sekutu. Pada Agustus 1939 Uni Soviet menandatangani pakta nonagresi dengan "
    "Jerman Nazi. Sebulan kemudian pasukan Soviet menduduki Polandia timur, dan pada akhir "
    "November mereka menyerang Finlandia. Presiden Franklin Roosevelt mengecam Moskwa secara "
    "terbuka dan menjatuhkan embargo moral atas ekspor barang tertentu.",
    "Meski didesak untuk memutus hubungan, Roosevelt tidak pernah lupa bahwa ancaman "
    "terbesar bagi perdamaian dunia adalah Jerman Nazi. Mulai Juli 1940, Wakil Menteri Luar "
    "Negeri Sumner Welles berunding dengan Duta Besar Soviet Konstantin Umansky di "
    "Washington. Welles menolak mengakui perbatasan baru Soviet, tetapi pada Januari 1941 "
    "pemerintah Amerika mencabut embargo itu.",
    "Titik baliknya datang pada Juni 1941, ketika Jerman menyerbu Uni Soviet. Roosevelt "
    "mengutus ajudan kepercayaannya, Harry Hopkins, ke Moskwa untuk menilai keadaan militer. "
    "Departemen Perang memperkirakan Soviet tidak akan bertahan lebih dari enam minggu; "
    "setelah dua kali bertemu Stalin, Hopkins justru menganjurkan bantuan.",
)


def passage(repeat=1):
    first = (
        Span("Kiriman "),
        Span("pinjam-sewa", gloss=True),
        Span(" ("),
        Span("Lend-Lease", italic=True, lang="en"),
        Span(") pertama sudah dalam perjalanan pada "),
        Span("akhir Oktober 1941", doubt=True),
        Span(". Stalin tetap "),
        Span("sangat", bold=True),
        Span(" curiga terhadap sekutu barunya, dan kecurigaan itu tidak pernah benar-benar hilang selama perang."),
    )
    parts = []
    for n in range(repeat * 4):
        content = first if n % 4 == 3 else t(PARAGRAPHS[n % 4])
        if n == 4:
            parts.append(Heading(2, t("Front Kedua"), "essay.md:9"))
        parts.append(PassagePara(f"p{n + 1}", str(n + 1), content, src=f"essay.md:{n + 1}"))
    return ReadingPassage(tuple(parts), src="handout.xml.j2:8")


EVENTS = (
    ("Agustus 1939", "Pakta nonagresi Jerman–Soviet ditandatangani", (1939, 8, 23)),
    ("akhir November", "Soviet menyerang Finlandia", (1939, 11, 30)),
    ("Juli 1940", "Perundingan Welles–Umansky dimulai di Washington", (1940, 7, 1)),
    ("Januari 1941", "Amerika Serikat mencabut embargo", (1941, 1, 21)),
    ("Juni", "Jerman menyerbu Uni Soviet", (1941, 6, 22)),
    ("akhir Oktober", "Kiriman pinjam-sewa pertama berangkat", (1941, 10, 25)),
    ("akhir 1941 hingga 1945", "Aliansi Amerika Serikat–Uni Soviet", (1941, 12, 1)),
    (
        "Agustus 1944",
        "Pemberontakan Warsawa tidak dibantu Soviet, meskipun pasukan Soviet sudah berdiri di "
        "tepi timur sungai Wisła dan mendengar pertempuran",
        (1944, 8, 1),
    ),
    ("Maret 1945", "Perundingan rahasia di Italia tanpa Soviet", (1945, 3, 8)),
)


def chart(events=EVENTS, last=None):
    made = []
    for date, label, day in events:
        ranged = "hingga" in date
        end = Day(1945, 9, 2) if ranged else Day(*day)
        content = t(label, bold=ranged)
        made.append(ChartEvent(date, content, Day(*day), end, bar=ranged, loose_start=ranged))
    return TimelineChart(tuple(made), "Garis waktu dari 1939 sampai 1945", src="timeline.xml.j2:3")


FOOTER = Footer(
    "Aliansi AS–Soviet 1941–1945 · Sejarah · Kelas XI", "Paket B", "7F3A-B", "halaman {page} dari {pages}", ""
)

HANDOUT = (
    Para(t("BACAAN"), "kicker"),
    Heading(1, t("Sekutu yang Terpaksa: Amerika Serikat dan Uni Soviet, 1941–1945")),
    Para(
        t(
            "Tujuan: menjelaskan mengapa dua negara yang saling curiga bersekutu, dan apa yang "
            "nyaris memecah mereka. Waktu membaca: 12 menit."
        ),
        "lead",
    ),
    passage(),
    Note(
        "Sambil Membaca.",
        t(
            "Garis bawahi setiap tanggal. Berilah tanda tanya pada kata yang belum dikenal, lalu "
            "periksalah di glosarium."
        ),
    ),
    SectionHead("2", "Garis Waktu"),
    Para(t("Jarak antartitik sesuai dengan skala waktu. Batang menunjukkan rentang waktu."), "instruction"),
    chart(),
    SectionHead("3", "Glosarium"),
    Definitions(
        (
            (t("embargo"), t("larangan berdagang dengan suatu negara untuk menekan pemerintahnya")),
            (
                t("pinjam-sewa"),
                t("bantuan senjata dan bahan yang dibayar kemudian (")
                + t("Lend-Lease", italic=True, lang="en")
                + t(")"),
            ),
            (t("nonagresi"), t("janji untuk tidak saling menyerang")),
            (t("sekutu"), t("negara yang berjanji saling membantu dalam perang")),
            (t("duta besar"), t("wakil tertinggi suatu negara di negara lain")),
        ),
        2,
    ),
    Definitions(
        (
            (
                t("ajudan"),
                t(
                    "perwira atau orang kepercayaan yang membantu seorang pemimpin dalam tugas sehari-hari, "
                    "di kantor maupun di perjalanan"
                ),
            ),
            (t("front"), t("garis depan pertempuran")),
        )
    ),
)

NAMES = NameBlock(
    ((NameField("Nama", 2.4), NameField("Kelas", 1)), (NameField("No. Absen", 2.4), NameField("Tanggal", 1))),
    "Skor",
    "/ 40",
    src="worksheet.xml.j2:4",
)


def choices(*texts):
    return Options(tuple(zip("ABCDE", (t(x) for x in texts), strict=False)))


WORKSHEET = (
    Para(t("LEMBAR KERJA"), "kicker"),
    Heading(1, t("Sekutu yang Terpaksa")),
    NAMES,
    SectionHead("A", "Pilihan Ganda"),
    Para(
        t(
            "Berilah tanda silang (×) pada huruf A, B, C, D, atau E di depan jawaban yang paling "
            "tepat. Skor 2 untuk setiap jawaban benar."
        ),
        "instruction",
    ),
    Question(
        "1.",
        t("Perundingan antara Sumner Welles dan Konstantin Umansky dimulai pada ...."),
        (choices("Juni 1940", "Juli 1940", "Januari 1941", "Juni 1941", "Oktober 1941"),),
    ),
    Question(
        "2.",
        t("Mengapa Roosevelt mengutus Harry Hopkins ke Moskwa?"),
        (
            choices(
                "Untuk menilai keadaan militer Uni Soviet",
                "Untuk menandatangani pakta nonagresi",
                "Untuk mengakui perbatasan baru Soviet",
                "Untuk mengumumkan embargo moral",
                "Untuk merundingkan gencatan senjata",
            ),
        ),
    ),
    Question(
        "3.",
        t("Siapa yang berunding di Washington mulai Juli 1940?"),
        (choices("Welles", "Hopkins", "Umansky", "Stalin"),),
    ),
    SectionHead("B", "Melengkapi Kalimat"),
    Para(
        t(
            "Lengkapilah bagian yang rumpang dengan kata dari kotak. Tiga kata tidak dipakai. Skor 2 "
            "untuk setiap jawaban benar."
        ),
        "instruction",
    ),
    Bank("", ("embargo", "Hopkins", "nonagresi", "pinjam-sewa", "Warsawa", "Welles")),
    Question(
        "4.",
        (Span("Pada Agustus 1939 Uni Soviet menandatangani pakta "), GapMark("isian"), Span(" dengan Jerman Nazi.")),
    ),
    Question("5.", (Span("Pada Januari 1941 pemerintah Amerika mencabut "), GapMark("isian"), Span(" itu."))),
    Question(
        "6.",
        (
            Span("Kiriman "),
            GapMark("isian"),
            Span(" pertama sudah dalam perjalanan pada akhir Oktober; "),
            GapMark("isian"),
            Span(" menganjurkannya setelah bertemu Stalin."),
        ),
    ),
    SectionHead("C", "Mengurutkan Peristiwa"),
    Para(
        t(
            "Tuliskan angka 1 (paling awal) sampai dengan 5 (paling akhir) di dalam kotak. Skor 2 "
            "untuk setiap dua peristiwa bersebelahan yang urutannya benar."
        ),
        "instruction",
    ),
    Ordering(
        tuple(
            t(x)
            for x in (
                "Jerman menyerbu Uni Soviet",
                "Perundingan Welles–Umansky dimulai",
                "Pakta nonagresi Jerman–Soviet ditandatangani",
                "Pemberontakan Warsawa",
                "Embargo moral dicabut",
            )
        ),
        "",
    ),
    SectionHead("D", "Menjodohkan"),
    Para(t("Tuliskan huruf jawaban pada garis di depan nomor. Satu huruf tidak dipakai."), "instruction"),
    Matching(
        (
            ("7", t("Wakil Menteri Luar Negeri yang berunding dengan Umansky")),
            ("8", t("Ajudan Roosevelt")),
            ("9", t("Duta Besar Soviet")),
        ),
        (
            ("A", t("Harry Hopkins")),
            ("B", t("Konstantin Umansky")),
            ("C", t("Sumner Welles")),
            ("D", t("Franklin Roosevelt")),
        ),
        "Peran",
        "Tokoh",
    ),
    SectionHead("E", "Uraian"),
    Para(
        t(
            "Jawablah dengan kalimat lengkap. Gunakan bukti dari bacaan dan sebutkan nomor barisnya. "
            "Skor paling tinggi 6."
        ),
        "instruction",
    ),
    Question(
        "10.",
        t(
            "Jelaskan dua peristiwa yang mengancam persekutuan Amerika Serikat dan Uni Soviet, dan "
            "mengapa keduanya berbahaya."
        ),
        (WritingLines(5, label="Lima baris untuk jawaban"),),
    ),
)

KEY = (
    Band("KUNCI JAWABAN · PAKET B · untuk guru", "7F3A-B"),
    Heading(1, t("Sekutu yang Terpaksa")),
    Para(
        t("Kunci Ringkas. ", bold=True) + t("Lipatlah pada garis putus-putus, lalu letakkan di samping lembar siswa."),
        "small",
        keep_next=True,
    ),
    QuickKey(
        (
            ("1", "B"),
            ("2", "A"),
            ("3", "A"),
            ("4", "nonagresi"),
            ("5", "embargo"),
            ("6", "pinjam-sewa; Hopkins"),
            ("Bagian C", "4 2 1 5 3"),
            ("7", "C"),
            ("8", "A"),
            ("9", "B"),
            ("10", "rubrik"),
            ("Jumlah", "40"),
        )
    ),
    AnswerEntry(
        "1.",
        t("B. Juli 1940 · skor 2"),
        "Paragraf 2, baris 8–9",
        (
            Para(t("“Mulai Juli 1940, Wakil Menteri Luar Negeri Sumner Welles berunding …”"), "quote"),
            Para(
                t("Pengecoh: Juni 1941 adalah serangan Jerman (baris 12); Januari 1941 pencabutan embargo (baris 11)."),
                "small",
            ),
        ),
    ),
    AnswerEntry(
        "2.",
        t("A. Untuk menilai keadaan militer Uni Soviet · skor 2"),
        "Paragraf 3, baris 13–14",
        (
            Para(
                t(
                    "“Roosevelt mengutus ajudan kepercayaannya, Harry Hopkins, ke Moskwa untuk menilai "
                    "keadaan militer.”"
                ),
                "quote",
            ),
        ),
    ),
    AnswerEntry("10.", t("Uraian · skor 6"), "Paragraf 4, baris 19–27"),
    Table(
        (
            (Cell(t("Skor"), True), Cell(t("Deskripsi"), True)),
            (Cell(t("5–6"), True), Cell(t("dua peristiwa, masing-masing dengan alasan dan nomor baris"))),
            (Cell(t("3–4"), True), Cell(t("dua peristiwa tanpa alasan lengkap, atau satu dengan alasan"))),
            (Cell(t("1–2"), True), Cell(t("satu peristiwa tanpa alasan"))),
        ),
        1,
        (1, 8),
    ),
    Note(
        "Catatan untuk guru.",
        t(
            "2 kalimat bacaan dikoreksi sebelum dicetak (baris 9 dan 21). Butir 7 perlu pertimbangan "
            "guru. Skor urutan: 2 untuk setiap dua peristiwa bersebelahan yang urutannya benar."
        ),
    ),
)

REST = (
    Heading(2, t("Sumber dan Refleksi")),
    Heading(3, t("Yang perlu disiapkan")),
    ListBlock(
        (
            t("pensil dan penghapus"),
            t("glosarium"),
            t(
                "peta Eropa dari tahun 1939, lebih baik yang menunjukkan batas Polandia sebelum dan "
                "sesudah September 1939"
            ),
        )
    ),
    ListBlock((t("Bacalah teks."), t("Jawablah soal.")), ordered=True),
    Para(
        (
            Span("H"),
            Span("2", sub=True),
            Span("O dan x"),
            Span("2", sup=True),
            Span(" & <b>bukan markah</b>"),
            LineBreak(),
            Span("baris kedua"),
        ),
        "body",
    ),
    Para(t("Dikutip dari buku pelajaran, halaman 12."), "source"),
    Para(t("Jawaban tebal."), "answer"),
    Keep(
        (
            Heading(3, t("Gambar")),
            Image(png(), "Peta Eropa 1939", t("Peta Eropa, 1939"), 60),
            Image(png(mode="RGB", kind="JPEG"), "Foto", width_mm=30),
        )
    ),
    Space(20),
    Table(
        tuple(
            [(Cell(t("No."), True), Cell(t("Peristiwa"), True), Cell(t("Skor"), True, "right"))]
            + [
                (Cell(t(str(n))), Cell(t("Perundingan Welles–Umansky")), Cell(t("2"), align="right"))
                for n in range(1, 31)
            ]
        ),
        1,
        (1, 6, 1),
        grid=False,
    ),
    PageBreak(),
    Para(t("Halaman terakhir.")),
    Question("11.", t("Refleksi"), (WritingLines(3),)),
)


LAYOUT = (
    Letterhead(
        (
            LetterLine(t("PEMERINTAH PROVINSI CONTOH"), "heading"),
            LetterLine(t("SMA NEGERI 1 CONTOH"), "title", True),
            LetterLine(t("Jalan Melati 12, Kota Contoh 12345"), "small"),
        ),
        (Logo(png(90, 90), "Lambang provinsi"), Logo(png(90, 90), "Logo sekolah", "right")),
    ),
    NameBlock(
        (
            (NameField("Kelompok"), NameField("Kelas")),
            (NameField("Anggota", kind="heading"),),
            (NameField("1.", kind="member"), NameField("2.", kind="member")),
        )
    ),
    ScoreBox((Score("Nilai", "/ 100"), Score("Paraf guru"), Score("Paraf orang tua")), 70),
    Columns(
        (
            Heading(2, t("Pilihan Ganda"), id="pg"),
            Question("1", t("Pakta itu ditandatangani pada ...."), (choices("Juni 1939", "Agustus 1939"),)),
            Question("2", t("Embargo dicabut pada ...."), (choices("Januari 1941", "Juni 1941"),)),
            Wide((Heading(3, t("Uraian")),)),
            Question("3", t("Jelaskan alasannya."), (WritingLines(3),)),
            Question("4", t("Gambarlah."), (Box(30, fill="squared", pitch_mm=5, label="Tempat menggambar"),)),
            CutLine("Gunting di sini"),
            ListBlock((t("satu"), t("dua")), True, numbering="a", below=(ListBlock((t("dalam"),)), None)),
        ),
        rule=True,
    ),
    Para(
        (Span("Baca "), Span("bacaan di web", href="https://contoh.example"), Span(" dan "), Span("soal", href="#pg"))
    ),
    QrCode("https://contoh.example", "Kode QR: bacaan di web", 30, t("Bacaan di web")),
    Table(
        (
            (Cell(t("Aspek"), True), Cell(t("Deskripsi"), True, colspan=2)),
            (Cell(t("Isi"), True, rowspan=2), Cell(t("lengkap")), Cell(t("sebagian"))),
            (Cell(t("tidak ada"), colspan=2),),
        ),
        zebra=True,
    ),
    WritingLines(3, label="Tempat menulis"),
    Box(share=100, title="Kesimpulan", fill="lined", label="Tempat menulis"),
)


def sheet(blocks, title="Sekutu yang Terpaksa", **more):
    return Document("id", title, blocks, FOOTER, **more)


def everything():
    return sheet((*HANDOUT, passage(4), PageBreak(), *WORKSHEET[2:], *KEY[2:], KEY[0], *REST, *LAYOUT))
