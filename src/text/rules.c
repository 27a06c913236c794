/* Loads text.tsv and text.model of a language pack. See rules.h and docs/language-packs.md. */
#include "text/rules.h"

#include "base/table.h"
#include "text/fold.h"
#include "text/utf8.h"

static const struct {
  const char *name;
  uint32_t flag;
} kinds[] = {
    {"whole", TRV_RULE_WHOLE},
    {"prefix", TRV_RULE_PREFIX},
    {"suffix", TRV_RULE_SUFFIX},
    {"title", TRV_RULE_TITLE},
    {"abbreviation", TRV_RULE_ABBREVIATION},
    {"unit", TRV_RULE_UNIT},
    {"contraction", TRV_RULE_CONTRACTION},
    {"choice", TRV_RULE_CHOICE},
    {"bound", TRV_RULE_BOUND},
    {"joint", TRV_RULE_JOINT},
    {"run", TRV_RULE_RUN},
    {"dateline", TRV_RULE_DATELINE},
};

static uint32_t kind_of(struct trv_slice name) {
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (trv_slice_is(name, kinds[i].name)) return kinds[i].flag;
  return 0;
}

static enum trv_status check_form(const struct trv_table *t, uint32_t row, uint32_t kind, struct trv_slice form,
                                  struct trv_error *err) {
  char key[TRV_TEXT_KEY_BYTES + 4];
  uint32_t n = trv_lookup_key(form.p, form.n, key, sizeof key);
  if (!form.n) return trv_table_fail(t, row, 1, err, "no form");
  if (!n || n > TRV_TEXT_KEY_BYTES)
    return trv_table_fail(t, row, 1, err, "a form of more than %d bytes", TRV_TEXT_KEY_BYTES);
  if (n != form.n || memcmp(key, form.p, n) != 0)
    return trv_table_fail(t, row, 1, err, "\"%.*s\" is not in lower case with plain apostrophes and hyphens",
                          (int)form.n, form.p);
  char last = form.p[form.n - 1];
  if (kind == TRV_RULE_PREFIX && last != '\'')
    return trv_table_fail(t, row, 1, err, "a prefix ends with an apostrophe");
  if (kind == TRV_RULE_SUFFIX && form.p[0] != '-' && !memchr(form.p, '\'', form.n))
    return trv_table_fail(t, row, 1, err, "a suffix begins with a hyphen or has an apostrophe");
  if (kind == TRV_RULE_BOUND && last != '-') return trv_table_fail(t, row, 1, err, "a bound part ends with a hyphen");
  if (kind == TRV_RULE_JOINT && !trv_slice_is(form, "hyphen"))
    return trv_table_fail(t, row, 1, err, "the only joint is \"hyphen\"");
  if (kind == TRV_RULE_DATELINE && !trv_slice_is(form, "dash"))
    return trv_table_fail(t, row, 1, err, "the only dateline ends with a \"dash\"");
  if (kind == TRV_RULE_RUN && (form.n != 1 || trv_char_class((unsigned char)last) == TRV_CHAR_LETTER))
    return trv_table_fail(t, row, 1, err, "a run is made of one ASCII sign");
  if ((kind == TRV_RULE_TITLE || kind == TRV_RULE_ABBREVIATION) && last != '.')
    return trv_table_fail(t, row, 1, err, "an abbreviation ends with a period");
  return TRV_OK;
}

static enum trv_status add_row(struct trv_text_rules *rules, const struct trv_table *t, uint32_t row,
                               struct trv_arena *arena, struct trv_error *err) {
  uint32_t kind = kind_of(trv_table_cell(t, row, 0));
  struct trv_slice form = trv_table_cell(t, row, 1), words = trv_table_cell(t, row, 2);
  if (!kind) {
    struct trv_slice name = trv_table_cell(t, row, 0);
    return trv_table_fail(t, row, 0, err, "no kind \"%.*s\"", (int)name.n, name.p);
  }
  enum trv_status status = check_form(t, row, kind, form, err);
  if (status != TRV_OK) return status;
  uint32_t value = trv_map_get(&rules->entries, form);
  if (value == TRV_MAP_NONE) value = 0;
  bool two_words = kind == TRV_RULE_CONTRACTION || kind == TRV_RULE_CHOICE;
  if (value & kind || (two_words && value & (TRV_RULE_CONTRACTION | TRV_RULE_CHOICE)))
    return trv_table_fail(t, row, 1, err, "\"%.*s\" stands twice", (int)form.n, form.p);
  if (two_words != (words.n > 0))
    return trv_table_fail(t, row, 2, err, two_words ? "a contraction without words" : "words without a contraction");
  value |= kind;
  if (two_words) {
    struct trv_contraction c = {0, TRV_NEW_ARRAY(arena, struct trv_slice, 8)};
    while (words.p && c.n < 8) c.words[c.n++] = trv_slice_split(&words, '|');
    if (words.p || c.n < 2) return trv_table_fail(t, row, 2, err, "a contraction of 2 to 8 words is expected");
    value |= rules->n_contractions << 16;
    TRV_PUSH(arena, rules->contractions, rules->n_contractions, rules->cap_contractions, c);
  }
  trv_map_put(&rules->entries, form, value);
  if (kind == TRV_RULE_RUN) return rules->runs[(unsigned char)form.p[0]] = true, TRV_OK;
  if (kind == TRV_RULE_DATELINE) return rules->datelines = true, TRV_OK;
  rules->joint_hyphens |= kind == TRV_RULE_JOINT;
  rules->elided_suffixes |= kind == TRV_RULE_SUFFIX && form.p[0] != '-';
  uint32_t length;
  enum trv_char_class class = trv_char_class(trv_utf8_get(form.p, &length));
  if (class == TRV_CHAR_SYMBOL || class == TRV_CHAR_PUNCT) rules->symbol_starts[(unsigned char)form.p[0]] = true;
  return TRV_OK;
}

enum trv_status trv_rules_read(const char *dir, struct trv_arena *arena, struct trv_text_rules **out,
                               struct trv_error *err) {
  static const char *const columns[] = {"kind", "form", "words", NULL};
  struct trv_table table;
  struct trv_text_rules *rules = TRV_NEW(arena, struct trv_text_rules);
  trv_map_init(&rules->entries, arena);
  enum trv_status status = trv_table_load(trv_arena_printf(arena, "%s/text.tsv", dir), columns, arena, &table, err);
  for (uint32_t i = 0; status == TRV_OK && i < table.n_rows; i++) status = add_row(rules, &table, i, arena, err);
  if (status == TRV_OK) *out = rules;
  return status;
}

enum trv_status trv_text_rules_load(const char *dir, struct trv_arena *arena, struct trv_text_rules **out,
                                    struct trv_error *err) {
  struct trv_text_rules *rules;
  enum trv_status status = trv_rules_read(dir, arena, &rules, err);
  if (status == TRV_OK)
    status = trv_model_load(&rules->model, trv_arena_printf(arena, "%s/text.model", dir), arena, err);
  if (status == TRV_OK) *out = rules;
  return status;
}
