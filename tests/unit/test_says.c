/* The says stage on trees written by hand: who vouches for which words, and how a predicate is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "hand_parse.h"
#include "says/says.h"

#define FRENCH SHARE_DIR "/languages/fr"

static struct trv_arena arena;
static struct trv_grammar *grammar;
static struct trv_says_data *data;

static int set_up(void **state) {
  struct trv_error err = {0};
  trv_arena_init(&arena, 0);
  if (trv_grammar_load(FRENCH, &arena, &grammar, &err) == TRV_OK &&
      trv_says_data_load(FRENCH, grammar, &arena, &data, &err) == TRV_OK)
    return 0;
  print_error("%s:%u:%u: %s\n", err.path, err.line, err.column, err.message);
  return -1;
}

static int tear_down(void **state) {
  trv_arena_release(&arena);
  return 0;
}

/* A who layer in which every word tagged PROPN is a mention of an entity with that word as its code. */
static struct trv_who *proper_names(const struct hand *h) {
  struct trv_who *who = TRV_NEW(&arena, struct trv_who);
  who->mentions = TRV_NEW_ARRAY(&arena, struct trv_mention, h->text.n_words);
  who->entities = TRV_NEW_ARRAY(&arena, struct trv_entity, h->text.n_words);
  who->at = TRV_NEW_ARRAY(&arena, uint32_t, h->text.n_words);
  for (uint32_t w = 0; w < h->text.n_words; w++) {
    who->at[w] = TRV_NO_MENTION;
    if (h->parse.upos[w] != TRV_PROPN) continue;
    struct trv_span span = h->text.words[w].span;
    who->entities[who->n_entities] = (struct trv_entity){
        .code = h->text.words[w].form, .sector = "GOV", .text = h->text.words[w].form, .span = {span.begin, span.end}};
    who->mentions[who->n_mentions] = (struct trv_mention){.head = w,
                                                          .first_word = w,
                                                          .end_word = w + 1,
                                                          .span = span,
                                                          .kind = TRV_MENTION_NAME,
                                                          .first_entity = who->n_entities++,
                                                          .n_entities = 1,
                                                          .antecedent = TRV_NO_MENTION};
    who->at[w] = who->n_mentions++;
  }
  return who;
}

static struct trv_says *says_of(const struct hand *h) {
  struct trv_says *says = NULL;
  struct trv_error err = {0};
  assert_int_equal(trv_says_run(data, &h->text, &h->parse, proper_names(h), &arena, &says, &err), TRV_OK);
  assert_non_null(says);
  for (uint32_t w = 0; w < h->text.n_words; w++) assert_true(says->at[w] == TRV_NO_REPORT || says->at[w] < says->n);
  for (uint32_t r = 0; r < says->n; r++)
    assert_true(says->reports[r].outer == TRV_NO_REPORT || says->reports[r].outer < r);
  return says;
}

/* The codes of the sources over a word, outermost first, joined by " < ". */
static const char *chain(const struct hand *h, const char *form) {
  static char out[256];
  struct trv_entities sources = trv_says_chain(says_of(h), hand_word(h, form), &arena);
  out[0] = '\0';
  for (uint32_t i = 0; i < sources.n; i++)
    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s", i ? " < " : "", sources.items[i].code);
  return out;
}

/* « Bakou affirme que l'armée avance. » */
static void a_clause_after_a_speech_verb_is_its_speakers(void **state) {
  struct hand *h =
      hand_parse(&arena,
                 "Bakou Bakou PROPN 2 nsubj\naffirme affirmer VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin\n"
                 "que que SCONJ 6 mark\nl' le DET 5 det\narmée armée NOUN 6 nsubj\n"
                 "avance avancer VERB 2 ccomp Mood=Ind|Tense=Pres|VerbForm=Fin\n");
  assert_string_equal(chain(h, "avance"), "Bakou");
  assert_string_equal(chain(h, "affirme"), "");
  assert_string_equal(chain(h, "Bakou"), "");
}

/* « Selon Erevan, deux soldats sont morts. » */
static void according_to_covers_its_clause(void **state) {
  struct hand *h = hand_parse(&arena,
                              "Selon selon ADP 2 case\nErevan Erevan PROPN 7 obl:mod\n, , PUNCT 2 punct\n"
                              "deux deux NUM 5 nummod\nsoldats soldat NOUN 7 nsubj\nsont être AUX 7 aux:tense\n"
                              "morts mourir VERB 0 root Tense=Past|VerbForm=Part\n");
  assert_string_equal(chain(h, "morts"), "Erevan");
  assert_string_equal(chain(h, "Erevan"), "");
}

/* « La trêve tient, comme l'a annoncé Moscou. » */
static void a_comment_clause_vouches_for_the_main_one(void **state) {
  struct hand *h = hand_parse(&arena,
                              "La le DET 2 det\ntrêve trêve NOUN 3 nsubj\ntient tenir VERB 0 root VerbForm=Fin\n"
                              ", , PUNCT 8 punct\ncomme comme SCONJ 8 mark\nl' le PRON 8 obj\na avoir AUX 8 aux:tense\n"
                              "annoncé annoncer VERB 3 advcl Tense=Past|VerbForm=Part\nMoscou Moscou PROPN 8 nsubj\n");
  assert_string_equal(chain(h, "tient"), "Moscou");
}

/* « « Nous quittons la ville demain », a déclaré Paris. » */
static void a_quotation_is_its_speakers_and_so_is_its_first_person(void **state) {
  struct hand *h =
      hand_parse(&arena,
                 "« « PUNCT 3 punct\nNous lui PRON 3 nsubj Number=Plur|Person=1|PronType=Prs\n"
                 "quittons quitter VERB 0 root Mood=Ind|VerbForm=Fin\nla le DET 5 det\nville ville NOUN 3 obj\n"
                 "demain demain ADV 3 advmod\n» » PUNCT 3 punct\n, , PUNCT 10 punct\na avoir AUX 10 aux:tense\n"
                 "déclaré déclarer VERB 3 parataxis Tense=Past|VerbForm=Part\nParis Paris PROPN 10 nsubj\n");
  hand_quote(h, 1, 5);
  assert_string_equal(chain(h, "quittons"), "Paris");
  struct trv_entities we = trv_says_first_person(says_of(h), hand_word(h, "Nous"));
  assert_int_equal(we.n, 1);
  assert_string_equal(we.items[0].code, "Paris");
  assert_int_equal(trv_says_first_person(says_of(h), hand_word(h, "Paris")).n, 0);
}

/* « Moscou indique que Kiev affirme que Minsk recule. » */
static void reports_nest_outermost_first(void **state) {
  struct hand *h =
      hand_parse(&arena,
                 "Moscou Moscou PROPN 2 nsubj\nindique indiquer VERB 0 root VerbForm=Fin\nque que SCONJ 5 mark\n"
                 "Kiev Kiev PROPN 5 nsubj\naffirme affirmer VERB 2 ccomp VerbForm=Fin\nque que SCONJ 8 mark\n"
                 "Minsk Minsk PROPN 8 nsubj\nrecule reculer VERB 5 ccomp VerbForm=Fin\n");
  assert_string_equal(chain(h, "recule"), "Moscou < Kiev");
  assert_string_equal(chain(h, "affirme"), "Moscou");
}

/* ---- how a predicate is told */

static struct trv_factuality told(const char *rows, const char *form) {
  struct hand *h = hand_parse(&arena, rows);
  return trv_says_factuality(data, says_of(h), &h->text, &h->parse, hand_word(h, form));
}

static void plain_past_is_plain(void **state) {
  struct trv_factuality f =
      told("armée armée NOUN 3 nsubj\na avoir AUX 3 aux:tense\nattaqué attaquer VERB 0 root Tense=Past|VerbForm=Part\n",
           "attaqué");
  assert_false(f.negated || f.future || f.hypothetical || f.hearsay || f.denied || f.asked);
}

/* « n'a pas attaqué » */
static void negation(void **state) {
  assert_true(told("armée armée NOUN 5 nsubj\nn' ne ADV 5 advmod Polarity=Neg\na avoir AUX 5 aux:tense\n"
                   "pas pas ADV 5 advmod Polarity=Neg\nattaqué attaquer VERB 0 root Tense=Past|VerbForm=Part\n",
                   "attaqué")
                  .negated);
}

/* « attaquera », « va attaquer » */
static void future(void **state) {
  assert_true(
      told("armée armée NOUN 2 nsubj\nattaquera attaquer VERB 0 root Mood=Ind|Tense=Fut|VerbForm=Fin\n", "attaquera")
          .future);
  assert_true(told("armée armée NOUN 2 nsubj\nva aller VERB 0 root Tense=Pres|VerbForm=Fin\n"
                   "attaquer attaquer VERB 2 xcomp VerbForm=Inf\n",
                   "attaquer")
                  .future);
}

/* « L'armée aurait attaqué »: the conditional of hearsay */
static void hearsay(void **state) {
  struct trv_factuality f = told(
      "armée armée NOUN 3 nsubj\naurait avoir AUX 3 aux:tense Mood=Cnd|Tense=Pres|VerbForm=Fin\n"
      "attaqué attaquer VERB 0 root Tense=Past|VerbForm=Part\n",
      "attaqué");
  assert_true(f.hearsay);
  assert_false(f.future);
}

/* « peut attaquer »; « Moscou ripostera si l'armée attaque »: neither is told as done */
static void hypothesis(void **state) {
  assert_true(told("armée armée NOUN 2 nsubj\npeut pouvoir VERB 0 root VerbForm=Fin\n"
                   "attaquer attaquer VERB 2 xcomp VerbForm=Inf\n",
                   "attaquer")
                  .hypothetical);
  struct trv_factuality f = told(
      "Moscou Moscou PROPN 2 nsubj\nripostera riposter VERB 0 root Tense=Fut|VerbForm=Fin\n"
      "si si SCONJ 5 mark\narmée armée NOUN 5 nsubj\nattaque attaquer VERB 2 advcl VerbForm=Fin\n",
      "attaque");
  assert_true(f.hypothetical || f.asked);
}

/* « Bakou nie avoir attaqué » */
static void denial(void **state) {
  assert_true(
      told("Bakou Bakou PROPN 2 nsubj\nnie nier VERB 0 root VerbForm=Fin\navoir avoir AUX 4 aux:tense VerbForm=Inf\n"
           "attaqué attaquer VERB 2 xcomp Tense=Past|VerbForm=Part\n",
           "attaqué")
          .denied);
}

/* « Paris demande à Bakou de cesser »; « a refusé de signer » */
static void what_is_asked_or_refused_is_not_done(void **state) {
  assert_true(told("Paris Paris PROPN 2 nsubj\ndemande demander VERB 0 root VerbForm=Fin\nà à ADP 4 case\n"
                   "Bakou Bakou PROPN 2 iobj\nde de ADP 6 mark\ncesser cesser VERB 2 xcomp VerbForm=Inf\n",
                   "cesser")
                  .asked);
  assert_true(
      told("Paris Paris PROPN 3 nsubj\na avoir AUX 3 aux:tense\nrefusé refuser VERB 0 root Tense=Past|VerbForm=Part\n"
           "de de ADP 5 mark\nsigner signer VERB 3 xcomp VerbForm=Inf\n",
           "signer")
          .negated);
}

/* ---- the table */

static void a_wrong_table_is_told_by_line_and_column(void **state) {
  static const struct {
    const char *text;
    uint32_t line, column;
  } wrong[] = {
      {"lemmas\tkind\tstance\ndire\tverb\tsay\ncrier\tnoise\tsay\n", 3, 2},
      {"lemmas\tkind\tstance\ndire\tverb\tloud\n", 2, 3},
      {"lemmas\tkind\n", 1, 0},
      {"", 0, 0},
  };
  char folder[] = "/tmp/treve-says-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/says.tsv", folder);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(wrong[i].text, f);
    fclose(f);
    struct trv_says_data *bad;
    struct trv_error err = {0};
    assert_int_equal(trv_says_data_load(folder, grammar, &arena, &bad, &err), TRV_BAD_DATA);
    assert_int_equal(err.line, wrong[i].line);
    assert_int_equal(err.column, wrong[i].column);
    assert_string_equal(err.path, path);
  }
  unlink(path);
  struct trv_says_data *bad;
  struct trv_error err = {0};
  assert_int_equal(trv_says_data_load(folder, grammar, &arena, &bad, &err), TRV_SYSTEM);
  rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_clause_after_a_speech_verb_is_its_speakers),
      cmocka_unit_test(according_to_covers_its_clause),
      cmocka_unit_test(a_comment_clause_vouches_for_the_main_one),
      cmocka_unit_test(a_quotation_is_its_speakers_and_so_is_its_first_person),
      cmocka_unit_test(reports_nest_outermost_first),
      cmocka_unit_test(plain_past_is_plain),
      cmocka_unit_test(negation),
      cmocka_unit_test(future),
      cmocka_unit_test(hearsay),
      cmocka_unit_test(hypothesis),
      cmocka_unit_test(denial),
      cmocka_unit_test(what_is_asked_or_refused_is_not_done),
      cmocka_unit_test(a_wrong_table_is_told_by_line_and_column),
  };
  return cmocka_run_group_tests_name("says", tests, set_up, tear_down);
}
