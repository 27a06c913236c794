/* Prints the mentions of an article, sentence by sentence, with the entities they stand for: for working on the who
 * tables. usage: who_dump SHARE LANG MODEL ARTICLE…; with `-` as model words get a crude tag and no tree.
 * Lines: `S` sentence; `M` kind, words, entities, antecedent. */
#include <ctype.h>
#include <stdio.h>

#include "base/limits.h"
#include "base/table.h"
#include "who/who.h"

static const char *const kinds[] = {"name", "state", "seat", "role", "people", "pronoun", "parties", "possessive"};

/* Tags without a parser: closed classes by a list, capitals as names. */
static struct trv_parse *crude_parse(const struct trv_text *t, struct trv_arena *a) {
  static const char *const det[] = {"le", "la",  "les",  "l'",    "un", "une",   "des", "son",
                                    "sa", "ses", "leur", "leurs", "ce", "cette", "ces", NULL};
  static const char *const adp[] = {"de",  "d'",   "à",      "en",    "dans", "par", "pour",
                                    "sur", "avec", "contre", "entre", "sous", NULL};
  struct trv_parse *p = TRV_NEW(a, struct trv_parse);
  uint32_t n = t->n_words;
  p->n_words = n;
  p->upos = TRV_NEW_ARRAY(a, uint8_t, n + 1);
  p->feats = TRV_NEW_ARRAY(a, struct trv_feats, n + 1);
  p->lemma = TRV_NEW_ARRAY(a, const char *, n + 1);
  p->head = TRV_NEW_ARRAY(a, uint32_t, n + 1);
  p->deprel = TRV_NEW_ARRAY(a, uint8_t, n + 1);
  p->sub = TRV_NEW_ARRAY(a, uint8_t, n + 1);
  p->name = TRV_NEW_ARRAY(a, struct trv_name_tag, n + 1);
  for (uint32_t w = 0; w < n; w++) {
    const char *f = t->words[w].lower;
    p->lemma[w] = f;
    p->head[w] = TRV_NO_WORD;
    p->upos[w] = TRV_NOUN;
    for (int i = 0; det[i]; i++)
      if (!strcmp(f, det[i])) p->upos[w] = TRV_DET;
    for (int i = 0; adp[i]; i++)
      if (!strcmp(f, adp[i])) p->upos[w] = TRV_ADP;
    if (!strcmp(f, "et") || !strcmp(f, "ou")) p->upos[w] = TRV_CCONJ;
    if (strcmp(f, t->words[w].form) != 0 && p->upos[w] == TRV_NOUN) p->upos[w] = TRV_PROPN;
    if (ispunct((unsigned char)f[0]) && !f[1]) p->upos[w] = TRV_PUNCT;
  }
  trv_parse_index(p, a);
  return p;
}

static int dump(const struct trv_who_data *data, const struct trv_text_rules *rules, struct trv_parser *parser,
                const char *path) {
  struct trv_arena arena;
  struct trv_error err = {0};
  struct trv_slice text;
  trv_arena_init(&arena, TRV_MAX_ARENA_BYTES);
  struct trv_text *t;
  struct trv_parse *p = NULL;
  struct trv_who *who;
  enum trv_status s = trv_file_read(path, TRV_MAX_ARTICLE_BYTES, &arena, &text, &err);
  if (s == TRV_OK) s = trv_text_run(rules, text.p, text.n, &arena, &t, &err);
  if (s == TRV_OK && parser) s = trv_parse_run(parser, t, &arena, &p, &err);
  if (s == TRV_OK && !parser) p = crude_parse(t, &arena);
  if (s == TRV_OK) s = trv_who_run(data, t, p, NULL, t->date, &arena, &who, &err);
  if (s != TRV_OK) {
    fprintf(stderr, "%s: %s\n", path, err.message);
    trv_arena_release(&arena);
    return 1;
  }
  printf("F %s\n", path);
  uint32_t m = 0;
  for (uint32_t i = 0; i < t->n_sentences; i++) {
    const struct trv_sentence *st = &t->sentences[i];
    printf("S ");
    for (uint32_t b = st->span.begin; b < st->span.end; b++) putchar(text.p[b] == '\n' ? ' ' : text.p[b]);
    printf("\n");
    for (; m < who->n_mentions && who->mentions[m].first_word < st->first_word + st->n_words; m++) {
      const struct trv_mention *x = &who->mentions[m];
      printf("M %-8s %s%.*s |", kinds[x->kind], x->nation ? "*" : "", (int)(x->span.end - x->span.begin),
             text.p + x->span.begin);
      for (uint32_t e = 0; e < x->n_entities; e++) {
        const struct trv_entity *en = &who->entities[x->first_entity + e];
        printf(" %s:%s%s%s", en->code, en->sector ? en->sector : "", en->name ? ":" : "", en->name ? en->name : "");
        if (e + 1 < x->n_entities) printf(",");
      }
      if (x->antecedent != TRV_NO_MENTION) {
        const struct trv_mention *o = &who->mentions[x->antecedent];
        printf(" | = %.*s", (int)(o->span.end - o->span.begin), text.p + o->span.begin);
      }
      printf("\n");
    }
  }
  trv_arena_release(&arena);
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  struct trv_arena arena;
  struct trv_error err = {0};
  trv_arena_init(&arena, 0);
  char world[512], lang[512];
  snprintf(world, sizeof world, "%s/world", argv[1]);
  snprintf(lang, sizeof lang, "%s/languages/%s", argv[1], argv[2]);
  struct trv_text_rules *rules;
  struct trv_who_data *data;
  struct trv_parser *parser = NULL;
  enum trv_status s = trv_text_rules_load(lang, &arena, &rules, &err);
  if (s == TRV_OK) s = trv_who_data_load(world, lang, argv[2], &arena, &data, &err);
  if (s == TRV_OK && strcmp(argv[3], "-") != 0) s = trv_parser_load(argv[3], &parser, &err);
  int bad = 0;
  if (s != TRV_OK) {
    fprintf(stderr, "%s:%u:%u: %s\n", err.path, err.line, err.column, err.message);
    bad = 1;
  }
  for (int i = 4; i < argc && s == TRV_OK; i++) bad |= dump(data, rules, parser, argv[i]);
  if (parser) trv_parser_free(parser);
  trv_arena_release(&arena);
  return bad;
}
