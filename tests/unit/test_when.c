/* The when layer: the calendar, what French expressions resolve to against an article's date and the narrative's own
 * time, and which word an expression dates. Expressions are tested on the text layer alone; attachment on trees written
 * by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "hand_parse.h"
#include "when/calendar.h"
#include "when/when.h"

static struct trv_arena pack, doc;
static struct trv_text_rules *rules;
static struct trv_when_data *data;

static int set_up(void **state) {
  struct trv_error err;
  trv_arena_init(&pack, 0);
  trv_arena_init(&doc, TRV_MAX_ARENA_BYTES);
  if (trv_text_rules_load(SHARE_DIR "/languages/fr", &pack, &rules, &err) == TRV_OK &&
      trv_when_data_load(SHARE_DIR "/languages/fr", &pack, &data, &err) == TRV_OK)
    return 0;
  print_error("%s:%u:%u: %s\n", err.path, err.line, err.column, err.message);
  return -1;
}

static int tear_down(void **state) {
  trv_arena_release(&doc);
  trv_arena_release(&pack);
  return 0;
}

static void test_calendar(void **state) {
  assert_int_equal(trv_day_of(1970, 1, 1), 0);
  assert_int_equal(trv_day_of(2000, 3, 1), 11017);
  assert_int_equal(trv_weekday_of(trv_day_of(2020, 10, 27)), 2);
  assert_int_equal(trv_weekday_of(trv_day_of(1945, 5, 8)), 2);
  for (int32_t day = -800000; day < 800000; day += 97) {
    struct trv_civil c = trv_civil_of(day);
    assert_int_equal(trv_day_of(c.year, c.month, c.day), day);
    assert_true(c.day >= 1 && c.day <= trv_month_length(c.year, c.month));
  }
  assert_int_equal(trv_day_checked(2021, 2, 29), TRV_NO_DAY);
  assert_int_not_equal(trv_day_checked(2024, 2, 29), TRV_NO_DAY);
  assert_int_equal(trv_day_add_months(trv_day_of(2021, 3, 31), -1), trv_day_of(2021, 2, 28));
  assert_int_equal(trv_day_add_months(trv_day_of(2021, 12, 31), 2), trv_day_of(2022, 2, 28));
  struct trv_civil c;
  assert_true(trv_civil_parse("2020-10", &c) && c.month == 10 && c.day == 0);
  assert_false(trv_civil_parse("2020-13", &c));
  assert_false(trv_civil_parse("2020-02-30", &c));
  assert_false(trv_civil_parse("20-02", &c));
  assert_false(trv_civil_parse("", &c));
  assert_false(trv_civil_parse(NULL, &c));
}

/* The expressions of a text as "iso iso …", `-` for those without; times of day in parentheses. */
static const char *dates_of(const char *date, const char *source) {
  struct trv_text *text;
  struct trv_when *when;
  struct trv_error err = {0};
  trv_arena_reset(&doc);
  if (trv_text_run(rules, source, strlen(source), &doc, &text, &err) != TRV_OK) fail_msg("%s", err.message);
  if (trv_when_run(data, text, NULL, date, &doc, &when, &err) != TRV_OK) fail_msg("%s", err.message);
  const char *out = "";
  uint32_t at = 0;
  for (uint32_t i = 0; i < when->n; i++) {
    const struct trv_when_expr *e = &when->exprs[i];
    assert_true(e->span.begin < e->span.end && e->span.end <= text->n_bytes && e->first_word >= at);
    assert_true(e->first_word < e->end_word && e->head >= e->first_word && e->head < e->end_word);
    assert_true((e->iso != NULL) == (e->first_day != TRV_WHEN_NO_DAY));
    at = e->first_word;
    const char *iso = e->iso ? e->iso : "-";
    out = trv_arena_printf(&doc, e->time_of_day ? "%s%s(%s)" : "%s%s%s", out, *out ? " " : "", iso);
  }
  return out;
}

struct row {
  const char *date, *source, *dates;
};

static void check(const struct row *rows, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const char *got = dates_of(rows[i].date, rows[i].source);
    if (strcmp(got, rows[i].dates) != 0)
      fail_msg("[%s] %s: \"%s\" where \"%s\" is expected", rows[i].date ? rows[i].date : "no date", rows[i].source, got,
               rows[i].dates);
  }
}

#define CHECK(...)                                  \
  do {                                              \
    static const struct row rows[] = {__VA_ARGS__}; \
    check(rows, sizeof rows / sizeof *rows);        \
  } while (0)

static void test_full_and_partial_dates(void **state) {
  CHECK({"2020-10", "Il a parlé le 27 octobre.", "2020-10-27"},           /* the article's own month */
        {"2023-02", "La route est coupée le 12 décembre.", "2022-12-12"}, /* the last such day */
        {"2023-02-10", "Il est parti le 20 février.", "2022-02-20"},
        {"2021-06-01", "Le 3 mai 2021, il a signé.", "2021-05-03"}, {NULL, "Le 3 mai 2021, il a signé.", "2021-05-03"},
        {NULL, "Le 3 mai, il a signé.", "-"}, /* no year to be had */
        {"2021-06-01", "Le 1er mai, il a signé.", "2021-05-01"},
        {"2021-06-01", "Il a signé le premier mai.", "2021-05-01"},
        {"2021-06-01", "Le vingt-deux mai, il a signé.", "2021-05-22"},
        {"2021-03-01", "Il est né le 29 février.", "2020-02-29"}, /* a leap day has its year */
        {"2021-03-01", "Il est né le 31 février.", "-"}, {"2021-03-01", "Il est né le 29 février 2021.", "-"},
        {"2020-11-10", "En août, il a parlé.", "2020-08"}, {"2020-11-10", "Début avril, il a parlé.", "2020-04"},
        {"2022-07", "Depuis la fin février, il se bat.", "2022-02/.."},
        {"2020-11-10", "La crise de 2008 et celle-ci.", "2008"},
        {"2020-11-10", "Annexée en 2014, la Crimée reste russe.", "2014"},
        {"2020-11-10", "En mars 2019, il a parlé.", "2019-03"},
        {"2020-03-10", "En mars dernier, il a parlé.", "2019-03"},
        {"2020-11-10", "Le 27/10/2020, il a parlé.", "2020-10-27"},
        {"2020-11-10", "Le 2020-10-27, il a parlé.", "2020-10-27"}, {"2020-11-10", "Le 35/10/2020, il a parlé.", "-"},
        {"2021-10-01", "Au printemps 2021, il a parlé.", "2021-03/2021-05"},
        {"2021-10-01", "Dans les années 1990, il a parlé.", "1990/1999"},
        {"2021-10-01", "L'an dernier, il a parlé.", "2020"}, {"2021-10-01", "La planète Mars a deux lunes.", ""});
}

static void test_weekdays(void **state) {
  CHECK({"2016-04-05", "Il a signé mardi.", "2016-04-05"}, /* a Tuesday: the article's own day */
        {"2016-04-05", "Il a signé mercredi.", "2016-03-30"},
        {"2016-04", "Il a signé mardi.", "-"}, /* no day to count from */
        {"2022-10-07", "Ils s'étaient rencontrés dimanche dernier.", "2022-10-02"},
        {"2019-01-21", "Il a frappé lundi dernier.", "2019-01-14"},
        {"2019-01-21", "Il viendra lundi prochain.", "2019-01-28"},
        {"2023-09-22", "Un rassemblement est prévu samedi.", "2023-09-23"}, /* prévu: ahead */
        {"2023-01-06", "Entrée en vigueur vendredi à midi.", "2023-01-06"},
        {"2020-11", "Mardi 3 novembre, il a voté. Jeudi, il a perdu.", "2020-11-03 2020-10-29"}, /* pinned by a date */
        {"2020-11", "MOSCOU, 6 novembre (AFP) – Il a signé jeudi.", "2020-11-06 2020-11-05"},    /* by the dateline */
        {"2021-04-01", "Samedi et dimanche, il a plu.", "2021-03-27/2021-03-28"},
        {"2021-04-01", "Les combats de lundi à mercredi ont cessé.", "2021-03-29/2021-03-31"});
}

static void test_nights(void **state) {
  CHECK({"2020-11-10", "Ils ont signé dans la nuit de lundi à mardi.", "2020-11-09/2020-11-10"},
        {"2020-10", "Dans la nuit du 17 au 18 octobre, ils ont tiré.", "2020-10-17/2020-10-18"},
        {"2020-12", "Dans la nuit du 30 novembre au 1er décembre, ils ont tiré.", "2020-11-30/2020-12-01"},
        {"2020-11-10", "Mardi, il a parlé. Ils ont envahi dans la nuit le siège.", "2020-11-10 2020-11-09/2020-11-10"},
        {"2020-11-10", "Cette nuit, ils ont tiré.", "2020-11-09/2020-11-10"},
        {"2020-03", "Le calme régnait le 6 mars au matin. Quinze hommes ont été tués pendant la nuit.",
         "2020-03-06 2020-03-05/2020-03-06"});
}

static void test_deictic(void **state) {
  CHECK({"2019-01-21", "Hier, ils ont défilé.", "2019-01-20"},
        {"2019-01-21", "Aujourd'hui, ils défilent.", "2019-01-21"},
        {"2019-01-21", "Demain, ils défileront.", "2019-01-22"}, {"2019-01", "Hier, ils ont défilé.", "-"},
        {"2019-01-21", "Il est parti il y a deux semaines.", "2019-01-07"},
        {"2019-01-21", "Il est parti il y a deux mois.", "2018-11"},
        {"2019-01-21", "Voilà trois ans, il partait.", "2016"},
        {"2016-10-05", "En début de semaine, ils se sont vus.", "2016-10-03/2016-10-05"},
        {"2021-04-01", "La semaine dernière, il a parlé.", "2021-03-22/2021-03-28"},
        {"2021-04-01", "La semaine passée, il a parlé.", "2021-03-22/2021-03-28"},
        {"2021-04-01", "Ils ont bombardé ce week-end un fief.", "2021-03-27/2021-03-28"},
        {"2021-03-28", "Ils ont bombardé ce week-end un fief.", "2021-03-27/2021-03-28"}, /* on a Sunday: this one */
        {"2021-03-28", "Ils ont bombardé le week-end dernier.", "2021-03-20/2021-03-21"},
        {"2022-11", "Le mois dernier, ils ont repris la ville.", "2022-10"});
}

static void test_narrative(void **state) {
  CHECK(
      {"2012-01", "Il a signé le 5 mai. Il a ratifié trois jours plus tard.", "2011-05-05 2011-05-08"},
      {"2016-09", "Il a frappé le 19 septembre. Le soir même, un convoi a brûlé. L'ONU a suspendu le lendemain l'aide.",
       "2016-09-19 2016-09-19 2016-09-20"},
      {"2023-06-02", "Il a parlé jeudi. La veille, l'armée avait rompu.", "2023-06-01 2023-05-31"},
      {"2022-02-10", "Le 31 janvier, il est parti. Quatre jours après, il est revenu.", "2022-01-31 2022-02-04"},
      {"2020-11-10", "Lundi, il a tiré. Le même jour, il s'est excusé.", "2020-11-09 2020-11-09"},
      {"2020-10", "La trêve vaut à partir du 10 octobre. Elle fut violée dès le premier jour.",
       "2020-10-10 2020-10-10"},
      {"2022-10-07", "Ils ont péri les 13 et 14 septembre. La trêve, annoncée le 14 au soir, tient depuis lors.",
       "2022-09-13/2022-09-14 2022-09-14 2022-09-14/.."},
      {"2020-10", "En mai 1992, la ville est prise. Le 8, elle brûle.", "1992-05 1992-05-08"},
      {"2020-10", "En 1994, le front bouge. Le 16 mai, la trêve est signée.", "1994 1994-05-16"},
      {"2023-09-22", "La trêve a été conclue mercredi, au lendemain du déclenchement d'une offensive.",
       "2023-09-20 2023-09-19"}, /* dates the outbreak by the clause */
      {"2020-01", "Ils se réunissent le 19 janvier. La veille du sommet, ils ont fermé les puits.",
       "2020-01-19 2020-01-18"}, /* dates the clause by the summit */
      {"2020-10", "Il a appelé le 27 octobre. Dans la même conversation, il a proposé la paix.",
       "2020-10-27 2020-10-27"},
      {"2022-03-18", "Le mois dernier, il est parti. Le lendemain, il a parlé.", "2022-02 -"}, /* of which day? */
      {"2020-10", "En 1902, il est élu. Deux ans plus tard, il meurt.", "1902 1904"},
      {"2020-10-28", "Trois jours plus tard, il est parti.", "-"}); /* later than what? */
}

static void test_openings_and_ends(void **state) {
  CHECK({"2020-10", "Depuis le 27 septembre, on se bat.", "2020-09-27/.."},
        {"2019-07-04", "Depuis trois mois, on se bat.", "2019-04-04/.."},
        {"2019-07", "Depuis trois mois, on se bat.", "2019-04/.."},
        {"2025-01-30", "Il soigne depuis lundi.", "2025-01-27/.."},
        {"2021-04-01", "L'Internet sera coupé à partir de vendredi.", "2021-04-02"},
        {"2015-02-12", "Une trêve à compter de dimanche à zéro heure.", "2015-02-15"},
        {"2008-05-12", "Ils se sont entendus samedi sur une trêve à compter de dimanche.", "2008-05-10 2008-05-11"},
        {"2016-10-05", "Prolongée jusqu'au 31 octobre, elle tient.", "../2016-10-31"},
        {"2020-11-10", "Il rendra le district d'ici au 15 novembre.", "../2020-11-15"},
        {"2023-11-28", "Elle doit durer jusqu'à jeudi matin.", "../2023-11-30"},
        {"2016-10-05", "Une marche est annoncée pour le 12 octobre.", "2016-10-12"},
        {"2019-12-10", "Ils se reverront d'ici à quatre mois.", "../2020-04"},
        {"2020-03-10", "Du 3 au 5 mars, il a plu.", "2020-03-03/2020-03-05"},
        {"2018-06-14", "Il a décrété une trêve du 12 au 19 juin.", "2018-06-12/2018-06-19"}, /* it is one of them */
        {"2020-03-10", "Entre le 3 et le 5 mars, il a plu.", "2020-03-03/2020-03-05"},
        {"2019-12-10", "Il a jeûné du 14 mai au 6 octobre 2018.", "2018-05-14/2018-10-06"},
        {"2019-01-21", "Observée du 1er octobre 2017 au 9 janvier 2018.", "2017-10-01/2018-01-09"},
        {"2019-01-21", "La guerre (1992-1994) fut longue.", "1992/1994"});
}

static void test_without_date(void **state) {
  CHECK({"2019-01-21", "Récemment, il a parlé.", "-"}, {"2019-01-21", "Il reviendra bientôt.", "-"},
        {"2019-01-21", "Ils ont péri ces derniers jours.", "-"}, {"2019-01-21", "Il négocie pendant deux mois.", "-"},
        {"2016-04-05", "Les armes se sont tues à midi.", "(2016-04-05)"},
        {"2016-04-05", "Il a parlé à 18h30.", "(2016-04-05)"}, {"2016-04", "Il a parlé dans la soirée.", "(-)"},
        {"2016-04-05", "Il a remis 1 800 hommes à la base 12.", ""},
        {"2016-04-05", "La résolution 2254 et l'article 5.", ""}, {"2016-04-05", "Le but du 1-0 est tombé.", ""});
}

static struct trv_when *run_hand(struct hand *h, const char *date) {
  struct trv_when *when;
  struct trv_error err = {0};
  if (trv_when_run(data, &h->text, &h->parse, date, &doc, &when, &err) != TRV_OK) fail_msg("%s", err.message);
  return when;
}

static void check_date(struct hand *h, const char *date, const char *word, const char *iso) {
  struct trv_when *when = run_hand(h, date);
  const struct trv_when_expr *e = trv_when_of(when, &h->text, &h->parse, hand_word(h, word));
  const char *got = e && e->iso ? e->iso : "-";
  if (strcmp(got, iso) != 0) fail_msg("%s: %s where %s is expected", word, got, iso);
}

/* A date of the saying is none of the act: "Le ministre a annoncé jeudi que la ville avait été prise mardi." */
static void test_saying_and_act(void **state) {
  trv_arena_reset(&doc);
  struct hand *h = hand_parse(&doc,
                              "le le DET 2 det\nministre ministre NOUN 4 nsubj\n"
                              "a avoir AUX 4 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                              "annoncé annoncer VERB 0 root Tense=Past|VerbForm=Part\njeudi jeudi NOUN 4 obl:mod\n"
                              "que que SCONJ 11 mark\nla le DET 8 det\nville ville NOUN 11 nsubj:pass\n"
                              "avait avoir AUX 11 aux:tense Mood=Ind|Tense=Imp|VerbForm=Fin\n"
                              "été être AUX 11 aux:pass Tense=Past|VerbForm=Part\n"
                              "prise prendre VERB 4 ccomp Tense=Past|VerbForm=Part\n. . PUNCT 4 punct\n");
  check_date(h, "2023-01-06", "annoncé", "2023-01-05");
  check_date(h, "2023-01-06", "prise", "-");
}

/* "Mardi, ils ont tiré et ont fui." has one day; "ils ont tiré et ont fui mardi" need not. */
static void test_coordination(void **state) {
  trv_arena_reset(&doc);
  struct hand *h = hand_parse(&doc,
                              "mardi mardi NOUN 4 obl:mod\nils lui PRON 4 nsubj\n"
                              "ont avoir AUX 4 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                              "tiré tirer VERB 0 root Tense=Past|VerbForm=Part\net et CCONJ 7 cc\n"
                              "ont avoir AUX 7 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                              "fui fuir VERB 4 conj Tense=Past|VerbForm=Part\n");
  check_date(h, "2023-01-06", "tiré", "2023-01-03");
  check_date(h, "2023-01-06", "fui", "2023-01-03");
  h = hand_parse(&doc,
                 "ils lui PRON 3 nsubj\nont avoir AUX 3 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                 "tiré tirer VERB 0 root Tense=Past|VerbForm=Part\net et CCONJ 6 cc\n"
                 "ont avoir AUX 6 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                 "fui fuir VERB 3 conj Tense=Past|VerbForm=Part\nmardi mardi NOUN 6 obl:mod\n");
  check_date(h, "2023-01-06", "fui", "2023-01-03");
  check_date(h, "2023-01-06", "tiré", "-");
}

/* "Ils ont condamné mardi l'attaque du 3 mai." / "Ils ont signé l'accord lundi." */
static void test_nouns(void **state) {
  trv_arena_reset(&doc);
  struct hand *h = hand_parse(&doc,
                              "ils lui PRON 3 nsubj\nont avoir AUX 3 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                              "condamné condamner VERB 0 root Tense=Past|VerbForm=Part\nmardi mardi NOUN 3 obl:mod\n"
                              "l' le DET 6 det\nattaque attaque NOUN 3 obj\n");
  check_date(h, "2023-01-06", "condamné", "2023-01-03");
  check_date(h, "2023-01-06", "attaque", "-");
  h = hand_parse(&doc,
                 "ils lui PRON 3 nsubj\nont avoir AUX 3 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                 "signé signer VERB 0 root Tense=Past|VerbForm=Part\nl' le DET 5 det\naccord accord NOUN 3 obj\n"
                 "lundi lundi NOUN 5 nmod\n");
  check_date(h, "2023-01-06", "signé", "2023-01-02");
  check_date(h, "2023-01-06", "accord", "2023-01-02");
  h = hand_parse(&doc,
                 "ils lui PRON 3 nsubj\nont avoir AUX 3 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                 "violé violer VERB 0 root Tense=Past|VerbForm=Part\nl' le DET 5 det\naccord accord NOUN 3 obj\n"
                 "de de ADP 8 case\nle le DET 8 det\n9 9 NUM 5 nmod\nnovembre novembre NOUN 8 nmod\n");
  check_date(h, "2023-01-06", "accord", "2022-11-09");
  check_date(h, "2023-01-06", "violé", "-"); /* the date names the accord */
}

/* "Cent civils ont été tués depuis le putsch du 1er février." */
static void test_opened_by_noun(void **state) {
  trv_arena_reset(&doc);
  struct hand *h = hand_parse(&doc,
                              "cent cent NUM 2 nummod\ncivils civil NOUN 5 nsubj:pass\n"
                              "ont avoir AUX 5 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\nété être AUX 5 aux:pass\n"
                              "tués tuer VERB 0 root Tense=Past|VerbForm=Part\ndepuis depuis ADP 8 case\n"
                              "le le DET 8 det\nputsch putsch NOUN 5 obl:mod\nde de ADP 12 case\nle le DET 12 det\n"
                              "1er 1er ADJ 12 amod\nfévrier février NOUN 8 nmod\n");
  check_date(h, "2021-04-01", "tués", "2021-02-01/..");
  check_date(h, "2021-04-01", "putsch", "2021-02-01");
}

/* "Ils devaient se retrouver mardi." and "Ils se retrouveront mardi." lie ahead of a Monday's article. */
static void test_future(void **state) {
  trv_arena_reset(&doc);
  struct hand *h = hand_parse(&doc,
                              "ils lui PRON 2 nsubj\ndevaient devoir VERB 0 root Mood=Ind|Tense=Imp|VerbForm=Fin\n"
                              "se soi PRON 4 expl:pv\nretrouver retrouver VERB 2 xcomp VerbForm=Inf\n"
                              "mardi mardi NOUN 4 obl:mod\n");
  check_date(h, "2023-01-02", "retrouver", "2023-01-03");
  h = hand_parse(&doc,
                 "ils lui PRON 3 nsubj\nse soi PRON 3 expl:pv\n"
                 "retrouveront retrouver VERB 0 root Mood=Ind|Tense=Fut|VerbForm=Fin\nmardi mardi NOUN 3 obl:mod\n");
  check_date(h, "2023-01-02", "retrouveront", "2023-01-03");
}

/* "Il a prolongé jusqu'au 31 octobre la trêve." */
static void test_bound(void **state) {
  trv_arena_reset(&doc);
  struct hand *h = hand_parse(&doc,
                              "il lui PRON 3 nsubj\na avoir AUX 3 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                              "prolongé prolonger VERB 0 root Tense=Past|VerbForm=Part\njusqu' jusque ADP 7 case\n"
                              "à à ADP 7 case\nle le DET 7 det\n31 31 NUM 3 obl:mod\noctobre octobre NOUN 7 nmod\n"
                              "la le DET 10 det\ntrêve trêve NOUN 3 obj\n");
  struct trv_when *when = run_hand(h, "2016-10-05");
  assert_null(trv_when_of(when, &h->text, &h->parse, hand_word(h, "prolongé")));
  const struct trv_when_expr *e = trv_when_bound(when, &h->text, &h->parse, hand_word(h, "trêve"), TRV_WHEN_UNTIL);
  assert_non_null(e);
  assert_string_equal(e->iso, "../2016-10-31");
  assert_null(trv_when_bound(when, &h->text, &h->parse, hand_word(h, "trêve"), TRV_WHEN_FROM));
}

/* A day carries over to the next sentence's act in the past. */
static void test_carried(void **state) {
  trv_arena_reset(&doc);
  struct hand *h = hand_parse(&doc,
                              "mardi mardi NOUN 4 obl:mod\nils lui PRON 4 nsubj\n"
                              "ont avoir AUX 4 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                              "attaqué attaquer VERB 0 root Tense=Past|VerbForm=Part\n\n"
                              "elle lui PRON 3 nsubj\na avoir AUX 3 aux:tense Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                              "tiré tirer VERB 0 root Tense=Past|VerbForm=Part\n\n"
                              "elle lui PRON 2 nsubj\naccuse accuser VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin\n");
  struct trv_when *when = run_hand(h, "2023-01-06");
  assert_null(trv_when_of(when, &h->text, &h->parse, hand_word(h, "tiré")));
  assert_string_equal(trv_when_carried(when, &h->text, &h->parse, hand_word(h, "tiré")), "2023-01-03");
  assert_null(trv_when_carried(when, &h->text, &h->parse, hand_word(h, "accuse")));
}

/* Each paragraph of a ticker is at the article's day; two hours make none. */
static void test_ticker(void **state) {
  static const char ticker[] =
      "Le point à 21 h.\n\n20:15 Le Caire a rappelé son envoyé. Il rentre.\n\n18h30 Rabat "
      "proteste.\n\n9:05 Tunis se tait.\n";
  static const char other[] = "Le point à 21 h.\n\n20:15 Le Caire a rappelé son envoyé.\n\n18h30 Rabat proteste.\n";
  struct trv_text *text;
  struct trv_when *when;
  struct trv_error err = {0};
  trv_arena_reset(&doc);
  assert_int_equal(trv_text_run(rules, ticker, strlen(ticker), &doc, &text, &err), TRV_OK);
  assert_int_equal(trv_when_run(data, text, NULL, "2020-10-28", &doc, &when, &err), TRV_OK);
  assert_false(when->headed[0]);
  for (uint32_t s = 1; s < text->n_sentences; s++) {
    assert_true(when->headed[s]);
    assert_string_equal(when->narrative[s], "2020-10-28");
  }
  assert_int_equal(trv_text_run(rules, other, strlen(other), &doc, &text, &err), TRV_OK);
  assert_int_equal(trv_when_run(data, text, NULL, "2020-10-28", &doc, &when, &err), TRV_OK);
  for (uint32_t s = 0; s < text->n_sentences; s++) assert_false(when->headed[s]);
}

/* Years at the ends of the calendar neither trap nor leave it. */
static void test_extreme_dates(void **state) {
  static const char *const dates[] = {"0001-01", "0001-01-01", "9999-12", "9999-12-31", "0004", "garbage", "2020-13"};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
    dates_of(dates[i],
             "Il y a 3000 mois, le 3 mai, depuis 900 ans, le mois dernier, lundi prochain, demain, le 29 février, "
             "dans 999999 jours, l'hiver dernier, ce week-end, les années 2190, il y a 9999 décennies, le 8, "
             "au lendemain de la signature, neuf cent mille ans plus tard, le 99 mai, le 0 mai 0000.");
}

static void load_words(const char *words, const char *patterns, const char *message, uint32_t line) {
  char dir[] = "/tmp/treve-when-XXXXXX", path[64];
  assert_non_null(mkdtemp(dir));
  const char *const names[] = {"when-words.tsv", "when-patterns.tsv"}, *const texts[] = {words, patterns};
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/%s", dir, names[i]);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(texts[i], f);
    fclose(f);
  }
  struct trv_when_data *loaded;
  struct trv_error err = {0};
  enum trv_status status = trv_when_data_load(dir, &doc, &loaded, &err);
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/%s", dir, names[i]);
    unlink(path);
  }
  rmdir(dir);
  if (!message) {
    assert_int_equal(status, TRV_OK);
    return;
  }
  assert_int_equal(status, TRV_BAD_DATA);
  if (!strstr(err.message, message) || err.line != line) fail_msg("%u: %s", err.line, err.message);
}

static void test_loader(void **state) {
  static const char *const words = "class\tvalue\tforms\nmonth\t1\tjanuary\nunit\tday\tday|days\n";
#define PATTERNS "rule\tpattern\toperation\n"
  load_words(words, PATTERNS "when\t{month} [{year}]\tmonth\n", NULL, 0);
  load_words("class\tvalue\tforms\nmonth\t13\tx\n", PATTERNS, "not a value of the class \"month\"", 2);
  load_words("class\tvalue\tforms\nunit\tfortnight\tx\n", PATTERNS, "not a value", 2);
  load_words("class\tvalue\tforms\nmonth\t1\t-\n", PATTERNS, "a word is missing", 2);
  load_words(words, PATTERNS "when\t{moon}\tmonth\n", "neither a class nor a rule above", 2);
  load_words(words, PATTERNS "when\tin {month\tmonth\n", "\"}\" is missing", 2);
  load_words(words, PATTERNS "when\tin [{month}\tmonth\n", "\"]\" is missing", 2);
  load_words(words, PATTERNS "when\tin {month})\tmonth\n", "unexpected mark", 2);
  load_words(words, PATTERNS "when\t((((((((((x))))))))))\tmonth\n", "nested too deeply", 2);
  load_words(words, PATTERNS "when\tx\tmoon\n", "unknown operation \"moon\"", 2);
  load_words(words, PATTERNS "when\tx\toffset count=x\n", "cannot read the setting", 2);
  load_words(words, PATTERNS "when\tx\tfigures\n", "needs order", 2);
  load_words(words, PATTERNS "month\tx\tmonth\n", "is a class of words", 2);
  load_words(words, PATTERNS "a\tx\tvague\nb\tx\tvague\na\ty\tvague\n", "must stand together", 4);
  load_words(words, PATTERNS "a\tx\tvague\n", "no rule is named \"when\"", 0);
  load_words(words, PATTERNS "when\t!{moon} x\tvague\n", "not a class", 2);
#undef PATTERNS
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_calendar),
                                     cmocka_unit_test(test_full_and_partial_dates),
                                     cmocka_unit_test(test_weekdays),
                                     cmocka_unit_test(test_nights),
                                     cmocka_unit_test(test_deictic),
                                     cmocka_unit_test(test_narrative),
                                     cmocka_unit_test(test_openings_and_ends),
                                     cmocka_unit_test(test_without_date),
                                     cmocka_unit_test(test_saying_and_act),
                                     cmocka_unit_test(test_coordination),
                                     cmocka_unit_test(test_nouns),
                                     cmocka_unit_test(test_opened_by_noun),
                                     cmocka_unit_test(test_future),
                                     cmocka_unit_test(test_bound),
                                     cmocka_unit_test(test_carried),
                                     cmocka_unit_test(test_ticker),
                                     cmocka_unit_test(test_extreme_dates),
                                     cmocka_unit_test(test_loader)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
