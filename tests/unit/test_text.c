/* The text layer: bytes checked, header and paragraphs, words, sentences, quotations, atoms and phrases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/limits.h"
#include "text/phrases.h"
#include "text/text.h"

static struct trv_arena pack, doc;
static struct trv_text_rules *rules, *french, *english;

static int load(const char *dir, struct trv_text_rules **out) {
  struct trv_error err;
  if (trv_text_rules_load(dir, &pack, out, &err) == TRV_OK) return 0;
  print_error("%s:%u: %s\n", err.path, err.line, err.message);
  return -1;
}

static int set_up(void **state) {
  trv_arena_init(&pack, 0);
  trv_arena_init(&doc, TRV_MAX_ARENA_BYTES);
  if (load(SHARE_DIR "/languages/fr", &french) || load(SHARE_DIR "/languages/en", &english)) return -1;
  rules = french;
  return 0;
}

static int tear_down(void **state) {
  trv_arena_release(&doc);
  trv_arena_release(&pack);
  return 0;
}

static struct trv_text *run_bytes(const char *s, size_t n) {
  struct trv_text *text;
  struct trv_error err = {0};
  trv_arena_reset(&doc);
  if (trv_text_run(rules, s, n, &doc, &text, &err) != TRV_OK) fail_msg("%s", err.message);
  return text;
}

static struct trv_text *run(const char *s) { return run_bytes(s, strlen(s)); }

/* Every promise of text.h that holds for any text. */
static void check_layer(const struct trv_text *t) {
  uint32_t sentences = 0, tokens = 0, words = 0, at = 0, paragraph_at = 0;
  for (uint32_t i = 0; i < t->n_paragraphs; i++) {
    const struct trv_paragraph *p = &t->paragraphs[i];
    assert_true(p->span.begin >= paragraph_at && p->span.begin < p->span.end && p->span.end <= t->n_bytes);
    assert_int_equal(p->first_sentence, sentences);
    assert_true(p->n_sentences > 0);
    for (uint32_t j = 0; j < p->n_sentences; j++) assert_int_equal(t->sentences[sentences + j].paragraph, i);
    sentences += p->n_sentences;
    paragraph_at = p->span.end;
  }
  assert_int_equal(sentences, t->n_sentences);
  for (uint32_t i = 0; i < t->n_sentences; i++) {
    const struct trv_sentence *s = &t->sentences[i];
    assert_true(s->n_words > 0 && s->n_words <= TRV_MAX_SENTENCE_WORDS && s->n_tokens > 0);
    assert_int_equal(s->first_token, tokens);
    assert_int_equal(s->first_word, words);
    assert_int_equal(s->span.begin, t->tokens[tokens].span.begin);
    assert_int_equal(s->span.end, t->tokens[tokens + s->n_tokens - 1].span.end);
    for (uint32_t j = tokens; j < tokens + s->n_tokens; j++) {
      const struct trv_token *k = &t->tokens[j];
      assert_true(k->span.begin >= at && k->span.begin < k->span.end && k->span.end <= t->n_bytes);
      assert_int_equal(k->sentence, i);
      assert_int_equal(k->first_word, words);
      assert_true(k->n_words > 0);
      for (uint32_t w = words; w < words + k->n_words; w++) {
        assert_int_equal(t->words[w].token, j);
        assert_int_equal(t->words[w].sentence, i);
        assert_true(t->words[w].form[0] && t->words[w].lower[0]);
        assert_true(t->words[w].span.begin >= k->span.begin && t->words[w].span.end <= k->span.end);
      }
      words += k->n_words;
      at = k->span.end;
    }
    tokens += s->n_tokens;
  }
  assert_int_equal(tokens, t->n_tokens);
  assert_int_equal(words, t->n_words);
  for (uint32_t i = 0; i < t->n_atoms; i++) {
    assert_true(t->atoms[i].word < t->n_words && t->atoms[i].n > 0);
    assert_true(!i || t->atoms[i].word >= t->atoms[i - 1].word);
    assert_int_equal(strlen(t->atoms[i].fold), t->atoms[i].n);
  }
  for (uint32_t w = 0; w <= t->n_words; w++) {
    uint32_t a = t->word_atom[w];
    assert_true(a <= t->n_atoms && (a == t->n_atoms || t->atoms[a].word >= w) && (!a || t->atoms[a - 1].word < w));
  }
  for (uint32_t i = 0; i < t->n_quotes; i++) {
    const struct trv_quote *q = &t->quotes[i];
    assert_true(q->span.begin < q->span.end && q->span.end <= t->n_bytes);
    assert_true(q->first_word <= q->end_word && q->end_word <= t->n_words);
    assert_true(q->parent == UINT32_MAX || q->parent < i);
  }
}

/* Words joined by spaces, a contraction's by +, sentences by " | ", paragraphs by " ¶ ". */
static char *shown(const struct trv_text *t) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  for (uint32_t w = 0; w < t->n_words; w++) {
    const struct trv_word *word = &t->words[w];
    if (w) {
      bool same_token = word[-1].token == word->token, same_sentence = word[-1].sentence == word->sentence;
      bool same_paragraph = t->sentences[word[-1].sentence].paragraph == t->sentences[word->sentence].paragraph;
      trv_strbuf_adds(&b, same_token ? "+" : same_sentence ? " " : same_paragraph ? " | " : " ¶ ");
    }
    trv_strbuf_adds(&b, word->form);
  }
  char *s = trv_arena_strdup(&doc, b.p);
  trv_strbuf_release(&b);
  return s;
}

struct pair {
  const char *text, *expected;
};

static void check_pairs(const struct pair *pairs, size_t n) {
  for (size_t i = 0; i < n; i++) {
    struct trv_text *t = run(pairs[i].text);
    check_layer(t);
    assert_string_equal(shown(t), pairs[i].expected);
  }
}
#define CHECK_PAIRS(pairs) check_pairs(pairs, sizeof(pairs) / sizeof *(pairs))

static void words_follow_the_treebanks(void **state) {
  static const struct pair pairs[] = {
      {"L'ONU et l’Union africaine, qu'on dit prêtes.", "L' ONU et l' Union africaine , qu' on dit prêtes ."},
      {"Il viendra aujourd'hui.", "Il viendra aujourd'hui ."},
      {"Jusqu'à présent, l'on n'a rien vu d'aujourd'hui.", "Jusqu' à présent , l'on n' a rien vu d' aujourd'hui ."},
      {"A-t-il dit cela ?", "A -t-il dit cela ?"},
      {"«Non», a-t-elle répondu, dit-on.", "« Non » , a -t-elle répondu , dit -on ."},
      {"Qu'est-ce que c'est ?", "Qu' est -ce que c' est ?"},
      {"Ce jour-là, celui-ci avait rendez-vous.", "Ce jour -là , celui-ci avait rendez-vous ."},
      {"Il va au marché aux fleurs.", "Il va à+le marché à+les fleurs ."},
      {"Le chef du gouvernement est parti.", "Le chef de+le gouvernement est parti ."},
      {"La ville auquel il pense.", "La ville à+lequel il pense ."},
      {"Des combats ont éclaté.", "Des combats ont éclaté ."},
      {"Le ministre des Affaires étrangères est arrivé.", "Le ministre de+les Affaires étrangères est arrivé ."},
      {"AU MALI, la trêve tient.", "À+le MALI , la trêve tient ."},
      {"Plus de 1 800 soldats, 2,5 % et 17.000 hommes.", "Plus de 1 800 soldats , 2,5 % et 17.000 hommes ."},
      {"Le 12 250 et le 1 234 567,8 km.", "Le 12 250 et le 1 234 567,8 km ."},
      {"À 14h30, il a parcouru 20km à -5 degrés.", "À 14 h 30 , il a parcouru 20 km à -5 degrés ."},
      {"M. Macron et Mme Le Pen ont parlé.", "M. Macron et Mme Le Pen ont parlé ."},
      {"M.Macron et J.Dupont sont là.", "M. Macron et J. Dupont sont là ."},
      {"George W. Bush et J.-P. Raffarin, à l'O.N.U. hier.", "George W. Bush et J.-P. Raffarin , à l' O.N.U. hier ."},
      {"Le Haut-Karabakh, le cessez-le-feu.", "Le Haut-Karabakh , le cessez-le-feu ."},
      {"Voir https://www.example.org/a,b?c=d. Fin.", "Voir https://www.example.org/a,b?c=d . | Fin ."},
      {"Écrire à jean.dupont@example.org ou @treve.", "Écrire à jean.dupont@example.org ou @treve ."},
      {"Cinq soldat(s) tué(s).", "Cinq soldat(s) tué(s) ."},
      {"Il parle d'«ami» et d'\"ennemi\".", "Il parle d' « ami » et d' \" ennemi \" ."},
      {"Un mot... puis… rien.", "Un mot ... puis … rien ."},
      {"gou\xC2\xADverne\xC2\xADment", "gouvernement"},
      {"e\xCC\x81te\xCC\x81", "été"},
      {"Haut\xE2\x80\x91Karabakh", "Haut-Karabakh"},
      {"Bravo \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD !", "Bravo \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD !"},
  };
  CHECK_PAIRS(pairs);
}

static void english_words_follow_the_treebanks(void **state) {
  static const struct pair pairs[] = {
      {"The army's men haven't left; they'll stay.", "The army 's men have n't left ; they 'll stay ."},
      {"It’s the U.S.'s plan, the rebels' too.", "It 's the U.S. 's plan , the rebels ' too ."},
      {"He CAN'T, and cannot, say.", "He CA N'T , and can+not , say ."},
      {"A Moscow-backed two-year-old.", "A Moscow - backed two - year - old ."},
      {"Non-lethal, pro-Russian e-mail of mid-July.", "Non-lethal , pro-Russian e-mail of mid-July ."},
      {"Ban Ki-moon's U.S.-led al-Qaeda talks.", "Ban Ki - moon 's U.S. - led al - Qaeda talks ."},
      {"In 2013-14 5-10 called 713-853-3989 or 345-9945.", "In 2013 - 14 5 - 10 called 713-853-3989 or 345-9945 ."},
      {"It cost $3.5bn, or 1,200 pounds, at 7:30pm.", "It cost $ 3.5 bn , or 1,200 pounds , at 7:30 pm ."},
      {"The 1990s, the 21st century and/or the F-16s.", "The 1990s , the 21st century and / or the F - 16s ."},
      {"Mr. O'Brien met Dr. J. Smith of St. Paul.", "Mr. O'Brien met Dr. J. Smith of St. Paul ."},
      {"Stop!!! said ma'am :)", "Stop !!! said ma'am :)"},
      {"-5 degrees - and a well- known man.", "-5 degrees - and a well - known man ."},
      {"'s n't -ed non- non-.", "' s n't - ed non - non - ."},
  };
  rules = english;
  CHECK_PAIRS(pairs);
  rules = french;
}

static void sentences_end_where_they_should(void **state) {
  static const struct pair pairs[] = {
      {"La trêve tient. Les armes se taisent.", "La trêve tient . | Les armes se taisent ."},
      {"« La paix est proche. Nous y croyons », a dit M. Lavrov. Il est parti.",
       "« La paix est proche . | Nous y croyons » , a dit M. Lavrov . | Il est parti ."},
      {"« C'est fini. » Le général est parti.", "« C' est fini . » | Le général est parti ."},
      {"Est-ce possible ? Oui ! Bien sûr.", "Est -ce possible ? | Oui ! | Bien sûr ."},
      {"Des chars, des avions, etc. Le front tient.", "Des chars , des avions , etc . | Le front tient ."},
      {"Le Dr. Dupont est là.", "Le Dr. Dupont est là ."},
  };
  CHECK_PAIRS(pairs);
}

static void layout(void **state) {
  struct trv_text *t =
      run("date 2020-10-28\n\nUn titre de presse\n\nLe texte commence. Il va.\n\nUn intertitre\n\nFin du texte.\n");
  check_layer(t);
  assert_string_equal(t->date, "2020-10-28");
  assert_int_equal(t->n_paragraphs, 4);
  assert_int_equal(t->paragraphs[0].kind, TRV_TITLE);
  assert_int_equal(t->paragraphs[1].kind, TRV_BODY);
  assert_int_equal(t->paragraphs[2].kind, TRV_HEADING);
  assert_int_equal(t->paragraphs[3].kind, TRV_BODY);
  assert_int_equal(t->n_sentences, 5);

  /* The text may follow its header on the same line. */
  t = run(" date 2020-10 Le président a parlé.\n");
  assert_string_equal(t->date, "2020-10");
  assert_string_equal(shown(t), "Le président a parlé .");
  assert_int_equal(t->sentences[0].span.begin, 14);

  t =
      run("\xEF\xBB\xBF"
          "date 2024-02-29\r\nLe texte.\r\n");
  assert_string_equal(t->date, "2024-02-29");
  assert_null(run("date 2023-02-29 Le texte.")->date);
  assert_null(run("date 2020-13 Le texte.")->date);
  assert_null(run("Le texte sans date.")->date);

  /* A wrapped paragraph. */
  t =
      run("Les dirigeants russe et turc ont appelé les parties\nà cesser les combats. Ils se verront lundi matin\nà "
          "Moscou.\n");
  assert_int_equal(t->n_paragraphs, 1);
  assert_int_equal(t->n_sentences, 2);
  /* One paragraph a line. */
  t = run(
      "Les dirigeants ont parlé.\nUn long texte suit ici, qui est plus long que la première de ces lignes.\nFin.\n");
  assert_int_equal(t->n_paragraphs, 3);
}

static void header_lines(void **state) {
  struct trv_text *t =
      run("date 2020-10-28\nagency AFP \nurl https://example.org/a?b=c\noutlet Le Monde\n\nLe texte.\n");
  assert_string_equal(t->date, "2020-10-28");
  assert_string_equal(t->outlet, "Le Monde");
  assert_string_equal(t->agency, "AFP");
  assert_string_equal(t->url, "https://example.org/a?b=c");
  assert_string_equal(shown(t), "Le texte .");

  t = run("date 2020-10\r\noutlet La Croix\r\nLe texte.\r\n");
  assert_string_equal(t->outlet, "La Croix");
  assert_null(t->agency);
  assert_string_equal(shown(t), "Le texte .");

  /* Not directly below the date, without a value, twice, or without a date: text. */
  assert_null(run("date 2020-10\n\noutlet La Croix\n")->outlet);
  assert_null(run("date 2020-10\noutlet\nLe texte.\n")->outlet);
  assert_string_equal(run("date 2020-10\nurl a\nurl b\nLe texte.\n")->url, "a");
  assert_null(run("outlet La Croix\nLe texte.\n")->outlet);
}

static void quotations(void **state) {
  struct trv_text *t = run("Il a dit : « La \"ligne rouge\" est là. Elle reste », puis « oui ».");
  check_layer(t);
  assert_int_equal(t->n_quotes, 3);
  assert_int_equal(t->quotes[1].parent, 0);
  assert_int_equal(t->quotes[2].parent, UINT32_MAX);
  assert_string_equal(t->words[t->quotes[1].first_word].form, "ligne");
  assert_int_equal(t->quotes[1].end_word - t->quotes[1].first_word, 2);
  assert_true(t->quotes[0].closed);

  /* Paragraphs that open anew. */
  t = run("« Un début sans fin.\n\n« La suite est ici.\n\n« Et la fin », dit-il. « Non. »");
  check_layer(t);
  assert_int_equal(t->n_quotes, 2);
  assert_true(t->quotes[0].closed);
  assert_int_equal(t->quotes[0].first_word, 1);

  /* Never closed: to the end of its paragraph. */
  t = run("Il dit « tout va bien.\n\nLe reste est dehors.");
  check_layer(t);
  assert_int_equal(t->n_quotes, 1);
  assert_false(t->quotes[0].closed);
  assert_int_equal(t->quotes[0].end_word, 7);
}

/* Single marks quote in pairs; apostrophes between and around them do not. */
static void single_quotations(void **state) {
  static const char *const texts[] = {"'The soldiers' families wept,' he said. They don't call it 'war' now.",
                                      "\xE2\x80\x98The soldiers\xE2\x80\x99 families wept,\xE2\x80\x99 he said. They "
                                      "don\xE2\x80\x99t call it \xE2\x80\x98war\xE2\x80\x99 now."};
  rules = english;
  for (size_t i = 0; i < 2; i++) {
    struct trv_text *t = run(texts[i]);
    check_layer(t);
    assert_int_equal(t->n_quotes, 2);
    assert_true(t->quotes[0].closed && t->quotes[1].closed);
    assert_string_equal(t->words[t->quotes[0].end_word - 1].form, ",");
    assert_string_equal(t->words[t->quotes[1].first_word].form, "war");
    assert_int_equal(t->paragraphs[0].kind, TRV_BODY);
  }
  assert_int_equal(run("The workers' party left.")->n_quotes, 0);
  assert_int_equal(run("First line.\n\n'We will not tolerate this.'\n\nLast line.")->paragraphs[1].kind, TRV_BODY);
  rules = french;
}

static void rejected(const char *s, size_t n, const char *part) {
  struct trv_text *text;
  struct trv_error err = {0};
  trv_arena_reset(&doc);
  assert_int_equal(trv_text_run(rules, s, n, &doc, &text, &err), TRV_REJECTED);
  if (!strstr(err.message, part)) fail_msg("\"%s\" does not say \"%s\"", err.message, part);
}

static void bad_bytes(void **state) {
  rejected("", 0, "empty");
  rejected(" \n\t \xC2\xA0\n", 7, "empty");
  rejected("date 2020-10\n", 13, "empty");
  rejected("a\0b", 3, "byte 1");
  rejected(
      "\xFF\xFE"
      "a",
      3, "UTF-16");
  rejected("abc \xE9t\xE9", 7, "byte 4");
  rejected("abc \xC3", 5, "byte 4");
  rejected("\xC0\x80", 2, "byte 0");
  rejected("x\xED\xA0\x80", 4, "byte 1");
  check_layer(run_bytes("a\001b\033c", 5));
}

/* Texts that could make a cutter slow, deep or wide. */
static void hostile_texts(void **state) {
  static const char *const units[] = {
      "a",    "a ",       ".",        "l'", "a-", "1 000 ",           "« ",  "» ",  "\"",    "A.",  "\n\n", "\n",
      "des ", "\xCC\x81", "\xC2\xAD", "'",  "(",  "\xF0\x9F\x91\x8D", "M. ", "a.b", "-t-il", "x\n", "@",    "…"};
  const size_t n = 100000;
  char *s = malloc(n + 16);
  for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
    size_t used = 0, unit = strlen(units[u]);
    while (used + unit <= n) {
      memcpy(s + used, units[u], unit);
      used += unit;
    }
    memcpy(s + used, " fin.", 5);
    check_layer(run_bytes(s, used + 5));
  }
  free(s);
}

static void folding(void **state) {
  static const struct pair pairs[] = {
      {"Haut-Karabakh", "haut karabakh"},
      {"l'ONU", "l onu"},
      {"O.N.U.", "onu"},
      {"Erdoğan", "erdogan"},
      {"Œuvre Æ ß Ł", "oeuvre ae ss l"},
      {"İstanbul", "istanbul"},
      {"Washington, D.C.", "washington , dc"},
      {"M. Aliyev", "m aliyev"},
      {"1,5", "1,5"},
      {"e\xCC\x81te\xCC\x81", "ete"},
      {"Нагорный", "нагорныи"},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_string_equal(trv_fold(&doc, pairs[i].text, strlen(pairs[i].text)), pairs[i].expected);
  struct trv_text *t = run("L'O.N.U. et le Haut-Karabakh du MALI.");
  static const char *const atoms[] = {"l", "onu", "et", "le", "haut", "karabakh", "du", "mali", "."};
  assert_int_equal(t->n_atoms, 9);
  for (uint32_t i = 0; i < 9; i++) assert_string_equal(t->atoms[i].fold, atoms[i]);
  assert_true(t->atoms[0].flags & TRV_ATOM_SENTENCE);
  assert_true(t->atoms[7].flags & TRV_ATOM_ALL_CAPS);
  assert_true(t->atoms[4].flags & TRV_ATOM_FIRST && !(t->atoms[4].flags & TRV_ATOM_LAST));
}

static bool match(const struct trv_phrases *p, const char *text, uint32_t at, struct trv_phrase_match *m) {
  return trv_phrases_match(p, run(text), at, m);
}

static void phrases(void **state) {
  struct trv_phrases *p = trv_phrases_new(&pack);
  static const char *const entries[] = {"Haut-Karabakh", "Marche", "ONU", "chef de l'État", "chef", "marche", "ONU"};
  for (uint32_t i = 0; i < 7; i++) trv_phrases_add(p, trv_slice_of(entries[i]), i);
  trv_phrases_finish(p);
  struct trv_phrase_match m;
  assert_true(match(p, "Haut-Karabakh libre", 0, &m));
  assert_int_equal(m.n_atoms, 2);
  assert_true(match(p, "le chef de l’État", 1, &m));
  assert_int_equal(m.n_atoms, 4);
  assert_true(match(p, "le chef de la", 1, &m));
  assert_int_equal(m.values[0], 4);
  assert_true(match(p, "la marche", 1, &m));
  assert_int_equal(m.n_values, 1);
  assert_true(match(p, "la Marche", 1, &m));
  assert_int_equal(m.n_values, 2);
  assert_int_equal(m.values[0], 1);
  assert_true(match(p, "l'ONU", 1, &m));
  assert_int_equal(m.n_values, 2);
  assert_false(match(p, "l'Onu", 1, &m));
  assert_false(match(p, "chef. De l'État", 2, &m));
  assert_false(match(p, "Haut, Karabakh", 0, &m));
}

static void a_missing_pack_is_an_error(void **state) {
  struct trv_error err;
  struct trv_text_rules *none;
  assert_int_equal(trv_text_rules_load("/nonexistent", &doc, &none, &err), TRV_SYSTEM);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_follow_the_treebanks),
      cmocka_unit_test(english_words_follow_the_treebanks),
      cmocka_unit_test(sentences_end_where_they_should),
      cmocka_unit_test(layout),
      cmocka_unit_test(header_lines),
      cmocka_unit_test(quotations),
      cmocka_unit_test(single_quotations),
      cmocka_unit_test(bad_bytes),
      cmocka_unit_test(hostile_texts),
      cmocka_unit_test(folding),
      cmocka_unit_test(phrases),
      cmocka_unit_test(a_missing_pack_is_an_error),
  };
  return cmocka_run_group_tests_name("text", tests, set_up, tear_down);
}
