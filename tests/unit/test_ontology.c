/* The tables of share/ontology as the program has them, and the checks that `treve lint` makes of the files. */
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

#include "base/table.h"
#include "check/ontology.h"
#include "ontology/acled.h"
#include "ontology/actors.h"
#include "ontology/cameo.h"
#include "ontology/tables.h"

static void the_tables_are_right(void **state) {
  struct trv_arena arena;
  struct trv_strbuf report;
  trv_arena_init(&arena, 0);
  trv_strbuf_init(&report);
  uint32_t n = trv_ontology_check(SHARE_DIR "/ontology", &arena, &report);
  if (n) print_error("%s", report.p);
  assert_int_equal(n, 0);
  trv_strbuf_release(&report);
  trv_arena_release(&arena);
}

/* ---- the checks: one line of one table changed, and what is said of it */

static void copy(const char *folder, const char *name, const char *from, const char *to) {
  char path[512];
  struct trv_arena arena;
  struct trv_slice text;
  struct trv_error err;
  trv_arena_init(&arena, 0);
  snprintf(path, sizeof path, SHARE_DIR "/ontology/%s", name);
  assert_int_equal(trv_file_read(path, 1 << 20, &arena, &text, &err), TRV_OK);
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *out = fopen(path, "wb");
  assert_non_null(out);
  const char *at = from ? strstr(text.p, from) : NULL;
  if (from) assert_non_null(at);
  if (!at) fwrite(text.p, 1, text.n, out);
  else fprintf(out, "%.*s%s%s", (int)(at - text.p), text.p, to, at + strlen(from));
  assert_int_equal(fclose(out), 0);
  trv_arena_release(&arena);
}

static void what_is_wrong_is_named_with_its_place(void **state) {
  static const char *const files[] = {"types.tsv",  "modes.tsv",     "contexts.tsv", "cameo.tsv",
                                      "actors.tsv", "countries.tsv", "acled.tsv",    "acled-events.tsv"};
  static const struct {
    const char *file, *from, *to, *message;
  } cases[] = {
      {"cameo.tsv", "\n057\t8.0", "\n057\t80", "not a number from -10.0 to 10.0 with one decimal: \"80\""},
      {"cameo.tsv", "\n057\t8.0\t1", "\n057\t8.0\t5", "not 1, 2, 3 or 4: \"5\""},
      {"cameo.tsv", "\n057\t8.0\t1\tSUPPORT|AGREE", "\n057\t8.0\t1\tSUPPORT|AGRE", "no type of PLOVER"},
      {"cameo.tsv", "CONSULT/phone", "CONSULT/telephone", "no mode of the type"},
      {"cameo.tsv", "\n056\t", "\n056x\t", "not two to four digits: \"056x\""},
      {"cameo.tsv", "\n056\t", "\n099\t", "not in the order of the codes: \"057\""},
      {"cameo.tsv", "\n2042\t", "\n2052\t", "a code without the one above it: \"2052\""},
      {"cameo.tsv", "pro_autocracy\timpose a curfew", "autocracy\timpose a curfew", "no context of PLOVER"},
      {"cameo.tsv", "\timpose a curfew", "\tset a curfew", "is not the table that this treve was built with"},
      {"modes.tsv", "CONSULT\tphone\t1.5\t041", "CONSULT\tphone\t1.5\t190", "a code that does not stand with the type"},
      {"modes.tsv", "CONSULT\tphone\t1.5\t041", "CONSULT\tphone\t1.5\t999", "no code of CAMEO"},
      {"modes.tsv", "CONSULT\tphone", "CONSULT\tvisit", "stands above already"},
      {"types.tsv", "type\tquad", "type\tclass", "column \"class\" where \"quad\" is expected"},
      {"acled.tsv", "\tstate\t", "\tstates\t", "not state, foreign, armed, civil or body"},
      {"acled.tsv", "\tArmed clash", "\tClash", "no sub-event type of ACLED"},
      {"countries.tsv", "AFG\t004", "AFG\t4", "not three digits"},
      {"actors.tsv", "GOV\tsector", "GOV\trole", "not sector or body"},
  };
  char folder[] = "/tmp/treve-ontology-XXXXXX";
  assert_non_null(mkdtemp(folder));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_arena arena;
    struct trv_strbuf report;
    trv_arena_init(&arena, 0);
    trv_strbuf_init(&report);
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
      bool changed = strcmp(files[k], cases[i].file) == 0;
      copy(folder, files[k], changed ? cases[i].from : NULL, changed ? cases[i].to : NULL);
    }
    assert_true(trv_ontology_check(folder, &arena, &report) > 0);
    if (!strstr(report.p, cases[i].message)) fail_msg("%s: %s\n%s", cases[i].file, cases[i].message, report.p);
    assert_non_null(strstr(report.p, cases[i].file));
    trv_strbuf_release(&report);
    trv_arena_release(&arena);
  }
  for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, files[k]);
    unlink(path);
  }
  rmdir(folder);
}

/* ---- CAMEO */

static void codes_have_scores_and_types(void **state) {
  static const struct {
    const char *code;
    double goldstein;
    int quad;
    enum trv_event_type fits;
  } cases[] = {
      {"057", 8.0, 1, TRV_AGREE},      {"0874", 10.0, 2, TRV_RETREAT}, {"112", -2.0, 3, TRV_ACCUSE},
      {"1952", -10.0, 4, TRV_ASSAULT}, {"073", 7.4, 2, TRV_AID},       {"011", -0.1, 1, TRV_EVENT_NONE},
      {"20", -10.0, 4, TRV_ASSAULT},
  };
  struct trv_cameo c;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_true(trv_cameo_find(cases[i].code, &c));
    assert_true(c.goldstein == cases[i].goldstein);
    assert_int_equal(c.quad, cases[i].quad);
    for (int type = TRV_AGREE; type < TRV_N_EVENTS; type++)
      if (type == (int)cases[i].fits) assert_true(trv_cameo_fits(&c, (enum trv_event_type)type));
    assert_false(trv_cameo_fits(&c, TRV_EVENT_NONE));
  }
  assert_true(trv_cameo_find("145", &c));
  assert_false(trv_cameo_fits(&c, TRV_SANCTION));
  assert_false(trv_cameo_find("", &c));
  assert_false(trv_cameo_find("21", &c));
  assert_false(trv_cameo_find("0575", &c));
}

static void every_event_has_a_code(void **state) {
  assert_string_equal(trv_cameo_of(TRV_AGREE, NULL, "057").code, "057");
  assert_string_equal(trv_cameo_of(TRV_AGREE, NULL, NULL).code, "030");
  assert_string_equal(trv_cameo_of(TRV_ASSAULT, "drone", NULL).code, "1952");
  assert_string_equal(trv_cameo_of(TRV_AGREE, NULL, "070").code, "030"); /* of the aid that is promised */
  assert_string_equal(trv_cameo_of(TRV_AGREE, NULL, "x").code, "030");
  for (int type = TRV_AGREE; type < TRV_N_EVENTS; type++) {
    struct trv_cameo c = trv_cameo_of((enum trv_event_type)type, NULL, NULL);
    assert_true(trv_cameo_fits(&c, (enum trv_event_type)type));
  }
  assert_true(trv_event_score(TRV_ASSAULT, "drone") == -9.5);
  assert_true(trv_event_score(TRV_AID, NULL) == 10);
  assert_true(trv_event_score(TRV_AID, "drone") == 10);
}

static void rules_are_asked_for_their_codes(void **state) {
  struct trv_rule rules[] = {{.line = 3, .type = TRV_AGREE, .cameo = "057"},
                             {.line = 4, .type = TRV_AGREE},
                             {.line = 5, .type = TRV_SANCTION, .cameo = "145"},
                             {.line = 6, .type = TRV_SANCTION, .cameo = "210"}};
  struct trv_rules all = {.n_rules = 4, .rules = rules};
  struct trv_strbuf report;
  trv_strbuf_init(&report);
  assert_int_equal(trv_rule_codes_check(&all, "xx/events.rules", &report), 2);
  assert_string_equal(report.p,
                      "xx/events.rules:5: 145 does not stand with SANCTION, but with PROTEST/riot|PROTEST/vandalize\n"
                      "xx/events.rules:6: no code of CAMEO: \"210\"\n");
  trv_strbuf_release(&report);
}

/* ---- contexts */

static void contexts_have_numbers(void **state) {
  assert_int_equal(trv_n_contexts(), 37);
  assert_string_equal(trv_context_name(0), "military");
  assert_int_equal(trv_context_of("military", 8), 0);
  assert_int_equal(trv_context_of("militar", 7), TRV_MAX_CONTEXTS);
  assert_string_equal(trv_mode_context(TRV_COERCE, "cyber"), "cyber");
  assert_null(trv_mode_context(TRV_COERCE, "arrest"));
  assert_null(trv_mode_context(TRV_COERCE, NULL));
}

/* ---- actors */

static void actors_have_cameo_codes(void **state) {
  static const struct {
    const char *code, *sector, *cameo, *country, *group, *types[3];
  } cases[] = {
      {"AZE", "MIL", "AZEMIL", "AZE", NULL, {"MIL"}},
      {"AZE", "GOV+PRE", "AZEGOV", "AZE", NULL, {"GOV"}},
      {"ROU", NULL, "ROM", "ROM", NULL, {NULL}},
      {"TUR", "PTY+OPP", "TUROPPPTY", "TUR", NULL, {"OPP", "PTY"}},
      {"UNO", NULL, "IGOUNO", "", "UNO", {"IGO"}},
      {"UNO", "MIL", "IGOUNOMIL", "", "UNO", {"IGO", "MIL"}},
      {"EUR", "GOV", "IGOEECGOV", "", "EEC", {"IGO", "GOV"}},
      {"IMG", "REB", "IMGREB", "", NULL, {"IMG", "REB"}},
      {"FRA", "JRN", "FRAMED", "FRA", NULL, {"MED"}},
      {"FRA", "MED", "FRAHLH", "FRA", NULL, {"HLH"}},
      {"", "UNK", "", "", NULL, {NULL}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_cameo_actor a;
    trv_cameo_actor(&(struct trv_entity){.code = cases[i].code, .sector = cases[i].sector}, &a);
    assert_string_equal(a.code, cases[i].cameo);
    assert_string_equal(a.country, cases[i].country);
    assert_true(!a.group == !cases[i].group && (!a.group || strcmp(a.group, cases[i].group) == 0));
    for (int k = 0; k < 3; k++)
      assert_true(!a.types[k] == !cases[i].types[k] && (!a.types[k] || strcmp(a.types[k], cases[i].types[k]) == 0));
  }
}

static void actors_have_kinds(void **state) {
  static const struct {
    const char *code, *sector;
    enum trv_inter inter;
  } cases[] = {
      {"AZE", "MIL", TRV_INTER_STATE},    {"AZE", NULL, TRV_INTER_STATE},       {"SDN", "REB", TRV_INTER_REBELS},
      {"IMG", "REB", TRV_INTER_REBELS},   {"UNO", "MIL", TRV_INTER_OTHER},      {"EUR", NULL, TRV_INTER_OTHER},
      {"NGO", NULL, TRV_INTER_CIVILIANS}, {"FRA", "CVL", TRV_INTER_CIVILIANS},  {"RUS", "PRM", TRV_INTER_MILITIA},
      {"---", "UNK", TRV_INTER_NONE},     {"AZE", "REB+PRE", TRV_INTER_REBELS},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(trv_entity_inter(&(struct trv_entity){.code = cases[i].code, .sector = cases[i].sector}),
                     cases[i].inter);
  struct trv_country c;
  assert_true(trv_country_find("ARM", &c));
  assert_string_equal(c.numeric, "051");
  assert_string_equal(c.fips, "AM");
  assert_string_equal(c.region, "Caucasus and Central Asia");
  assert_string_equal(c.name, "Armenia");
  assert_false(trv_country_find("UNO", &c));
  assert_false(trv_country_find(NULL, &c));
}

/* ---- ACLED */

static void acled_kinds_follow_from_type_mode_and_sides(void **state) {
  static const struct {
    const char *type, *mode, *cameo, *tag, *actor, *recipient, *kind;
  } cases[] = {
      {"ASSAULT", "aerial", "195", NULL, "MIL", "CVL", "Air/drone strike"},
      {"ASSAULT", NULL, "190", NULL, "MIL", "REB", "Armed clash"},
      {"ASSAULT", NULL, "190", NULL, "MIL", "CVL", "Attack"},
      {"ASSAULT", NULL, "180", NULL, NULL, NULL, "Attack"},
      {"COERCE", "seize", "192", NULL, "REB", NULL, "Non-state actor overtakes territory"},
      {"COERCE", "seize", "192", NULL, "MIL", NULL, "Government regains territory"},
      {"COERCE", "seize", "192", NULL, "MIL", "GOV", "Non-state actor overtakes territory"},
      {"COERCE", "seize", "171", NULL, "MIL", NULL, "Looting/property destruction"},
      {"PROTEST", "riot", "145", NULL, "CVL", NULL, "Violent demonstration"},
      {"PROTEST", "demo", "141", NULL, "CVL", NULL, "Peaceful protest"},
      {"AGREE", NULL, "030", "ceasefire:agreement", "GOV", NULL, "Agreement"},
      {"AGREE", NULL, "030", NULL, "GOV", NULL, NULL},
      {"ACCUSE", "allege", "112", NULL, "GOV", "GOV", NULL},
      {"MOBILIZE", "police", "153", NULL, "COP", NULL, NULL},
      {"MOBILIZE", "troops", "154", NULL, "MIL", NULL, "Change to group/activity"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct trv_entity actor = {.code = "AZE", .sector = cases[i].actor},
                      recipient = {.code = "ARM", .sector = cases[i].recipient};
    struct trv_event e = {.type = cases[i].type,
                          .mode = cases[i].mode,
                          .actor = {cases[i].actor != NULL, &actor},
                          .recipient = {cases[i].recipient != NULL, &recipient},
                          .n_tags = cases[i].tag != NULL,
                          .tags = &cases[i].tag};
    struct trv_acled_kind kind;
    bool found = trv_acled_kind_of(&e, cases[i].cameo, &kind);
    assert_int_equal(found, cases[i].kind != NULL);
    if (found) assert_string_equal(kind.sub_event_type, cases[i].kind);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_tables_are_right),
      cmocka_unit_test(what_is_wrong_is_named_with_its_place),
      cmocka_unit_test(codes_have_scores_and_types),
      cmocka_unit_test(every_event_has_a_code),
      cmocka_unit_test(rules_are_asked_for_their_codes),
      cmocka_unit_test(contexts_have_numbers),
      cmocka_unit_test(actors_have_cameo_codes),
      cmocka_unit_test(actors_have_kinds),
      cmocka_unit_test(acled_kinds_follow_from_type_mode_and_sides),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
