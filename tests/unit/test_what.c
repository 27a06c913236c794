/* The what stage below the level of whole articles: the tables of PLOVER, the loader of rules, numbers in words and
 * figures, and the walk over trees that the rules rest on. */
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
#include "what/internal.h"

#define FRENCH SHARE_DIR "/languages/fr"

static struct trv_arena arena;
static struct trv_grammar *grammar;
static struct trv_what_data *data;

static int set_up(void **state) {
  struct trv_error err = {0};
  trv_arena_init(&arena, 0);
  if (trv_grammar_load(FRENCH, &arena, &grammar, &err) == TRV_OK &&
      trv_what_data_load(FRENCH, "fr", &arena, &data, &err) == TRV_OK)
    return 0;
  print_error("%s:%u:%u: %s\n", err.path, err.line, err.column, err.message);
  return -1;
}

static int tear_down(void **state) {
  trv_arena_release(&arena);
  return 0;
}

/* ---- PLOVER */

static void every_event_has_a_name_and_a_quad_class(void **state) {
  static const struct {
    const char *name;
    int quad;
    bool verbal;
  } plover[] = {
      {"AGREE", 1, true},      {"CONSULT", 1, true},   {"SUPPORT", 1, true},  {"CONCEDE", 1, true},
      {"COOPERATE", 2, false}, {"AID", 2, false},      {"RETREAT", 2, false}, {"REQUEST", 3, true},
      {"ACCUSE", 3, true},     {"REJECT", 3, true},    {"THREATEN", 3, true}, {"PROTEST", 4, false},
      {"SANCTION", 4, false},  {"MOBILIZE", 4, false}, {"COERCE", 4, false},  {"ASSAULT", 4, false},
  };
  assert_int_equal(sizeof plover / sizeof *plover, TRV_N_EVENTS - 1);
  for (size_t i = 0; i < sizeof plover / sizeof *plover; i++) {
    enum trv_event_type type = trv_event_of(plover[i].name);
    assert_int_not_equal(type, TRV_EVENT_NONE);
    assert_string_equal(trv_event_name(type), plover[i].name);
    assert_int_equal(trv_event_quad(type), plover[i].quad);
    assert_int_equal(trv_event_verbal(type), plover[i].verbal);
  }
  assert_int_equal(trv_event_of("attack"), TRV_EVENT_NONE);
  assert_int_equal(trv_event_of(""), TRV_EVENT_NONE);
  assert_null(trv_event_name(TRV_EVENT_NONE));
}

static void modes_belong_to_their_type(void **state) {
  assert_true(trv_event_has_mode(TRV_ASSAULT, "heavy-weapons"));
  assert_true(trv_event_has_mode(TRV_ASSAULT, "unconventional"));
  assert_true(trv_event_has_mode(TRV_RETREAT, "ceasefire"));
  assert_true(trv_event_has_mode(TRV_REQUEST, "yield"));
  assert_true(trv_event_has_mode(TRV_COERCE, "cyber"));
  assert_false(trv_event_has_mode(TRV_AGREE, "meet"));
  assert_false(trv_event_has_mode(TRV_CONSULT, "aerial"));
  assert_false(trv_event_has_mode(TRV_ASSAULT, ""));
}

static void acts_about_acts_take_their_mode_from_the_inner_one(void **state) {
  assert_string_equal(trv_mode_requested(TRV_RETREAT, "ceasefire"), "yield");
  assert_string_equal(trv_mode_requested(TRV_RETREAT, "resign"), "change");
  assert_string_equal(trv_mode_requested(TRV_AID, NULL), "assist");
  assert_string_equal(trv_mode_requested(TRV_CONSULT, NULL), "meet");
  assert_null(trv_mode_requested(TRV_ASSAULT, NULL));
  assert_string_equal(trv_mode_threatened(TRV_ASSAULT, "aerial"), "violence");
  assert_string_equal(trv_mode_threatened(TRV_COERCE, "arrest"), "arrest");
  assert_string_equal(trv_mode_threatened(TRV_SANCTION, NULL), "restrict");
  assert_null(trv_mode_threatened(TRV_CONSULT, NULL));
  assert_int_equal(trv_type_promised(TRV_RETREAT), TRV_CONCEDE);
  assert_int_equal(trv_type_promised(TRV_AID), TRV_AGREE);
  assert_int_equal(trv_type_promised(TRV_ASSAULT), TRV_ASSAULT);
}

/* ---- contexts */

static enum trv_status load_contexts(const char *text, struct trv_contexts **out, struct trv_error *err) {
  char path[] = "/tmp/treve-contexts-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, strlen(text)), strlen(text));
  close(fd);
  memset(err, 0, sizeof *err);
  enum trv_status status = trv_contexts_load(path, &arena, out, err);
  unlink(path);
  return status;
}

static void shipped_tables_of_contexts_are_read(void **state) {
  static const char *const languages[] = {"en", "fr"};
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
    struct trv_contexts *contexts;
    struct trv_error err = {0};
    const char *path = trv_arena_printf(&arena, SHARE_DIR "/languages/%s/contexts.tsv", languages[i]);
    if (trv_contexts_load(path, &arena, &contexts, &err) != TRV_OK)
      fail_msg("%s:%u:%u: %s", err.path, err.line, err.column, err.message);
  }
}

static void tables_of_contexts_are_read_or_refused(void **state) {
  static const struct {
    const char *row, *message;
    uint32_t column;
  } wrong[] = {
      {"militar\t2\tarmée", "no context of PLOVER: \"militar\"", 1},
      {"military\t0\tarmée", "not a weight from 1 to 9", 2},
      {"military\t10\tarmée", "not a weight from 1 to 9", 2},
      {"military\t2\tarmée||char", "not one to 6 words: \"\"", 3},
      {"military\t2\tarmée  russe", "not one to 6 words: \"armée  russe\"", 3},
      {"military\t2\ta b c d e f g", "not one to 6 words: \"a b c d e f g\"", 3},
      {"military\t2\t-", "not one to 6 words: \"\"", 3},
  };
  struct trv_contexts *contexts;
  struct trv_error err;
  assert_int_equal(load_contexts("context\tweight\tlemmas\nmilitary\t2\tarmée|char de combat\n", &contexts, &err),
                   TRV_OK);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    char text[256];
    snprintf(text, sizeof text, "# comment\ncontext\tweight\tlemmas\n%s\n", wrong[i].row);
    assert_int_equal(load_contexts(text, &contexts, &err), TRV_BAD_DATA);
    assert_string_equal(err.message, wrong[i].message);
    assert_int_equal(err.line, 3);
    assert_int_equal(err.column, wrong[i].column);
  }
}

/* ---- rules */

static enum trv_status load_bytes(const char *text, size_t n, struct trv_rules **rules, struct trv_error *err) {
  char path[] = "/tmp/treve-rules-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, n), n);
  close(fd);
  memset(err, 0, sizeof *err);
  enum trv_status status = trv_rules_load(path, "xx/events.rules", &arena, rules, err);
  unlink(path);
  return status;
}

static enum trv_status load(const char *text, struct trv_rules **rules, struct trv_error *err) {
  return load_bytes(text, strlen(text), rules, err);
}

static void a_rule_is_read_with_all_its_parts(void **state) {
  struct trv_rules *rules;
  struct trv_error err;
  assert_int_equal(load("# comment\n"
                        "set truce = trêve \"cessez le feu\"   # a comment after\n"
                        "\n"
                        "V signer|conclure obj=@truce passive subj!=%actor : AGREE 057 subj+avec,entre -> avec.de both "
                        "tag=ceasefire:agreement kill=obj.de embed=promise\n"
                        "N tir poss=#ASSAULT : ASSAULT/heavy-weapons - -> sur,à_l'encontre_de force\n"
                        "A détruit : -\n",
                        &rules, &err),
                   TRV_OK);
  assert_int_equal(rules->n_rules, 3);
  const struct trv_rule *r = &rules->rules[0];
  assert_int_equal(r->line, 4);
  assert_int_equal(r->pos, TRV_VERB);
  assert_int_equal(r->type, TRV_AGREE);
  assert_null(r->mode);
  assert_string_equal(r->cameo, "057");
  assert_string_equal(r->tag, "ceasefire:agreement");
  assert_int_equal(r->flags, TRV_RULE_PASSIVE | TRV_RULE_BOTH);
  assert_int_equal(r->embed, TRV_EMBED_PROMISE);
  assert_int_equal(r->n_conditions, 2);
  assert_true(trv_lemmas_have(&r->conditions[0].lemmas, "cessez le feu"));
  assert_false(trv_lemmas_have(&r->conditions[0].lemmas, "guerre"));
  assert_true(r->conditions[1].negated && r->conditions[1].actor);
  assert_int_equal(r->actor.n, 2);
  assert_int_equal(r->actor.alternatives[0].n, 2);
  assert_string_equal(r->actor.alternatives[0].slots[1].steps[0].prep, "avec");
  assert_int_equal(r->recipient.alternatives[0].slots[0].n_steps, 2);
  assert_true(r->has_kill);
  assert_false(r->has_wound);
  r = &rules->rules[1];
  assert_string_equal(r->mode, "heavy-weapons");
  assert_null(r->cameo);
  assert_int_equal(r->actor.n, 0);
  assert_string_equal(r->recipient.alternatives[1].slots[0].steps[0].prep, "à l'encontre de");
  assert_int_equal(r->conditions[0].types, 1u << TRV_ASSAULT);
  assert_int_equal(rules->rules[2].type, TRV_EVENT_NONE);
  assert_true(trv_rules_in_set(rules, "truce", "trêve"));
  assert_false(trv_rules_in_set(rules, "truce", "guerre"));
  assert_false(trv_rules_in_set(rules, "no set", "trêve"));
}

static void the_rule_with_most_conditions_comes_first(void **state) {
  struct trv_rules *rules;
  struct trv_error err;
  assert_int_equal(load("V prendre : COERCE/seize subj -> -\n"
                        "V prendre obj=ville subj=armée : COERCE/seize 192 subj -> obj\n"
                        "V prendre obj=ville : COERCE/seize 192 subj -> obj\n"
                        "V prendre obj=otage : ASSAULT/abduct subj -> obj\n"
                        "N prendre : -\n",
                        &rules, &err),
                   TRV_OK);
  const struct trv_rule_list *list = trv_rules_of(rules, TRV_VERB, "prendre");
  assert_non_null(list);
  assert_int_equal(list->n, 4);
  static const uint32_t lines[] = {2, 3, 4, 1};
  for (int i = 0; i < 4; i++) assert_int_equal(rules->rules[list->rules[i]].line, lines[i]);
  assert_int_equal(trv_rules_of(rules, TRV_NOUN, "prendre")->n, 1);
  assert_null(trv_rules_of(rules, TRV_ADJ, "prendre"));
  assert_null(trv_rules_of(rules, TRV_VERB, "rendre"));
  assert_null(trv_rules_of(rules, TRV_PUNCT, "prendre"));
}

static void a_wrong_rule_is_told_by_line_and_column(void **state) {
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } wrong[] = {
      {"X tuer : ASSAULT subj -> obj", 1, 1, "a line begins with set, V, N or A"},
      {"\n# fine\nV tuer : MURDER subj -> obj", 3, 10, "no such event type: \"MURDER\""},
      {"V tuer : ASSAULT/softly subj -> obj", 1, 18, "no such mode: \"softly\""},
      {"V tuer ASSAULT subj -> obj", 1, 8, "not a condition: \"ASSAULT\""},
      {"V tuer obj=civil", 1, 17, "`:` expected before the event"},
      {"V tuer obj=@people : ASSAULT subj -> obj", 1, 12, "no such set: \"@people\""},
      {"N question : REJECT gov.speaker -> -", 1, 21, "`speaker` stands alone: \"gov.speaker\""},
      {"V tuer obj=#KILL : ASSAULT subj -> obj", 1, 12, "no such event type: \"#KILL\""},
      {"V tuer obj=a||b : ASSAULT subj -> obj", 1, 14, "empty word"},
      {"V tuer =a : ASSAULT subj -> obj", 1, 8, "not a condition"},
      {"V tuer :", 1, 9, "no event type"},
      {"V tuer : ASSAULT", 1, 17, "no actor"},
      {"V tuer : ASSAULT 19", 1, 20, "no actor"},
      {"V tuer : ASSAULT subj", 1, 22, "`->` expected before the recipient"},
      {"V tuer : ASSAULT subj obj", 1, 26, "`->` expected before the recipient"},
      {"V tuer : ASSAULT subj ->", 1, 25, "no recipient"},
      {"V tuer : ASSAULT subj..de -> obj", 1, 18, "empty step in slot"},
      {"V tuer : ASSAULT a.b.c.d.e -> obj", 1, 18, "too many steps in slot"},
      {"V tuer : ASSAULT a+b+c+d+e -> obj", 1, 18, "too many slots joined"},
      {"V tuer : ASSAULT a,b,c,d,e,f,g,h,i,j,k,l,m -> obj", 1, 18, "too many alternatives"},
      {"V tuer : ASSAULT subj -> obj twice", 1, 30, "no such option: \"twice\""},
      {"V tuer : ASSAULT subj -> obj colour=red", 1, 30, "no such option: \"colour=red\""},
      {"V tuer : ASSAULT subj -> obj embed=sing", 1, 36, "no such embedding: \"sing\""},
      {"V", 1, 2, "no lemma"},
      {"set truce", 1, 10, "a set is written"},
      {"set truce : trêve", 1, 12, "a set is written"},
      {"set truce = @other", 1, 13, "no such set: \"@other\""},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    struct trv_rules *rules;
    struct trv_error err;
    assert_int_equal(load(wrong[i].text, &rules, &err), TRV_BAD_DATA);
    if (err.line != wrong[i].line || err.column != wrong[i].column || !strstr(err.message, wrong[i].message))
      fail_msg("\"%s\" gives %u:%u: %s", wrong[i].text, err.line, err.column, err.message);
  }
}

static void odd_files_of_rules_load_or_fail_soundly(void **state) {
  struct trv_rules *rules;
  struct trv_error err;
  assert_int_equal(load("", &rules, &err), TRV_OK);
  assert_int_equal(rules->n_rules, 0);
  assert_int_equal(load("V \"tuer", &rules, &err), TRV_BAD_DATA);
  assert_int_equal(load("V \"", &rules, &err), TRV_BAD_DATA);
  assert_int_equal(load_bytes("V a\0b : -\n", 10, &rules, &err), TRV_OK);
  assert_int_equal(trv_rules_load("/no/such/file", "x", &arena, &rules, &err), TRV_SYSTEM);
  assert_string_equal(err.path, "/no/such/file");
}

/* ---- numbers */

static void numbers_are_read_in_words_and_figures(void **state) {
  static const struct {
    const char *rows, *noun;
    int64_t value;
  } table[] = {
      {"cinquante-neuf cinquante-neuf NUM 2 nummod\nPalestiniens Palestinien PROPN 0 root", "Palestiniens", 59},
      {"douze douze NUM 2 nummod\nsoldats soldat NOUN 0 root", "soldats", 12},
      {"quatre-vingt-dix-sept x NUM 2 nummod\nsoldats soldat NOUN 0 root", "soldats", 97},
      {"1 1 NUM 2 nummod\n800 800 NUM 3 nummod\nsoldats soldat NOUN 0 root", "soldats", 1800},
      {"1.800 1.800 NUM 2 nummod\nsoldats soldat NOUN 0 root", "soldats", 1800},
      {"trois trois NUM 2 nummod\ncents cent NUM 3 nummod\nmorts mort NOUN 0 root", "morts", 300},
      {"deux deux NUM 2 nummod\nmille mille NUM 4 nummod\ncinq cinq NUM 2 flat\nhommes homme NOUN 0 root", "hommes",
       2005},
      {"une un DET 2 det\nvingtaine vingtaine NOUN 0 root\nde de ADP 4 case\ncivils civil NOUN 2 nmod", "vingtaine",
       20},
      {"les le DET 2 det\nsoldats soldat NOUN 0 root", "soldats", -1},
      {"des un DET 2 det\ngrands grand ADJ 3 amod\nconvois convoi NOUN 0 root", "convois", -1},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct hand *h = hand_parse(&arena, table[i].rows);
    int64_t got = trv_what_count(data, &h->text, &h->parse, hand_word(h, table[i].noun));
    if (got != table[i].value) fail_msg("row %zu (%s): %ld", i, table[i].noun, (long)got);
  }
}

static void absurd_figures_are_no_number(void **state) {
  static const char *const forms[] = {"99999999999999999999", "1e9", "--", "12a", ","};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    char rows[128];
    snprintf(rows, sizeof rows, "%s x NUM 2 nummod\nmorts mort NOUN 0 root", forms[i]);
    struct hand *h = hand_parse(&arena, rows);
    assert_int_equal(trv_what_count(data, &h->text, &h->parse, 1), -1);
  }
}

/* ---- the tree */

/* The words of a slot of `verb`, joined by spaces. */
static const char *slot(struct hand *h, const char *verb, struct trv_slot s) {
  static char out[256];
  struct trv_tree t = {&h->text, &h->parse, grammar};
  struct trv_words words = {0};
  trv_tree_slot(&t, hand_word(h, verb), &s, &words);
  out[0] = '\0';
  for (uint32_t i = 0; i < words.n; i++)
    snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s", i ? " " : "", h->text.words[words.items[i]].form);
  return out;
}

#define SUBJ ((struct trv_slot){1, {{TRV_SLOT_SUBJ, NULL}}})
#define OBJ ((struct trv_slot){1, {{TRV_SLOT_OBJ, NULL}}})
#define IOBJ ((struct trv_slot){1, {{TRV_SLOT_IOBJ, NULL}}})
#define COMP ((struct trv_slot){1, {{TRV_SLOT_COMP, NULL}}})
#define PREP(p) ((struct trv_slot){1, {{TRV_SLOT_PREP, p}}})

/* « L'armée a bombardé la ville avec des roquettes. » */
static void active_clause(void **state) {
  struct hand *h = hand_parse(&arena,
                              "L' le DET 2 det\narmée armée NOUN 4 nsubj\na avoir AUX 4 aux:tense\n"
                              "bombardé bombarder VERB 0 root Tense=Past|VerbForm=Part\nla le DET 6 det\n"
                              "ville ville NOUN 4 obj\navec avec ADP 9 case\ndes un DET 9 det\n"
                              "roquettes roquette NOUN 4 obl:mod\n");
  assert_string_equal(slot(h, "bombardé", SUBJ), "armée");
  assert_string_equal(slot(h, "bombardé", OBJ), "ville");
  assert_string_equal(slot(h, "bombardé", PREP("avec")), "roquettes");
  assert_string_equal(slot(h, "bombardé", PREP("sur")), "");
  struct trv_tree t = {&h->text, &h->parse, grammar};
  assert_false(trv_tree_passive(&t, hand_word(h, "bombardé")));
}

/* « La ville a été bombardée par l'armée. », and the same without an agent */
static void passive_clause(void **state) {
  struct hand *h =
      hand_parse(&arena,
                 "La le DET 2 det\nville ville NOUN 5 nsubj:pass\na avoir AUX 5 aux:tense\n"
                 "été être AUX 5 aux:pass\nbombardée bombarder VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass\n"
                 "par par ADP 8 case\nl' le DET 8 det\narmée armée NOUN 5 obl:agent\n");
  assert_string_equal(slot(h, "bombardée", SUBJ), "armée");
  assert_string_equal(slot(h, "bombardée", OBJ), "ville");
  h = hand_parse(&arena,
                 "La le DET 2 det\nville ville NOUN 4 nsubj:pass\nest être AUX 4 aux:pass\n"
                 "bombardée bombarder VERB 0 root Tense=Past|VerbForm=Part|Voice=Pass\n");
  assert_string_equal(slot(h, "bombardée", SUBJ), "");
  assert_string_equal(slot(h, "bombardée", OBJ), "ville");
}

/* « le cessez-le-feu conclu par les présidents »; « missiles visant la ville » */
static void participles_take_the_noun_they_modify(void **state) {
  struct hand *h = hand_parse(&arena,
                              "le le DET 2 det\ncessez-le-feu cessez-le-feu NOUN 0 root\n"
                              "conclu conclure VERB 2 acl Tense=Past|VerbForm=Part\npar par ADP 6 case\n"
                              "les le DET 6 det\nprésidents président NOUN 3 obl:agent\n");
  assert_string_equal(slot(h, "conclu", OBJ), "cessez-le-feu");
  assert_string_equal(slot(h, "conclu", SUBJ), "présidents");
  h = hand_parse(&arena,
                 "missiles missile NOUN 0 root\nvisant viser VERB 1 acl Tense=Pres|VerbForm=Part\nla le DET 4 det\n"
                 "ville ville NOUN 2 obj\n");
  assert_string_equal(slot(h, "visant", SUBJ), "missiles");
  assert_string_equal(slot(h, "visant", OBJ), "ville");
}

/* « L'armée a attaqué le village et tué un civil. » */
static void coordinated_verbs_share_their_subject(void **state) {
  struct hand *h =
      hand_parse(&arena,
                 "L' le DET 2 det\narmée armée NOUN 4 nsubj\na avoir AUX 4 aux:tense\n"
                 "attaqué attaquer VERB 0 root Tense=Past|VerbForm=Part\nle le DET 6 det\n"
                 "village village NOUN 4 obj\net et CCONJ 8 cc\n"
                 "tué tuer VERB 4 conj Tense=Past|VerbForm=Part\nun un DET 10 det\ncivil civil NOUN 8 obj\n");
  assert_string_equal(slot(h, "tué", SUBJ), "armée");
  assert_string_equal(slot(h, "tué", OBJ), "civil");
}

/* « Moscou appelle les parties à cesser les combats. » « Ankara promet à Bakou d'envoyer des armes. » */
static void controlled_infinitives_find_their_subject(void **state) {
  struct hand *h = hand_parse(&arena,
                              "Moscou Moscou PROPN 2 nsubj\nappelle appeler VERB 0 root Tense=Pres|VerbForm=Fin\n"
                              "les le DET 4 det\nparties partie NOUN 2 obj\nà à ADP 6 mark\n"
                              "cesser cesser VERB 2 xcomp VerbForm=Inf\nles le DET 8 det\ncombats combat NOUN 6 obj\n");
  assert_string_equal(slot(h, "cesser", SUBJ), "parties");
  assert_string_equal(slot(h, "appelle", COMP), "cesser");
  h = hand_parse(&arena,
                 "Ankara Ankara PROPN 2 nsubj\npromet promettre VERB 0 root Tense=Pres|VerbForm=Fin\nà à ADP 4 case\n"
                 "Bakou Bakou PROPN 2 iobj\nd' de ADP 6 mark\nenvoyer envoyer VERB 2 xcomp VerbForm=Inf\n"
                 "des un DET 8 det\narmes arme NOUN 6 obj\n");
  assert_string_equal(slot(h, "envoyer", SUBJ), "Ankara");
  assert_string_equal(slot(h, "promet", IOBJ), "Bakou");
}

/* « les soldats qui ont pris la ville » */
static void relative_pronouns_stand_for_their_antecedent(void **state) {
  struct hand *h = hand_parse(&arena,
                              "les le DET 2 det\nsoldats soldat NOUN 0 root\nqui qui PRON 5 nsubj PronType=Rel\n"
                              "ont avoir AUX 5 aux:tense\npris prendre VERB 2 acl:relcl Tense=Past|VerbForm=Part\n"
                              "la le DET 7 det\nville ville NOUN 5 obj\n");
  assert_string_equal(slot(h, "pris", SUBJ), "soldats");
}

/* « Les ministres se sont réunis près de Moscou. » */
static void reflexive_verbs_and_locutions(void **state) {
  struct hand *h = hand_parse(&arena,
                              "Les le DET 2 det\nministres ministre NOUN 5 nsubj\nse se PRON 5 expl:comp Reflex=Yes\n"
                              "sont être AUX 5 aux:tense\nréunis réunir VERB 0 root Tense=Past|VerbForm=Part\n"
                              "près près ADP 8 case\nde de ADP 6 fixed\nMoscou Moscou PROPN 5 obl:mod\n");
  struct trv_tree t = {&h->text, &h->parse, grammar};
  char buf[64];
  assert_true(trv_tree_reflexive(&t, hand_word(h, "réunis")));
  assert_false(trv_tree_passive(&t, hand_word(h, "réunis")));
  assert_string_equal(trv_tree_case(&t, hand_word(h, "Moscou"), buf, sizeof buf), "près de");
  assert_string_equal(slot(h, "réunis", PREP("près de")), "Moscou");
  assert_string_equal(slot(h, "réunis", PREP("près")), "");
  assert_null(trv_tree_case(&t, hand_word(h, "ministres"), buf, sizeof buf));
}

/* « les négociations sur le retrait des troupes »: two steps */
static void slots_are_followed_step_by_step(void **state) {
  struct hand *h =
      hand_parse(&arena,
                 "les le DET 2 det\nnégociations négociation NOUN 0 root\nsur sur ADP 5 case\nle le DET 5 det\n"
                 "retrait retrait NOUN 2 nmod\ndes de ADP 7 case\ntroupes troupe NOUN 5 nmod\n");
  struct trv_slot two = {2, {{TRV_SLOT_PREP, "sur"}, {TRV_SLOT_PREP, "de"}}};
  assert_string_equal(slot(h, "négociations", two), "troupes");
  assert_string_equal(slot(h, "négociations", PREP("de")), "");
}

/* Trees that no grammar allows must neither hang nor overrun: a chain of sixty coordinated verbs, and a verb with more
 * objects than a slot holds. */
static void strange_trees_do_no_harm(void **state) {
  char rows[8000] = "soldats soldat NOUN 2 nsubj\n";
  for (int i = 1; i <= 60; i++)
    snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "v%d v%d VERB %d %s VerbForm=Part|Tense=Past\n", i, i,
             i == 1 ? 0 : i, i == 1 ? "root" : "conj");
  struct hand *h = hand_parse(&arena, rows);
  slot(h, "v60", SUBJ);
  slot(h, "v60", OBJ);
  snprintf(rows, sizeof rows, "tue tuer VERB 0 root\n");
  for (int i = 0; i < 40; i++) snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "o%d o NOUN 1 obj\n", i);
  h = hand_parse(&arena, rows);
  struct trv_tree t = {&h->text, &h->parse, grammar};
  struct trv_words words = {0};
  trv_tree_object(&t, 0, &words);
  assert_int_equal(words.n, TRV_MAX_SLOT_WORDS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_event_has_a_name_and_a_quad_class),
      cmocka_unit_test(modes_belong_to_their_type),
      cmocka_unit_test(acts_about_acts_take_their_mode_from_the_inner_one),
      cmocka_unit_test(shipped_tables_of_contexts_are_read),
      cmocka_unit_test(tables_of_contexts_are_read_or_refused),
      cmocka_unit_test(a_rule_is_read_with_all_its_parts),
      cmocka_unit_test(the_rule_with_most_conditions_comes_first),
      cmocka_unit_test(a_wrong_rule_is_told_by_line_and_column),
      cmocka_unit_test(odd_files_of_rules_load_or_fail_soundly),
      cmocka_unit_test(numbers_are_read_in_words_and_figures),
      cmocka_unit_test(absurd_figures_are_no_number),
      cmocka_unit_test(active_clause),
      cmocka_unit_test(passive_clause),
      cmocka_unit_test(participles_take_the_noun_they_modify),
      cmocka_unit_test(coordinated_verbs_share_their_subject),
      cmocka_unit_test(controlled_infinitives_find_their_subject),
      cmocka_unit_test(relative_pronouns_stand_for_their_antecedent),
      cmocka_unit_test(reflexive_verbs_and_locutions),
      cmocka_unit_test(slots_are_followed_step_by_step),
      cmocka_unit_test(strange_trees_do_no_harm),
  };
  return cmocka_run_group_tests_name("what", tests, set_up, tear_down);
}
