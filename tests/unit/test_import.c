/* The importer: each form of line that the dictionaries of TABARI, PETRARCH and PETRARCH2 have, what becomes of it, and
 * what is told of lines that cannot be taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "treve/treve.h"

static struct trv_import *import;

static void begin(void) {
  static const struct trv_import_options options = {.share = SHARE_DIR};
  struct trv_error err = {0};
  if (trv_import_new(&options, &import, &err) != TRV_OK) fail_msg("%s:%u: %s", err.path, err.line, err.message);
}

static void add_bytes(const char *text, size_t n) {
  struct trv_error err = {0};
  assert_int_equal(trv_import_add(import, "d.txt", text, n, &err), TRV_OK);
}

static void add(const char *text) {
  begin();
  add_bytes(text, strlen(text));
}

/* The rows of a table without its comment and header; "" where there is none. To be freed. */
static char *rows(const char *file) {
  for (size_t i = 0; i < trv_import_tables(import); i++) {
    const char *name;
    struct trv_output out;
    struct trv_error err = {0};
    assert_int_equal(trv_import_table(import, i, &name, &out, &err), TRV_OK);
    char *body = strchr(strchr(out.bytes, '\n') + 1, '\n') + 1;
    char *copy = strcmp(name, file) == 0 ? strdup(body) : NULL;
    trv_output_release(&out);
    if (copy) return copy;
  }
  return strdup("");
}

static void gives(const char *file, const char *want) {
  char *got = rows(file);
  assert_string_equal(got, want);
  free(got);
}

static void tells(const char *want) {
  struct trv_output out;
  struct trv_error err = {0};
  assert_int_equal(trv_import_report(import, true, &out, &err), TRV_OK);
  assert_string_equal(out.n_bytes ? out.bytes : "", want);
  trv_output_release(&out);
}

/* Every line is counted once. */
static struct trv_import_counts counts(void) {
  struct trv_import_counts c;
  trv_import_count(import, &c);
  assert_int_equal(c.lines, c.empty + c.entries + c.synonyms + c.codes + c.roles + c.sets + c.rejected);
  return c;
}

static void end(void) {
  counts();
  trv_import_free(import);
  import = NULL;
}

static void a_code_stands_behind_the_name_or_below_it(void **state) {
  add("HAMAS_  [PSEREB]\nFATAH_\n\t[PSEGOV]  \n");
  gives("groups.tsv", "PSE\tREB\tHamas\t-\t-\tHamas\n");
  gives("institutions.tsv", "PSE\tGOV\tFatah\t-\t-\tFatah\n");
  tells("");
  assert_int_equal(counts().entries, 2);
  assert_int_equal(counts().codes, 1);
  end();
}

static void synonyms_share_the_codes(void **state) {
  add("ABU_NIDAL_ORGANIZATION \n+ARAB_REVOLUTIONARY_COUNCIL_\n+BLACK_JUNE\n\t[IMGMUSALQ]\n");
  gives("groups.tsv",
        "IMG\tREB\tAbu Nidal Organization\t-\t-\tAbu Nidal Organization|Arab Revolutionary Council|Black June\n");
  assert_int_equal(counts().synonyms, 2);
  end();
}

static void days_stand_in_every_form(void **state) {
  add("JOHN_DOE_\n"
      "\t[ARMELI 630101-900804]\n"
      "\t[ARMGOV >20080409]\n"
      "\t[ARMOPP <910101]\n"
      "\t[ARMJUD < 300301]\n"
      "\t[>310101 ARMMIL]\n"
      "\t[000502 - 000512 ARMLEG]\n"
      "\t[ARMBUS]\n");
  gives("people.tsv",
        "ARM\tELI\tJohn Doe\t-\t1963-01-01\t1990-08-04\tJohn Doe\n"
        "ARM\tGOV\tJohn Doe\t-\t2008-04-09\t-\tJohn Doe\n"
        "ARM\tOPP\tJohn Doe\t-\t-\t1990-12-31\tJohn Doe\n"
        "ARM\tJUD\tJohn Doe\t-\t-\t2030-02-28\tJohn Doe\n"
        "ARM\tMIL\tJohn Doe\t-\t1931-01-01\t-\tJohn Doe\n"
        "ARM\tLEG\tJohn Doe\t-\t2000-05-02\t2000-05-12\tJohn Doe\n"
        "ARM\tBUS\tJohn Doe\t-\t-\t-\tJohn Doe\n");
  end();
}

static void the_code_without_days_comes_last(void **state) {
  add("KOFI_ANNAN_ [GHA] [IGOUNO 970101-061231]\n");
  gives("people.tsv",
        "UNO\tIGO\tKofi Annan\t-\t1997-01-01\t2006-12-31\tKofi Annan\nGHA\t-\tKofi Annan\t-\t-\t-\tKofi Annan\n");
  end();
}

static void cameo_codes_become_ours(void **state) {
  static const struct {
    const char *cameo, *file, *row;
  } cases[] = {
      {"USAGOV", "institutions.tsv", "USA\tGOV"},
      {"RUSMIL", "institutions.tsv", "RUS\tMIL"},
      {"IGOUNO", "organisations.tsv", "UNO\tIGO"},
      {"IGOUNOREFHCR", "organisations.tsv", "UNO\tIGO"},
      {"IGOEUREEC", "organisations.tsv", "EUR\tIGO"},
      {"IGOWSTNAT", "organisations.tsv", "IGO\tIGO"},
      {"IRQREBISI", "groups.tsv", "IRQ\tREB"},
      {"ARMGOVMIL", "institutions.tsv", "ARM\tGOV"},
      {"USAMED", "media.tsv", "USA\tJRN"},
      {"FRAHLH", "institutions.tsv", "FRA\tMED"},
      {"NGOHLH", "organisations.tsv", "NGO\tNGO"},
      {"MNCUSA", "organisations.tsv", "MNC\tBUS"},
      {"SASREB", "groups.tsv", "IMG\tREB"},
      {"ROMGOV", "institutions.tsv", "ROU\tGOV"},
      {"KSV", "regions.tsv", "KOS\t-"},
      {"MUS", "regions.tsv", "MUS\t-"},
      {"MYSMUS", "institutions.tsv", "MYS\tREL"},
      {"HIN", "institutions.tsv", "ISM\tREL"},
      {"IGOUNOMIL", "organisations.tsv", "UNO\tMIL"},
      {"pse", "regions.tsv", "PSE\t-"},
      {"NGOCHRPRO214", "organisations.tsv", "NGO\tNGO"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[64], want[64];
    snprintf(text, sizeof text, "SOMEBODY_ [%s]\n", cases[i].cameo);
    snprintf(want, sizeof want, "%s\tSomebody\t-\t-\tSomebody\n", cases[i].row);
    add(text);
    gives(cases[i].file, want);
    tells("");
    end();
  }
}

static void names_are_written_as_in_articles(void **state) {
  static const struct {
    const char *raw, *form;
  } cases[] = {
      {"AL-QAEDA_IN_IRAQ_", "Al-Qaeda in Iraq"},
      {"U.N._", "U.N."},
      {"IRA_", "IRA"},
      {"NATO", "Nato"},
      {"THE_BANK_OF_THE_WEST", "The Bank of the West"},
      {"COTE_D'IVOIRE_", "Cote D'Ivoire"},
      {"MUHAMMED'S_ARMY", "Muhammed's Army"},
      {"YOSEF_\"YOSSI\"_PELED_", "Yosef Yossi Peled"},
      {"ISLAMIC_ARMY_(IAA)_OF_ADEN", "Islamic Army of Aden"},
      {"SHEIKH `ISA_IBN  SULMAN", "Sheikh 'Isa ibn Sulman"},
      {"UN_Secy_Gen", "UN Secy Gen"},
      {"lowercase_group", "Lowercase Group"},
      {"\xC3\x89TAT_D'\xC3\x89MERAUDE", "\xC3\x89tat D'\xC3\x89meraude"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[128], want[256];
    snprintf(text, sizeof text, "%s [FRAREB]\n", cases[i].raw);
    snprintf(want, sizeof want, "FRA\tREB\t%s\t-\t-\t%s\n", cases[i].form, cases[i].form);
    add(text);
    gives("groups.tsv", want);
    end();
  }
}

static void tenures_are_of_people_only(void **state) {
  add("JANE_ROE_ [USAGOV 010101-020202]\nRED_ARMY_ [USAGOV 010101-020202]\nZORRO_ [USAGOV 010101-020202]\n");
  gives("people.tsv", "USA\tGOV\tJane Roe\t-\t2001-01-01\t2002-02-02\tJane Roe\n");
  gives("institutions.tsv",
        "USA\tGOV\tRed Army\t2001-01-01\t2002-02-02\tRed Army\nUSA\tGOV\tZorro\t2001-01-01\t2002-02-02\tZorro\n");
  end();
}

static void remarks_and_blanks_are_passed_over(void **state) {
  add("\xEF\xBB\xBF# a remark\r\n\r\n<!-- one\nGHOST_ [FRAGOV]\nlast -->\n<!-- short -->\nHAMAS_ [PSEREB] ; since "
      "1987\n"
      "  # [PSEGOV]\nFATAH_ [PSEGOV] # remark [USA]\nWHITE_HOUSE [USAGOV] jw\n");
  gives("groups.tsv", "PSE\tREB\tHamas\t-\t-\tHamas\n");
  gives("institutions.tsv", "PSE\tGOV\tFatah\t-\t-\tFatah\nUSA\tGOV\tWhite House\t-\t-\tWhite House\n");
  assert_int_equal(counts().empty, 7);
  tells("");
  end();
}

static void agents_become_role_words(void **state) {
  add("!PERSON! = MAN, MEN, WOMAN\n"
      "SOLDIER [~MIL]\nPOLICE {} [ ~COP]\nATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOV] # remark\nMILITARY_POLICY "
      "[~MIL]\n"
      "NEWS!PERSON! [~MED]\nTRUCE_MONITOR [IGO~]\nOPPOSITION_BOSS [---OPP~]\nMONK [~BUD]\n");
  gives("who.roles.en.tsv",
        "soldier|soldiers\tMIL\tpeople\tfocus\t-\t-\t-\t-\n"
        "police\tCOP\tpeople\tfocus\t-\t-\t-\t-\n"
        "attorney general|attorneys general\tGOV\tpeople\tfocus\t-\t-\t-\t-\n"
        "military policy|military policies\tMIL\tpeople\tfocus\t-\t-\t-\t-\n"
        "newsman|newsmen|newswoman\tJRN\tpeople\tnone\t-\t-\t-\t-\n"
        "truce monitor|truce monitors\tIGO\tpeople\tfocus\t-\t-\tIGO\t-\n"
        "opposition boss|opposition bosses\tOPP\tpeople\tfocus\t-\t-\t-\t-\n"
        "monk|monks\tREL\tpeople\tnone\t-\t-\t-\t-\n");
  assert_int_equal(counts().roles, 8);
  assert_int_equal(counts().sets, 1);
  end();
}

static void bad_lines_are_told_with_their_place(void **state) {
  add("+ORPHAN_\n\t[USAGOV]\nNO_CODE\n+NEITHER\nBAD_ [USAG]\nGONE_ [QQQGOV]\n+TOO\nOPEN_ [USAGOV\nELITE_ [ELI]\n"
      "NOBODY_ [---]\nREGION_ [AFR]\nEMPTY_ []\n"
      "DATED_\n\t[USAGOV 9008223-911221]\n\t[USAGOV 900230-911221]\n\t[USAGOV 911221-900101]\n\t[USAGOV]\n"
      "... [USAGOV]\nX_ [USAGOV]\nA|B_ [USAGOV]\n"
      "!SET = ITEM\n!NOSET!MAN [~GOV]\nBRACE {S [~GOV]\nAGENT [~QQQ]\n");
  gives("institutions.tsv", "USA\tGOV\tDated\t-\t-\tDated\n");
  tells(
      "d.txt:1: a synonym before any name: +ORPHAN_\n"
      "d.txt:2: a code before any name: [USAGOV]\n"
      "d.txt:3: a name without a code: NO_CODE\n"
      "d.txt:4: a name without a code: +NEITHER\n"
      "d.txt:5: a code that is not made of parts of three letters: BAD_ [USAG]\n"
      "d.txt:6: a code that cameo-actors.tsv does not have: GONE_ [QQQGOV]\n"
      "d.txt:7: a name none of whose codes can be taken: +TOO\n"
      "d.txt:8: a bracket that nothing closes: OPEN_ [USAGOV\n"
      "d.txt:9: a role without a country or body: ELITE_ [ELI]\n"
      "d.txt:10: the null code: nobody: NOBODY_ [---]\n"
      "d.txt:11: a part of the world, which is no actor: REGION_ [AFR]\n"
      "d.txt:12: empty brackets: EMPTY_ []\n"
      "d.txt:14: a date that is not YYMMDD, YYYYMMDD, or a range of two: [USAGOV 9008223-911221]\n"
      "d.txt:15: a date that is not YYMMDD, YYYYMMDD, or a range of two: [USAGOV 900230-911221]\n"
      "d.txt:16: a range of dates that ends before it begins: [USAGOV 911221-900101]\n"
      "d.txt:18: a name without letters: ... [USAGOV]\n"
      "d.txt:19: a name of a single letter: X_ [USAGOV]\n"
      "d.txt:20: a name with a bar in it: A|B_ [USAGOV]\n"
      "d.txt:21: a substitution set that is not \"!NAME! = ITEM, ITEM\": !SET = ITEM\n"
      "d.txt:22: a substitution set that was not defined before: !NOSET!MAN [~GOV]\n"
      "d.txt:23: a brace that nothing closes: BRACE {S [~GOV]\n"
      "d.txt:24: a code that cameo-actors.tsv does not have: AGENT [~QQQ]\n");
  end();
}

static void hostile_bytes_cost_one_line(void **state) {
  static const char text[] = "GOOD_ [USAREB]\nBAD\xFF_ [USAREB]\nN\0UL_ [USAREB]\n";
  begin();
  add_bytes(text, sizeof text - 1);
  gives("groups.tsv", "USA\tREB\tGood\t-\t-\tGood\n");
  tells("d.txt:2: no UTF-8 text\nd.txt:3: no UTF-8 text\n");
  end();
}

static void ceilings_are_told(void **state) {
  struct trv_error err = {0};
  char *line = malloc(TRV_MAX_IMPORT_LINE + 64);
  memset(line, 'A', TRV_MAX_IMPORT_LINE + 1);
  memcpy(line + TRV_MAX_IMPORT_LINE + 1, " [USAREB]\n", 11);
  add(line);
  tells("d.txt:1: a line longer than 4096 bytes\n");
  end();
  free(line);
  struct {
    char p[64 * (TRV_MAX_IMPORT_FORMS + 2)];
    size_t n;
  } *many = calloc(1, sizeof *many);
  for (int i = 0; i < TRV_MAX_IMPORT_FORMS + 1; i++)
    many->n += (size_t)snprintf(many->p + many->n, 64, "%sNAME%d_\n", i ? "+" : "", i);
  many->n += (size_t)snprintf(many->p + many->n, 64, "[USAREB]\n");
  add(many->p);
  assert_int_equal(counts().synonyms, TRV_MAX_IMPORT_FORMS - 1);
  tells("d.txt:1025: more names or codes than an entry can have: +NAME1024_\n");
  end();
  free(many);
  begin();
  assert_int_equal(trv_import_add(import, "d.txt", "", trv_import_ceiling() + 1, &err), TRV_REJECTED);
  assert_string_equal(err.path, "d.txt");
  end();
}

static void sets_of_sets_end(void **state) {
  add("!A! = X!A!, Y!A!\nW!A! [~GOV]\n");
  tells("d.txt:2: a substitution set that was not defined before: W!A! [~GOV]\n");
  end();
}

static void reasons_are_counted_most_first(void **state) {
  struct trv_output out;
  struct trv_error err = {0};
  add("A1_ [QQQ]\nB1_\nC1_\n");
  assert_int_equal(trv_import_report(import, false, &out, &err), TRV_OK);
  assert_string_equal(out.bytes,
                      "       2  a name without a code\n       1  a code that cameo-actors.tsv does not have\n");
  trv_output_release(&out);
  assert_int_equal(trv_import_tables(import), 0);
  end();
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_code_stands_behind_the_name_or_below_it),
      cmocka_unit_test(synonyms_share_the_codes),
      cmocka_unit_test(days_stand_in_every_form),
      cmocka_unit_test(the_code_without_days_comes_last),
      cmocka_unit_test(cameo_codes_become_ours),
      cmocka_unit_test(names_are_written_as_in_articles),
      cmocka_unit_test(tenures_are_of_people_only),
      cmocka_unit_test(remarks_and_blanks_are_passed_over),
      cmocka_unit_test(agents_become_role_words),
      cmocka_unit_test(bad_lines_are_told_with_their_place),
      cmocka_unit_test(hostile_bytes_cost_one_line),
      cmocka_unit_test(ceilings_are_told),
      cmocka_unit_test(sets_of_sets_end),
      cmocka_unit_test(reasons_are_counted_most_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
