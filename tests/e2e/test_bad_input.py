"""Bad input: a clear message or a sound result, never a crash, a hang or silence; the other files are read."""
import os
import resource
import socket
import subprocess
import time
import unittest

from harness import ARTICLE, GERMAN, OTHER, TREVE, TreveTest, main


# One sentence in languages without a pack.
OTHERS = {
    "es": "El ministro de Asuntos Exteriores de Turquía advirtió el martes a Grecia de que su país no aceptará nuevos retrasos en las conversaciones sobre las islas, y pidió a la Unión Europea que medie entre ambas partes.",
    "it": "Il ministro degli Esteri turco ha avvertito martedì la Grecia che il suo paese non accetterà altri ritardi nei colloqui sulle isole e ha chiesto all'Unione europea di mediare tra le due parti.",
    "pt": "O ministro dos Negócios Estrangeiros da Turquia avisou na terça-feira a Grécia de que o seu país não aceitará novos atrasos nas negociações sobre as ilhas e pediu à União Europeia que faça a mediação.",
    "ca": "El ministre d'Afers Exteriors turc va advertir dimarts Grècia que el seu país no acceptarà més retards en les converses sobre les illes i va demanar a la Unió Europea que faci de mitjancera.",
    "ro": "Ministrul turc de externe a avertizat marți Grecia că țara sa nu va accepta noi întârzieri în discuțiile despre insule și a cerut Uniunii Europene să medieze între cele două părți.",
    "nl": "De Turkse minister van Buitenlandse Zaken waarschuwde Griekenland dinsdag dat zijn land geen verdere vertraging in de gesprekken over de eilanden zal aanvaarden en vroeg de Europese Unie om te bemiddelen.",
    "sv": "Turkiets utrikesminister varnade på tisdagen Grekland för att hans land inte kommer att acceptera ytterligare förseningar i samtalen om öarna och bad Europeiska unionen att medla mellan parterna.",
    "da": "Tyrkiets udenrigsminister advarede tirsdag Grækenland om, at hans land ikke vil acceptere yderligere forsinkelser i samtalerne om øerne, og bad Den Europæiske Union om at mægle mellem parterne.",
    "pl": "Minister spraw zagranicznych Turcji ostrzegł we wtorek Grecję, że jego kraj nie zaakceptuje dalszych opóźnień w rozmowach o wyspach, i poprosił Unię Europejską o mediację między stronami.",
    "tr": "Türkiye Dışişleri Bakanı salı günü Yunanistan'ı, ülkesinin adalara ilişkin görüşmelerde daha fazla gecikmeyi kabul etmeyeceği konusunda uyardı ve Avrupa Birliği'nden arabuluculuk yapmasını istedi.",
    "id": "Menteri Luar Negeri Turki pada hari Selasa memperingatkan Yunani bahwa negaranya tidak akan menerima penundaan lebih lanjut dalam pembicaraan mengenai kepulauan itu dan meminta Uni Eropa menjadi penengah.",
    "af": "Die Turkse minister van buitelandse sake het Griekeland Dinsdag gewaarsku dat sy land nie verdere vertragings in die gesprekke oor die eilande sal aanvaar nie en het die Europese Unie gevra om te bemiddel.",
    "oc": "Lo ministre turc dels Afars Estrangièrs a avertit dimars la Grècia que son país acceptarà pas de novèls retards dins las discussions sus las illas e a demandat a l'Union Europèa de servir de mediatritz.",
    "ht": "Minis Afè Etranje Tiki a te avèti Lagrès madi ke peyi li a pap aksepte okenn lòt reta nan chita pale yo sou zile yo, epi li te mande Inyon Ewopeyen an pou l sèvi medyatè ant de pati yo.",
    "eo": "La turka ministro pri eksteraj aferoj avertis marde Grekion, ke lia lando ne akceptos pliajn prokrastojn en la interparoloj pri la insuloj, kaj petis la Eŭropan Union peri inter la flankoj.",
    "ru": "Министр иностранных дел Турции предупредил во вторник Грецию, что его страна не потерпит дальнейших задержек в переговорах об островах, и попросил Европейский союз о посредничестве.",
    "el": "Ο υπουργός Εξωτερικών της Τουρκίας προειδοποίησε την Τρίτη την Ελλάδα ότι η χώρα του δεν θα δεχθεί άλλες καθυστερήσεις στις συνομιλίες για τα νησιά.",
    "ar": "حذر وزير الخارجية التركي يوم الثلاثاء اليونان من أن بلاده لن تقبل مزيدا من التأخير في المحادثات بشأن الجزر وطلب من الاتحاد الأوروبي التوسط بين الجانبين.",
    "zh": "土耳其外交部长周二警告希腊，他的国家不会接受有关岛屿谈判的进一步拖延，并请求欧盟在双方之间进行调解。",
    "sw": "Waziri wa Mambo ya Nje wa Uturuki aliionya Ugiriki siku ya Jumanne kwamba nchi yake haitakubali kucheleweshwa zaidi kwa mazungumzo kuhusu visiwa hivyo na akauomba Umoja wa Ulaya upatanishe.",
}


class OtherLanguages(TreveTest):
    def test_no_article_of_another_language_is_coded(self):
        for language, text in OTHERS.items():
            with self.subTest(language):
                run = self.treve("code", "-f", "ndjson", stdin=f"date 2020-10-10\n\n{text}\n".encode(), status=1)
                self.assertEqual(run.out, "")
                self.assertIn("unknown language", run.err)


class BadInput(TreveTest):
    def setUp(self):
        super().setUp()
        self.good = self.write("good.txt", ARTICLE)
        self.expected = self.treve("code", "-f", "ndjson", self.good, status=0).out

    def rejected(self, bad, *words, is_text=False):
        """`bad` is rejected with a message that names it and says these words; the files around it are read. What is a text can be
        extracted."""
        run = self.treve("code", "-f", "ndjson", self.good, bad, self.good, status=1)
        self.assertEqual(run.out, self.expected + self.expected)
        if not is_text:
            extracted = self.treve("extract", self.good, bad, self.good, status=1)
            self.assertEqual(extracted.out, self.treve("extract", self.good, self.good, status=0).out)
            self.assertIn(str(bad), extracted.err)
        line = next((line for line in run.err.splitlines() if str(bad) in line), None)
        self.assertIsNotNone(line, run.err)
        for word in words:
            self.assertIn(word, line)
        self.assertLess(len(line), len(str(bad)) + 300)
        alone = self.treve("code", bad, status=1)
        self.assertIn(str(bad), alone.err)
        self.assertIn(self.treve("parse", bad).status, (0, 1))

    def read(self, name, content):
        """The file is read; its records."""
        run = self.treve("code", "-f", "ndjson", self.write(name, content), status=0)
        return run.records

    def read_or_rejected(self, name, content):
        file = self.write(name, content)
        run = self.treve("code", "-f", "ndjson", file)
        self.assertIn(run.status, (0, 1))
        if run.status == 1:
            self.assertIn(str(file), run.err)
        return run

    def test_empty(self):
        self.rejected(self.write("empty.txt", b""), "empty")

    def test_missing(self):
        self.rejected(self.folder / "missing.txt", "No such file")

    def test_folder_without_articles(self):
        empty = self.folder / "empty"
        empty.mkdir()
        run = self.treve("code", "-f", "ndjson", empty)
        self.assertIn("no articles in it", run.err)
        self.assertEqual(run.out, "")

    @unittest.skipIf(os.geteuid() == 0, "nothing is unreadable to root")
    def test_no_permission(self):
        file = self.write("locked.txt", ARTICLE)
        file.chmod(0)
        self.rejected(file, "ermission")

    @unittest.skipUnless(os.path.exists("/proc/self/mem"), "no /proc")
    def test_reading_fails(self):
        self.rejected("/proc/self/mem")

    def test_socket(self):
        path = self.folder / "socket"
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(str(path))
            self.rejected(path)

    def test_link_to_itself(self):
        path = self.folder / "loop"
        path.symlink_to(path)
        self.rejected(path)

    def test_binary(self):
        self.rejected(self.write("program", bytes(range(256)) * 40))
        with open(TREVE, "rb") as program:
            self.rejected(self.write("treve.txt", program.read(200000)))

    def test_image(self):
        self.rejected(self.write("image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))))

    def test_not_utf8_names_the_byte(self):
        text = "La trêve a été signée à Moscou.\n".encode("latin-1")
        self.rejected(self.write("latin1.txt", text), "UTF-8", str(text.index(b"\xea")))

    def test_utf16(self):
        self.rejected(self.write("utf16.txt", ARTICLE.encode("utf-16")))

    def test_truncated_in_a_character(self):
        text = "date 2020-10-10\n\nUne trêve a été signé".encode()
        self.rejected(self.write("cut.txt", text[:-1]), "UTF-8", str(len(text) - 2))

    def test_surrogates_and_overlong_forms(self):
        for name, raw in (("surrogate", b"\xed\xa0\x80"), ("overlong", b"\xc0\xaf"), ("beyond", b"\xf4\x90\x80\x80"),
                          ("stray", b"\x80"), ("fe", b"\xfe")):
            with self.subTest(name):
                self.rejected(self.write(name + ".txt", b"Une tr\xc3\xaave " + raw + b" dure.\n"), "UTF-8", "12")

    def test_nul(self):
        self.rejected(self.write("nul.txt", ARTICLE.replace("Moscou", "Mos\0cou")))

    def test_one_line_of_100_megabytes(self):
        path = self.folder / "line.txt"
        with open(path, "wb") as f:
            for _ in range(100):
                f.write(b"Le soldat a tire sur la ville " * 33334 + b"x" * (1000000 - 30 * 33333 - 10))
        self.rejected(path)

    def test_a_file_without_end(self):
        self.rejected("/dev/zero")

    def test_standard_input_without_end(self):
        with open("/dev/zero", "rb") as zeros:
            done = subprocess.run([TREVE, "code", "-"], stdin=zeros, capture_output=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 1)

    def test_a_sentence_of_five_thousand_words(self):
        words = "le soldat russe attaque la ville et ".split() * 715
        records = self.read("sentence.txt", "date 2020-10-10\n\n" + " ".join(words[:5000]) + ".\n")
        self.assertLess(len(records), 5000)

    @unittest.skipIf(os.environ.get("TREVE_SANITIZED") == "1", "slow under the sanitizers")
    def test_time_and_memory_grow_with_the_length_only(self):
        sentence = "La Turquie menace la Grèce. « Nous attaquerons Athènes », a déclaré mardi Recep Tayyip Erdogan.\n"
        took = []
        for times in (1000, 8000):
            file = self.write("long.txt", "date 2020-10-10\n\n" + sentence * times)
            begin = time.monotonic()
            self.treve("code", "-f", "ndjson", "-l", "fr", file, status=0)
            took.append(time.monotonic() - begin)
        self.assertLess(took[1], 8 * 4 * took[0] + 1)

    def test_a_word_of_a_megabyte(self):
        self.read_or_rejected("word.txt", "date 2020-10-10\n\n" + "a" * 1000000 + " attaque la ville.\n")

    def test_a_million_blank_lines(self):
        self.rejected(self.write("blank.txt", b"\n" * 1000000))
        self.rejected(self.write("spaces.txt", b" \t\r\n" * 10000))
        records = self.read("lines.txt", ARTICLE.replace("\n\nLe président", "\n" + "\n" * 1000000 + "Le président"))
        self.assertEqual(len(records), len(self.expected.splitlines()))

    def test_control_characters(self):
        text = ARTICLE.replace("humanitaire", "huma\x01\x02\x1b[31mnitaire\x7f\x0c").replace("mardi", "mar\x85di")
        run = self.read_or_rejected("control.txt", text)
        if run.status == 0:
            self.assertTrue(run.records)

    def test_bidirectional_and_invisible_characters(self):
        self.read_or_rejected("bidi.txt", ARTICLE.replace("Moscou", "\u202eMoscou\u202c\u200b\u2066").replace("Grèce", "Gre\u0300ce"))

    def test_byte_order_mark_and_carriage_returns(self):
        plain = [r["event"] for r in self.read("plain.txt", ARTICLE) if r["record"] == "event"]
        for text in ("\ufeff" + ARTICLE, ARTICLE.replace("\n", "\r\n")):
            records = self.read("odd.txt", text)
            self.assertEqual([r["event"] for r in records if r["record"] == "event"], plain)
            self.assertEqual(records[0]["article"]["date"], "2020-10-10")

    def test_no_date(self):
        records = self.read("undated.txt", ARTICLE.split("\n", 1)[1])
        self.assertTrue(records)
        self.assertIsNone(records[0]["article"]["date"])

    def test_impossible_dates_in_the_header(self):
        for date in ("2020-13-45", "2020-02-30", "2020-00", "99999-01", "2020-10-10-10", "hier", ""):
            with self.subTest(date):
                self.read_or_rejected("date.txt", ARTICLE.replace("2020-10-10", date, 1))

    def test_a_date_that_is_none_is_told_with_its_line(self):
        for date in ("2020-13-45", "10/10/2020"):
            with self.subTest(date):
                file = self.write("wrong.txt", ARTICLE.replace("2020-10-10", date, 1))
                self.assertIn(f"{file}:1: note: no date", self.treve("code", file, status=0).err)

    def test_only_a_header(self):
        self.read_or_rejected("header.txt", "date 2020-10-10\n")

    def test_no_language_of_the_packs(self):
        self.rejected(self.write("german.txt", GERMAN), "lang", is_text=True)
        for short in ("El presidente firmó un acuerdo de paz.", "Der Präsident hat ein Abkommen unterzeichnet.",
                      "O presidente assinou um acordo de paz com os rebeldes.", "Президент подписал соглашение."):
            self.rejected(self.write("short.txt", short), "lang", is_text=True)
        self.rejected(self.write("japanese.txt", "安倍首相は昨日、モスクワでプーチン大統領と会談し、停戦について話し合った。" * 10), is_text=True)
        self.rejected(self.write("russian.txt", "Президент России Владимир Путин заявил вчера в Москве, что перемирие будет "
                                                "соблюдаться всеми сторонами конфликта, если они этого захотят. " * 4), is_text=True)

    def test_letters_and_digits_without_sense(self):
        self.read_or_rejected("noise.txt", " ".join(f"{i * 7919 % 100003:x}" for i in range(20000)))
        self.read_or_rejected("marks.txt", "«»\"'()[]—–-.,;:!?…" * 5000)
        self.read_or_rejected("open.txt", "date 2020-10-10\n\n" + "« " * 20000 + "dit Paris.")
        self.read_or_rejected("commas.txt", "date 2020-10-10\n\n" + "Paris, " * 20000 + "attaque.")

    def test_a_hundred_bad_files_and_one_good(self):
        bad = [self.write(f"bad{i}.txt", b"\xff" * (i + 1)) for i in range(100)]
        run = self.treve("code", "-f", "ndjson", *bad[:50], self.good, *bad[50:], "--jobs", "2", status=1)
        self.assertEqual(run.out, self.expected)
        self.assertEqual([line.count("bad") for line in run.err.splitlines() if ".txt" in line], [1] * 100)

    def test_names_that_are_hard_to_print(self):
        for name in ("a\nb.txt", "é ü.txt", "\x1b[31m.txt"):
            file = self.write(name, ARTICLE)
            self.assertTrue(self.treve("code", "-f", "ndjson", file, status=0).records[0]["article"]["file"])
            run = self.treve("code", self.write(name, b"\xff"), status=1)
            self.assertNotIn("\x1b", run.err)
        broken = os.path.join(os.fsencode(self.folder), b"\xff\xfe.txt")
        with open(broken, "wb") as f:
            f.write(OTHER.encode())
        done = subprocess.run([TREVE.encode(), b"code", b"-f", b"ndjson", broken], capture_output=True, timeout=60, check=False)
        self.assertIn(done.returncode, (0, 1))
        done.stdout.decode("utf-8")

    def test_the_reader_goes_away(self):
        files = [self.good] * 60
        with subprocess.Popen([TREVE, "code", "-f", "ndjson", *map(str, files)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as run:
            run.stdout.read(10)
            run.stdout.close()
            err = run.stderr.read()
            status = run.wait(timeout=60)
        self.assertNotIn(b"Sanitizer", err)
        self.assertIn(status, (-13, 0, 1, 2))

    def test_standard_output_is_closed(self):
        done = subprocess.run(["sh", "-c", f'"{TREVE}" code "{self.good}" >&-'], capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)

    @unittest.skipIf(os.environ.get("TREVE_SANITIZED") == "1", "sanitizers reserve address space")
    def test_little_memory(self):
        large = self.write("large.txt", "date 2020-10-10\n\n" + "Le soldat russe attaque la ville de Kiev. " * 50000)

        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))

        done = subprocess.run([TREVE, "code", "-f", "ndjson", "--jobs", "1", "--lang", "fr", str(large), str(self.good)], capture_output=True,
                              timeout=120, check=False, preexec_fn=limit)
        self.assertIn(done.returncode, (0, 1, 2), done.stderr)
        if done.returncode == 1:
            self.assertIn(b"memory", done.stderr)
            self.assertEqual(done.stdout.decode(), self.expected)


if __name__ == "__main__":
    main()
