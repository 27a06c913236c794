/* The where layer: the gazetteer file and its refusals, names among namesakes, and the places of acts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/table.h"
#include "where/gazetteer.h"
#include "where/where.h"

static struct trv_arena pack, doc;
static struct trv_text_rules *rules;
static struct trv_parser *parser;
static struct trv_where_data *data;
static struct trv_gazetteer gazetteer;
static struct trv_text *text;
static struct trv_parse *parse;
static struct trv_where *where;

static int set_up(void **state) {
  struct trv_error err = {0};
  trv_arena_init(&pack, 0);
  trv_arena_init(&doc, TRV_MAX_ARENA_BYTES);
  if (trv_text_rules_load(SHARE_DIR "/languages/fr", &pack, &rules, &err) != TRV_OK ||
      trv_parser_load(SHARE_DIR "/languages/fr/model.trv", &parser, &err) != TRV_OK ||
      trv_gazetteer_open(SHARE_DIR "/world/places.trv", &pack, &gazetteer, &err) != TRV_OK ||
      trv_where_data_load(SHARE_DIR "/world", SHARE_DIR "/languages/fr", "fr", &pack, &data, &err) != TRV_OK) {
    print_error("%s:%u: %s\n", err.path, err.line, err.message);
    return -1;
  }
  return 0;
}

static int tear_down(void **state) {
  trv_parser_free(parser);
  trv_arena_release(&doc);
  trv_arena_release(&pack);
  return 0;
}

static void read_text(const char *s, bool parsed) {
  struct trv_error err = {0};
  trv_arena_reset(&doc);
  parse = NULL;
  assert_int_equal(trv_text_run(rules, s, strlen(s), &doc, &text, &err), TRV_OK);
  if (parsed) assert_int_equal(trv_parse_run(parser, text, &doc, &parse, &err), TRV_OK);
  assert_int_equal(trv_where_run(data, text, parse, &doc, &where, &err), TRV_OK);
}

static uint32_t word_of(const char *form) {
  for (uint32_t w = 0; w < text->n_words; w++)
    if (strcmp(text->words[w].form, form) == 0) return w;
  fail_msg("no word %s", form);
  return 0;
}

static const struct trv_place_mention *named(const char *as_written) {
  for (uint32_t i = 0; i < where->n; i++)
    if (strcmp(where->places[i].place.text, as_written) == 0) return &where->places[i];
  return NULL;
}

/* --- the gazetteer --- */

static uint32_t look_up(const char *name, bool sound, struct trv_gaz_hit *hits, uint32_t cap) {
  const char *folded = trv_fold(&doc, name, strlen(name));
  char key[96];
  uint32_t n = trv_gaz_key_add(key, 0, sizeof key, folded, (uint32_t)strlen(folded));
  if (!sound) return trv_gazetteer_find(&gazetteer, key, n, false, hits, cap);
  char signs[96];
  return trv_gazetteer_find(&gazetteer, signs, trv_gaz_sound(key, n, signs, sizeof signs), true, hits, cap);
}

static void test_names_of_both_languages(void **state) {
  static const struct {
    const char *written, *name, *country;
    double lat, lon;
  } cases[] = {
      {"Erevan", "Yerevan", "ARM", 40.2, 44.5},
      {"Odessa", "Odesa", "UKR", 46.5, 30.7},
      {"Choucha", "Shusha", "AZE", 39.8, 46.7},
      {"Kelbadjar", "Kalbajar", "AZE", 40.1, 46.0},
      {"Moscou", "Moscow", "RUS", 55.8, 37.6},
      {"Le Caire", "Cairo", "EGY", 30.1, 31.2},
      {"Caire", "Cairo", "EGY", 30.1, 31.2},
      {"Damas", "Damascus", "SYR", 33.5, 36.3},
      {"Addis-Abeba", "Addis Ababa", "ETH", 9.0, 38.7},
      {"bande de Gaza", "Gaza Strip", "PSE", 31.4, 34.4},
      {"Gaza", "Gaza Strip", "PSE", 31.4, 34.4},
      {"Gaza-ville", "Gaza City", "PSE", 31.5, 34.5},
      {"Stepanakert", "Stepanakert", "AZE", 39.8, 46.8},
      {"Naplouse", "Nablus", "PSE", 32.2, 35.3},
      {"N'Djaména", "N'Djamena", "TCD", 12.1, 15.0},
      {"Nord-Kivu", "North Kivu", "COD", -0.5, 29.0},
      {"Bichkek", "Bishkek", "KGZ", 42.9, 74.6},
      {"Tombouctou", "Timbuktu", "MLI", 16.8, -3.0},
      {"Arménie", "Armenia", "ARM", 40.2, 44.6},
      {"Saint-Pétersbourg", "Saint Petersburg", "RUS", 59.9, 30.3},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_gaz_hit hits[48];
    uint32_t n = look_up(cases[i].written, false, hits, 48);
    bool found = false;
    for (uint32_t h = 0; h < n; h++) {
      struct trv_gaz_place p = trv_gazetteer_place(&gazetteer, hits[h].place);
      const char *code = trv_gazetteer_country(&gazetteer, p.country);
      found |= strcmp(p.name, cases[i].name) == 0 && code && strcmp(code, cases[i].country) == 0 &&
               fabs(p.lat_deg - cases[i].lat) < 1.5 && fabs(p.lon_deg - cases[i].lon) < 1.5;
    }
    if (!found) fail_msg("%s is not %s (%s)", cases[i].written, cases[i].name, cases[i].country);
  }
}

static void test_size_and_sound(void **state) {
  struct trv_gaz_hit hits[48];
  assert_true(gazetteer.n_places > 100000);
  assert_int_equal(look_up("Qwxzkjvb", false, hits, 48), 0);
  /* the French way of writing finds what the gazetteer has in the English way */
  uint32_t n = look_up("Chepetivka", true, hits, 48);
  bool found = false;
  for (uint32_t h = 0; h < n; h++)
    found |= strcmp(trv_gazetteer_place(&gazetteer, hits[h].place).name, "Shepetivka") == 0;
  assert_true(found);
  char small[4];
  assert_int_equal(trv_gaz_key_add(small, 0, sizeof small, "toolong", 7), 0);
  assert_int_equal(trv_gaz_sound("toolong", 7, small, 2), 0);
}

/* A copy of the first `n` bytes of the gazetteer, with the byte at `at` changed; opens it. */
static enum trv_status open_spoiled(size_t n, size_t at, struct trv_error *err) {
  char path[] = "/tmp/treve-where-XXXXXX";
  struct trv_arena arena;
  struct trv_slice all;
  struct trv_gazetteer g;
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  trv_arena_init(&arena, 0);
  assert_int_equal(trv_file_read(SHARE_DIR "/world/places.trv", TRV_MAX_TABLE_BYTES, &arena, &all, err), TRV_OK);
  char *bytes = trv_arena_alloc(&arena, all.n + 1);
  memcpy(bytes, all.p, all.n);
  if (n > all.n) n = all.n;
  if (at < n) bytes[at] = (char)(bytes[at] ^ 0x55);
  assert_int_equal(write(fd, bytes, n), (ssize_t)n);
  close(fd);
  enum trv_status status = trv_gazetteer_open(path, &arena, &g, err);
  trv_arena_release(&arena);
  unlink(path);
  return status;
}

static void test_bad_files(void **state) {
  static const struct {
    size_t n, at;
    const char *message;
  } cases[] = {
      {0, SIZE_MAX, "is not a file of places"},
      {50, SIZE_MAX, "is not a file of places"},
      {SIZE_MAX, 0, "is not a file of places"},
      {SIZE_MAX, 8, "version"},
      {SIZE_MAX, 12, "byte order"},
      {1000000, SIZE_MAX, "truncated"},
      {SIZE_MAX, 500000, "damaged"},
      {SIZE_MAX, 36, "do not fit"},
      {SIZE_MAX, 64, "do not fit"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_error err = {0};
    assert_int_equal(open_spoiled(cases[i].n, cases[i].at, &err), TRV_BAD_DATA);
    if (!strstr(err.message, cases[i].message)) fail_msg("case %zu: %s", i, err.message);
  }
  struct trv_error err = {0};
  struct trv_gazetteer g;
  assert_int_equal(trv_gazetteer_open("/nowhere/places.trv", &doc, &g, &err), TRV_SYSTEM);
  assert_string_equal(err.path, "/nowhere/places.trv");
  assert_int_equal(trv_gazetteer_open("/tmp", &doc, &g, &err), TRV_SYSTEM);
}

/* --- names --- */

static void check_names(const char *s, const char *written, const char *name, const char *country) {
  read_text(s, true);
  const struct trv_place_mention *m = named(written);
  if (!name) {
    if (m) fail_msg("\"%s\": %s is no place, yet it was taken for %s", s, written, m->place.name);
    return;
  }
  if (!m) fail_msg("\"%s\": %s was not found", s, written);
  if (strcmp(m->place.name, name) != 0) fail_msg("\"%s\": %s was taken for %s", s, written, m->place.name);
  if (country) assert_string_equal(m->place.country, country);
  assert_memory_equal(text->source + m->span.begin, written, strlen(written));
}

static void test_mentions(void **state) {
  check_names("Les rebelles ont pris Tripoli, capitale de la Libye.", "Tripoli", "Tripoli", "LBY");
  check_names("L'armée libanaise s'est déployée à Tripoli, dans le nord du Liban.", "Tripoli", "Tripoli", "LBN");
  check_names("Les combats ont repris dans la bande de Gaza.", "bande de Gaza", "Gaza Strip", "PSE");
  check_names("Des pourparlers se tiennent au Caire.", "Caire", "Cairo", "EGY");
  check_names("M. Santos a rencontré le président colombien.", "Santos", NULL, NULL);
  check_names("Hillary Clinton a exhorté les parties à la retenue.", "Clinton", NULL, NULL);
  check_names("Vladimir Poutine a averti Kiev.", "Vladimir", NULL, NULL);
  check_names("Le Conseil de sécurité s'est réuni.", "Conseil", NULL, NULL);
  check_names("La marche a réuni des milliers de personnes.", "marche", NULL, NULL);
  check_names("Une grande ville a été bombardée.", "ville", NULL, NULL);
}

static void test_without_parse(void **state) {
  read_text("Les combats ont repris à Goma, selon Kinshasa.", false);
  assert_non_null(named("Goma"));
  assert_int_equal(named("Goma")->role, TRV_ROLE_NONE);
  assert_null(trv_where_of(where, text, NULL, 0));
  read_text("…", false);
  assert_int_equal(where->n, 0);
}

/* --- acts --- */

static void check_place(const char *s, const char *trigger, const char *place) {
  read_text(s, true);
  const struct trv_place_mention *m = trv_where_of(where, text, parse, word_of(trigger));
  if (!place && m) fail_msg("\"%s\": %s has no place, yet got %s", s, trigger, m->place.name);
  if (place && !m) fail_msg("\"%s\": %s has no place", s, trigger);
  if (place && strcmp(m->place.name, place) != 0) fail_msg("\"%s\": %s is at %s", s, trigger, m->place.name);
}

static void test_places_of_acts(void **state) {
  check_place("Des manifestants ont défilé à Erevan.", "défilé", "Yerevan");
  check_place("Le port ukrainien d'Odessa a été frappé par des missiles russes.", "frappé", "Odesa");
  check_place("L'armée a repris aux rebelles la ville de Shire.", "repris", "Shire");
  check_place("Le bombardement de Stepanakert a fait dix morts.", "bombardement", "Stepanakert");
  check_place("Bakou a annoncé la prise de Choucha.", "prise", "Shusha");
  check_place("Un raid a frappé un hangar à Tajoura, dans la banlieue de Tripoli.", "frappé", "Tajoura");
  check_place("Une mission a été lancée sur le sol arménien.", "lancée", "Armenia");
  check_place("Le ministre a rencontré son homologue dans la capitale tchèque.", "rencontré", "Prague");
  check_place("À Kinshasa, des manifestants ont attaqué l'ambassade et la police a tiré.", "tiré", "Kinshasa");
  check_place("Réunis le 16 septembre à Luanda, les dirigeants ont réclamé un cessez-le-feu.", "réclamé", "Luanda");
  check_place("Ankara a averti Moscou.", "averti", NULL);
  check_place("La diplomatie russe a condamné l'attaque.", "condamné", NULL);
}

static void test_places_taken_up(void **state) {
  check_place("Des corps ont été découverts à Boutcha, près de Kiev. Des soldats y auraient exécuté un habitant.",
              "exécuté", "Bucha");
  check_place("Les rebelles sont entrés à Goma. Le CICR a soigné des civils dans la ville.", "soigné", "Goma");
  read_text("Des milliers de personnes ont manifesté à Erevan. La police a interpellé dix opposants.", true);
  const struct trv_place_mention *m = trv_where_scene(where, text, parse, word_of("interpellé"));
  assert_non_null(m);
  assert_string_equal(m->place.name, "Yerevan");
}

static void test_sayings_and_datelines(void **state) {
  read_text("Les ministres sont convenus mardi à Moscou d'une trêve dans le Donbass.", true);
  const struct trv_place_mention *m = trv_where_said(where, text, parse, word_of("convenus"));
  assert_non_null(m);
  assert_string_equal(m->place.name, "Moscow");
  read_text("GOMA (AFP) - Les rebelles ont attaqué une caserne.", true);
  assert_non_null(named("GOMA"));
  assert_true(named("GOMA")->dateline);
  assert_null(trv_where_of(where, text, parse, word_of("attaqué")));
}

static void test_order(void **state) {
  read_text("Goma, Bukavu, Uvira et Beni sont calmes. À Kinshasa, la capitale congolaise, on y marche. La ville dort.",
            true);
  for (uint32_t i = 0; i < where->n; i++) {
    const struct trv_place_mention *m = &where->places[i];
    assert_true(m->first_word < m->end_word && m->end_word <= text->n_words);
    assert_true(m->head >= m->first_word && m->head < m->end_word);
    assert_true(m->span.begin < m->span.end && m->span.end <= text->n_bytes);
    if (i) assert_true(where->places[i - 1].first_word <= m->first_word);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names_of_both_languages),
      cmocka_unit_test(test_size_and_sound),
      cmocka_unit_test(test_bad_files),
      cmocka_unit_test(test_mentions),
      cmocka_unit_test(test_without_parse),
      cmocka_unit_test(test_places_of_acts),
      cmocka_unit_test(test_places_taken_up),
      cmocka_unit_test(test_sayings_and_datelines),
      cmocka_unit_test(test_order),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
