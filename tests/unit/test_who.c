/* The who stage over short French articles: which mentions there are and what they stand for; broken tables; hostile
 * texts. The parser is the pack's own, so that the cases show what the whole way up to here gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "who/who.h"

#define FRENCH SHARE_DIR "/languages/fr"

static struct trv_arena pack, doc;
static struct trv_text_rules *rules;
static struct trv_parser *parser;
static struct trv_who_data *data;
static struct trv_text *text;
static struct trv_parse *parse;
static struct trv_who *who;

static int set_up(void **state) {
  struct trv_error err = {0};
  trv_arena_init(&pack, 0);
  trv_arena_init(&doc, 0);
  if (trv_text_rules_load(FRENCH, &pack, &rules, &err) == TRV_OK &&
      trv_who_data_load(SHARE_DIR "/world", FRENCH, "fr", &pack, &data, &err) == TRV_OK &&
      trv_parser_load(FRENCH "/model.trv", &parser, &err) == TRV_OK)
    return 0;
  print_error("%s:%u:%u: %s\n", err.path, err.line, err.column, err.message);
  return -1;
}

static int tear_down(void **state) {
  trv_parser_free(parser);
  trv_arena_release(&doc);
  trv_arena_release(&pack);
  return 0;
}

static void read_article(const char *article, const char *date) {
  struct trv_error err = {0};
  trv_arena_reset(&doc);
  assert_int_equal(trv_text_run(rules, article, strlen(article), &doc, &text, &err), TRV_OK);
  assert_int_equal(trv_parse_run(parser, text, &doc, &parse, &err), TRV_OK);
  assert_int_equal(trv_who_run(data, text, parse, NULL, date, &doc, &who, &err), TRV_OK);
}

/* The last mention whose words are `words`. */
static const struct trv_mention *mention(const char *words) {
  for (uint32_t i = who->n_mentions; i-- > 0;) {
    struct trv_span s = who->mentions[i].span;
    if (s.end - s.begin == strlen(words) && !memcmp(text->source + s.begin, words, s.end - s.begin))
      return &who->mentions[i];
  }
  return NULL;
}

static const char *codes(const struct trv_mention *m, bool names) {
  static char out[512];
  out[0] = 0;
  for (uint32_t i = 0; m && i < m->n_entities; i++) {
    const struct trv_entity *e = &who->entities[m->first_entity + i];
    size_t n = strlen(out);
    snprintf(out + n, sizeof out - n, "%s%s:%s%s%s", i ? " " : "", e->code, e->sector, names && e->name ? ":" : "",
             names && e->name ? e->name : "");
  }
  return out;
}

struct row {
  const char *article, *date, *words, *expected;
};

static void check_rows(const struct row *rows, size_t n, bool names) {
  for (size_t i = 0; i < n; i++) {
    read_article(rows[i].article, rows[i].date);
    const struct trv_mention *m = mention(rows[i].words);
    if (!m) print_error("no mention \"%s\" in \"%s\"\n", rows[i].words, rows[i].article);
    assert_non_null(m);
    assert_string_equal(codes(m, names), rows[i].expected);
  }
}
#define CHECK(rows, names) check_rows((rows), sizeof(rows) / sizeof *(rows), (names))

static void test_names(void **state) {
  static const struct row rows[] = {
      {"Ankara a critiqué Paris.", "2020", "Ankara", "TUR:GOV"},
      {"Le Kremlin a démenti.", "2020", "Le Kremlin", "RUS:GOV"},
      {"Le Hamas a refusé.", "2020", "Le Hamas", "PSE:REB:Hamas"},
      {"Vladimir Poutine est arrivé à Minsk.", "2015-02", "Vladimir Poutine", "RUS:GOV:Vladimir Putin"},
      {"Recep Tayyip Erdogan a parlé.", "2020-10", "Recep Tayyip Erdogan", "TUR:GOV:Recep Tayyip Erdoğan"},
      {"Le Haut-Karabakh a protesté.", "2020-10", "Le Haut-Karabakh", "AZE:GOV+PRE:Artsakh"},
  };
  static const struct row plain[] = {{"L'ONU a condamné l'attaque.", "2020", "L'ONU", "UNO:IGO"}};
  CHECK(plain, false);
  CHECK(rows, true);
}

/* Sudan's RSF were the state's paramilitaries, then its enemies. */
static void test_dates(void **state) {
  static const struct row rows[] = {
      {"Les Forces de soutien rapide ont avancé.", "2022-05", "Les Forces de soutien rapide", "SDN:PRM"},
      {"Les Forces de soutien rapide ont avancé.", "2023-06", "Les Forces de soutien rapide", "SDN:REB"},
  };
  CHECK(rows, false);
}

static void test_roles(void **state) {
  static const struct row rows[] = {
      {"Le ministre turc de la Défense, Hulusi Akar, a rapporté cela.", "2022-07",
       "Le ministre turc de la Défense, Hulusi Akar", "TUR:GOV:Hulusi Akar"},
      {"Le ministère russe de la Défense a reconnu le tir.", "2022-07", "Le ministère russe de la Défense",
       "RUS:GOV:Ministry of Defence"},
      {"Le commandement des forces russes a annoncé la reprise.", "2023", "Le commandement des forces russes",
       "RUS:MIL"},
      {"L'ambassadeur de France a été expulsé.", "2022", "L'ambassadeur de France", "FRA:GOV"},
      {"Le porte-parole de l'armée ukrainienne a parlé.", "2015", "Le porte-parole de l'armée ukrainienne", "UKR:MIL"},
      {"Une cinquantaine de chars russes ont franchi la frontière.", "2015", "chars russes", "RUS:MIL"},
      {"Les patrons de la CIA et du Mossad, William Burns et David Barnea, sont à Doha.", "2023-11",
       "Les patrons de la CIA et du Mossad, William Burns et David Barnea",
       "USA:SPY:William Burns ISR:SPY:David Barnea"},
      {"L'ancien président kényan Uhuru Kenyatta est arrivé.", "2022-12", "L'ancien président kényan Uhuru Kenyatta",
       "KEN:ELI:Uhuru Kenyatta"},
  };
  CHECK(rows, true);
}

static void test_distribution(void **state) {
  static const struct row rows[] = {
      {"Les armées arménienne et azerbaïdjanaise s'affrontent.", "2020-10", "Les armées arménienne et azerbaïdjanaise",
       "ARM:MIL AZE:MIL"},
      {"Les chefs des diplomaties azerbaïdjanaise et arménienne sont arrivés.", "2020-10",
       "Les chefs des diplomaties azerbaïdjanaise et arménienne", "AZE:GOV ARM:GOV"},
      {"Les dirigeants russe, français et américain ont appelé au calme.", "2020-10",
       "Les dirigeants russe, français et américain", "RUS:GOV FRA:GOV USA:GOV"},
      {"Des patrouilles russo-turques ont commencé.", "2020-03", "Des patrouilles russo-turques", "RUS:MIL TUR:MIL"},
      {"Des émissaires de Kiev et de Moscou ont paraphé le texte.", "2015", "Des émissaires de Kiev et de Moscou",
       "UKR:GOV RUS:GOV"},
  };
  CHECK(rows, false);
}

/* Persons of whom no table knows take the code of the role that they stand beside, and keep it. */
static void test_unknown_persons(void **state) {
  static const struct row rows[] = {
      {"Le porte-parole du Hezbollah, Karim Testoun, a menacé. M. Testoun est parti.", "2024", "M. Testoun",
       "LBN:PRM:Karim Testoun"},
      {"Les rebelles du M23 avancent. Jean Essaibe, l'un des porte-parole du M23, a parlé.", "2025", "Jean Essaibe",
       "COD:REB:Jean Essaibe"},
  };
  CHECK(rows, true);
}

static void test_focus(void **state) {
  static const struct row rows[] = {
      {"À Kinshasa, des manifestants ont attaqué des ambassades. La police a tiré.", "2025", "La police", "COD:COP"},
      {"Les rebelles houthis ont refusé la trêve au Yémen. Les insurgés ont repris les armes.", "2022-10",
       "Les insurgés", "YEM:REB"},
      {"Le Mali est en crise. Le gouvernement a démissionné.", "2019", "Le gouvernement", "MLI:GOV"},
      {"La trêve est fragile au Soudan entre l'armée soudanaise et les Forces de soutien rapide. Washington accuse "
       "l'armée d'avoir tiré.",
       "2023-06", "l'armée", "SDN:MIL"},
  };
  CHECK(rows, false);
}

static void test_anaphora(void **state) {
  static const struct row rows[] = {
      {"L'Arménie et l'Azerbaïdjan ont signé un accord. Les parties se sont accusées.", "2020-10", "Les parties",
       "ARM:GOV AZE:GOV"},
      {"La Russie et l'Ukraine négocient. Le 7 septembre, les deux pays avaient échangé des détenus.", "2019-12",
       "les deux pays", "RUS:GOV UKR:GOV"},
      {"La trêve entre Israël et le Hamas est respectée. Le mouvement islamiste l'a saluée.", "2023-11",
       "Le mouvement islamiste", "PSE:REB"},
      {"Le président français, Emmanuel Macron, est arrivé. Il a rencontré des élus.", "2022", "Il", "FRA:GOV"},
      {"Le président turc, Recep Tayyip Erdogan, est à Moscou. Le chef de l'État turc a parlé.", "2020-03",
       "Le chef de l'État turc", "TUR:GOV"},
  };
  CHECK(rows, false);
}

static void test_pairs(void **state) {
  static const struct row rows[] = {
      {"Barack Obama a téléphoné à Lee Myung-bak. Tous deux sont convenus de manœuvres.", "2010-11-24", "Tous deux",
       "USA:GOV KOR:GOV"},
      {"Le Conseil de sécurité a parlé. L'Éthiopie et l'Érythrée ont signé. Chacun accuse l'autre.", "2000-06",
       "Chacun", "ETH:GOV ERI:GOV"},
      {"Mwai Kibaki et Raila Odinga ont signé l'accord. À Nairobi, Condoleezza Rice a reçu les deux hommes.", "2008-02",
       "les deux hommes", "KEN:GOV KEN:OPP"},
      {"François Hollande a vu Vladimir Poutine. Ce dernier a plaidé pour une trêve.", "2014-06-30", "Ce dernier",
       "RUS:GOV"},
      {"La coalition emmenée par Riyad a frappé Sanaa. La coalition a démenti.", "2018", "La coalition", "SAU:MIL"},
      {"Des commandos ont tué quarante civils ukrainiens à Kiev et enlevé 251 autres.", "2022-03", "autres", "UKR:CVL"},
      {"Les combats entre l'armée arménienne et l'armée azerbaïdjanaise ont repris. Les mêmes armées s'étaient "
       "affrontées en 2020.",
       "2022", "Les mêmes armées", "ARM:MIL AZE:MIL"},
      {"« Nos soldats n'ont pas bougé », a soutenu Moussa Ibrahim, le porte-parole du gouvernement libyen.", "2011-03",
       "Nos soldats", "LBY:MIL"},
  };
  CHECK(rows, false);
}

/* What is no actor: a truce, camps that are places. */
static void test_no_actor(void **state) {
  static const struct row rows[] = {
      {"Pékin a annoncé la conclusion d'un cessez-le-feu. Il est entré en vigueur jeudi.", "2024-01", "Il", ""},
      {"La Russie et l'Ukraine négocient. Le Tchad a accueilli des milliers de réfugiés dans ses camps.", "2025",
       "ses camps", ""},
  };
  CHECK(rows, false);
}

static void test_composition(void **state) {
  static const struct row rows[] = {
      {"Un casque bleu norvégien a été tué près de Tuzla.", "1995-10", "Un casque bleu norvégien", "UNO:MIL"},
      {"Il a été inculpé par le Tribunal de La Haye.", "1999-05", "le Tribunal de La Haye", "IGO:JUD"},
      {"L'armée et la police moldaves ont pris la ville aux Russes.", "1992-06", "L'armée", "MDA:MIL"},
      {"Des médias birmans écrivent cela depuis la Chine.", "2024", "Des médias birmans", "MMR:JRN"},
      {"La présidente de la Chambre des représentants est arrivée à Taïwan.", "2022-08",
       "La présidente de la Chambre des représentants", "USA:LEG"},
      {"Bamako est calme. Le colonel Jean Essaibe a parlé.", "2020", "Le colonel Jean Essaibe", "MLI:MIL"},
      {"Le général Jean Essaibe, chef adjoint de l'état-major iranien, a visé les États-Unis.", "2015",
       "Le général Jean Essaibe", "IRN:MIL"},
      {"Le président tadjik et le chef de l'Opposition tadjike unie ont signé.", "1997-06",
       "le chef de l'Opposition tadjike unie", "TJK:REB"},
      {"L'Égyptien Hosni Moubarak a reçu les négociateurs.", "2009-01", "L'Égyptien Hosni Moubarak", "EGY:GOV"},
      {"Getachew Reda a signé à Pretoria. M. Getachew a dénoncé un tir.", "2022-11", "M. Getachew", "ETH:REB"},
      {"L'Unita et les rebelles avancent en Angola.", "2002-04-05", "L'Unita", "AGO:REB"},
      {"L'Armée du Mahdi tient Sadr City.", "2008-05", "L'Armée du Mahdi", "IRQ:PRM"},
      {"Les hélicoptères ont incendié deux villages géorgiens.", "2008-08", "deux villages géorgiens", "GEO:CVL"},
      {"Le Croissant-Rouge syrien a livré des vivres.", "2016-09", "Le Croissant-Rouge syrien", "NGO:NGO"},
  };
  CHECK(rows, false);
}

static void test_nothing(void **state) {
  static const char *const articles[] = {"Le chat dort sur le tapis.", "La bataille de la baisse des prix continue.",
                                         "Les prévisionnistes appellent à la plus grande prudence."};
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
    read_article(articles[i], "2020");
    assert_int_equal(who->n_entities, 0);
  }
}

static uint32_t word_of(const char *form) {
  for (uint32_t w = 0; w < text->n_words; w++)
    if (!strcmp(text->words[w].form, form)) return w;
  return TRV_NO_WORD;
}

static void test_resolve(void **state) {
  read_article("La Russie, la France et les États-Unis ont condamné l'attaque.", "2020");
  struct trv_entities e = trv_who_resolve(who, text, parse, word_of("Russie"), &doc);
  assert_int_equal(e.n, 3);
  read_article("Des dizaines de milliers de manifestants ont défilé à Bamako.", "2019");
  e = trv_who_resolve(who, text, parse, word_of("dizaines"), &doc);
  assert_int_equal(e.n, 1);
  assert_string_equal(e.items[0].code, "MLI");
  assert_string_equal(e.items[0].sector, "CVL");
  e = trv_who_resolve(who, text, parse, word_of("défilé"), &doc);
  assert_int_equal(e.n, 0);
  /* title and name alike */
  read_article("Emmanuel Macron est arrivé. M. Macron a parlé.", "2020");
  static const char *const titled[] = {"M.", "Macron"};
  for (size_t i = 0; i < 2; i++) {
    e = trv_who_resolve(who, text, parse, word_of(titled[i]), &doc);
    assert_int_equal(e.n, 1);
    assert_string_equal(e.items[0].code, "FRA");
  }
}

static void check_invariants(void) {
  uint32_t last = 0;
  for (uint32_t i = 0; i < who->n_mentions; i++) {
    const struct trv_mention *m = &who->mentions[i];
    assert_true(m->first_word >= last && m->first_word < m->end_word && m->end_word <= text->n_words);
    assert_true(m->head >= m->first_word && m->head < m->end_word);
    assert_true(m->span.begin <= m->span.end && m->span.end <= text->n_bytes);
    assert_true(m->first_entity + m->n_entities <= who->n_entities);
    assert_true(m->antecedent == TRV_NO_MENTION || m->antecedent < who->n_mentions);
    last = m->first_word;
  }
  for (uint32_t w = 0; w < text->n_words; w++)
    assert_true(who->at[w] == TRV_NO_MENTION || who->at[w] < who->n_mentions);
  for (uint32_t i = 0; i < who->n_entities; i++) assert_non_null(who->entities[i].code);
}

static char *repeated(const char *first, const char *piece, size_t n, const char *last) {
  size_t size = strlen(first) + n * strlen(piece) + strlen(last) + 1;
  char *s = malloc(size);
  assert_non_null(s);
  memcpy(s, first, strlen(first) + 1);
  size_t at = strlen(s);
  for (size_t i = 0; i < n; i++, at += strlen(piece)) memcpy(s + at, piece, strlen(piece) + 1);
  memcpy(s + at, last, strlen(last) + 1);
  return s;
}

static void test_hostile(void **state) {
  static const char *const pieces[][3] = {
      {"Le ", "porte-parole du ", "gouvernement a parlé."},
      {"Russes", ", Russes et Turcs", " sont là."},
      {"", "Il lui a dit qu'il le lui dirait. ", ""},
      {"", "Les deux camps. Les parties. Son voisin. ", ""},
      {"", "« ", "Moscou"},
      {"Vladimir Poutine", ", Vladimir Poutine", "."},
      {"", "Le président, ", "Jean Dupont."},
      {"", "russo-", "turc"},
      {"", "Leurs leurs son sa ses dont qui ", "."},
      {"", "l'armée et les rebelles ", "au Mali."},
      {"", "Tous deux. Chacun l'autre, le second, les premiers. ", ""},
      {"", "« Nos soldats, notre ennemi, son rival. ", "» a dit Macron."},
      {"", "Le général Jean, chef du général ", "Jean."},
      {"", "Les deux hommes, la coalition, 251 autres. ", "Vladimir Poutine"},
  };
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    char *article = repeated(pieces[i][0], pieces[i][1], 300, pieces[i][2]);
    read_article(article, i % 2 ? NULL : "2020-10-28");
    check_invariants();
    free(article);
  }
}

static void test_broken_tables(void **state) {
  struct trv_arena arena;
  struct trv_error err = {0};
  struct trv_who_data *out;
  trv_arena_init(&arena, 0);
  assert_int_equal(trv_who_data_load("/nonexistent", FRENCH, "fr", &arena, &out, &err), TRV_SYSTEM);
  assert_non_null(strstr(err.path, "states.tsv"));
  assert_int_equal(trv_who_data_load(SHARE_DIR "/world", FRENCH, "xx", &arena, &out, &err), TRV_BAD_DATA);
  assert_non_null(strstr(err.message, "no column"));
  trv_arena_release(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),        cmocka_unit_test(test_dates),           cmocka_unit_test(test_roles),
      cmocka_unit_test(test_distribution), cmocka_unit_test(test_unknown_persons), cmocka_unit_test(test_focus),
      cmocka_unit_test(test_anaphora),     cmocka_unit_test(test_nothing),         cmocka_unit_test(test_resolve),
      cmocka_unit_test(test_hostile),      cmocka_unit_test(test_broken_tables),   cmocka_unit_test(test_pairs),
      cmocka_unit_test(test_no_actor),     cmocka_unit_test(test_composition),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
