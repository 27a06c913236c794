/* Loads the temporal words of a language pack; the patterns are grammar.c's. */
#include "when/data.h"

#include <stdlib.h>

#include "when/when.h"

static const char *const fixed_classes[TRV_N_FIXED_CLASSES] = {[TRV_CLASS_MONTH] = "month",
                                                               [TRV_CLASS_WEEKDAY] = "weekday",
                                                               [TRV_CLASS_NUMBER] = "number",
                                                               [TRV_CLASS_AND] = "and",
                                                               [TRV_CLASS_ORDINAL] = "ordinal",
                                                               [TRV_CLASS_UNIT] = "unit",
                                                               [TRV_CLASS_SEASON] = "season",
                                                               [TRV_CLASS_SPLIT] = "split",
                                                               [TRV_CLASS_FUTURE] = "lemma:future",
                                                               [TRV_CLASS_ASKING] = "lemma:asking",
                                                               [TRV_CLASS_TELLING] = "lemma:telling",
                                                               [TRV_CLASS_SAYING] = "lemma:saying",
                                                               [TRV_CLASS_SETTING] = "lemma:setting",
                                                               [TRV_CLASS_AHEAD] = "lemma:ahead",
                                                               [TRV_CLASS_WHEN] = "lemma:when",
                                                               [TRV_CLASS_RELATIVE] = "lemma:relative",
                                                               [TRV_CLASS_LASTING] = "lemma:lasting",
                                                               [TRV_CLASS_HOLDING] = "lemma:holding",
                                                               [TRV_CLASS_GOING_ON] = "lemma:going-on",
                                                               [TRV_CLASS_MOMENT] = "lemma:moment",
                                                               [TRV_CLASS_SCENE] = "lemma:no-scene",
                                                               [TRV_CLASS_UP_TO_NOW] = "lemma:up-to-now",
                                                               [TRV_CLASS_SHARING] = "lemma:sharing",
                                                               [TRV_CLASS_ANNOUNCING] = "lemma:announcing",
                                                               [TRV_CLASS_PRIOR] = "lemma:prior",
                                                               [TRV_CLASS_HOLIDAY] = "holiday",
                                                               [TRV_CLASS_SINCE] = "since",
                                                               [TRV_CLASS_DURING] = "during",
                                                               [TRV_CLASS_APART] = "apart",
                                                               [TRV_CLASS_NAMING] = "naming",
                                                               [TRV_CLASS_DETERMINER] = "determiner",
                                                               [TRV_CLASS_DATELINE] = "dateline"};

/* U+2010 and U+2011 are hyphens like '-'. */
static size_t hyphen_at(struct trv_slice s, size_t i) {
  if (s.p[i] == '-') return 1;
  if (i + 3 <= s.n && memcmp(s.p + i, "\xE2\x80", 2) == 0 && (s.p[i + 2] == '\x90' || s.p[i + 2] == '\x91')) return 3;
  return 0;
}

static size_t apostrophe_at(struct trv_slice s, size_t i) {
  if (s.p[i] == '\'') return 1;
  return i + 3 <= s.n && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* "27/10/2020" and "27.10.2020" fall apart at the mark, which is a piece of its own between figures. */
static bool is_date_mark(char c) { return c == '/' || c == '.' || c == '-'; }

void trv_when_cut(struct trv_slice word, void (*fn)(void *user, struct trv_slice piece), void *user) {
  size_t begin = 0, i = 0;
  while (i < word.n) {
    size_t skip = hyphen_at(word, i);
    if (!skip) skip = apostrophe_at(word, i);
    bool in_figures = i > 0 && i + 1 < word.n && is_digit(word.p[i - 1]) && is_digit(word.p[i + 1]);
    if (in_figures && is_date_mark(word.p[i])) {
      if (i > begin) fn(user, (struct trv_slice){word.p + begin, i - begin});
      fn(user, (struct trv_slice){word.p + i, 1});
      begin = ++i;
    } else if (skip && word.n > skip) {
      if (i > begin) fn(user, (struct trv_slice){word.p + begin, i - begin});
      begin = i += skip;
    } else {
      i++;
      if (i < word.n && i > begin && is_digit(word.p[i - 1]) != is_digit(word.p[i]) && !hyphen_at(word, i) &&
          !apostrophe_at(word, i) && !is_date_mark(word.p[i])) {
        fn(user, (struct trv_slice){word.p + begin, i - begin});
        begin = i;
      }
    }
  }
  if (word.n > begin) fn(user, (struct trv_slice){word.p + begin, word.n - begin});
}

uint32_t trv_when_literal(struct trv_when_data *data, struct trv_slice piece) {
  uint32_t id = trv_map_get(&data->literals, piece);
  if (id != TRV_MAP_NONE) return id;
  trv_map_put(&data->literals, piece, data->n_literals);
  return data->n_literals++;
}

static void add_entry_literal(void *user, struct trv_slice piece) {
  struct trv_when_data *data = user;
  uint32_t id = trv_when_literal(data, piece);
  TRV_PUSH(data->arena, data->entry_literals, data->n_entry_literals, data->cap_entry_literals, id);
}

/* The id of a class, added where it is new. */
static uint32_t class_of(struct trv_when_data *data, struct trv_slice name) {
  uint32_t id = trv_map_get(&data->classes, name);
  if (id != TRV_MAP_NONE) return id;
  trv_map_put(&data->classes, name, data->n_classes);
  return data->n_classes++;
}

static int32_t season_of(struct trv_slice name) {
  static const char *const names[] = {"spring", "summer", "autumn", "winter"};
  for (int32_t i = 0; i < 4; i++)
    if (trv_slice_is(name, names[i])) return i + 1;
  return 0;
}

/* The value of a row as its class writes it; false: not one of them. For contractions the value is the index of their
 * parts among the entry literals, count in the upper half. */
static bool read_value(struct trv_when_data *data, uint32_t class_id, struct trv_slice cell, int32_t *out) {
  uint64_t number = 0;
  *out = 0;
  if (class_id == TRV_CLASS_UNIT) return (*out = (int32_t)trv_when_unit_of(cell)) != 0;
  if (class_id == TRV_CLASS_SEASON) return (*out = season_of(cell)) != 0;
  if (class_id == TRV_CLASS_SPLIT) {
    uint32_t begin = data->n_entry_literals;
    while (cell.p) add_entry_literal(data, trv_slice_split(&cell, ' '));
    *out = (int32_t)(begin | (data->n_entry_literals - begin) << 24);
    return begin < (1u << 24);
  }
  if (!cell.n) return class_id != TRV_CLASS_MONTH && class_id != TRV_CLASS_WEEKDAY && class_id != TRV_CLASS_NUMBER;
  if (!trv_slice_uint(cell, 1000000, &number)) return false;
  *out = (int32_t)number;
  if (class_id == TRV_CLASS_MONTH) return number >= 1 && number <= 12;
  return class_id != TRV_CLASS_WEEKDAY || (number >= 1 && number <= 7);
}

static enum trv_status read_words(struct trv_when_data *data, const struct trv_table *table, struct trv_error *err) {
  for (uint32_t row = 0; row < table->n_rows; row++) {
    struct trv_slice name = trv_table_cell(table, row, 0);
    if (!name.n) return trv_table_fail(table, row, 0, err, "a class is missing");
    uint32_t class_id = class_of(data, name);
    int32_t value;
    if (!read_value(data, class_id, trv_table_cell(table, row, 1), &value))
      return trv_table_fail(table, row, 1, err, "not a value of the class \"%.*s\"", (int)name.n, name.p);
    struct trv_slice forms = trv_table_cell(table, row, 2);
    if (!forms.n) return trv_table_fail(table, row, 2, err, "a word is missing");
    while (forms.p) {
      struct trv_slice form = trv_slice_split(&forms, '|');
      struct trv_class_entry entry = {.class_id = class_id, .value = value, .first_literal = data->n_entry_literals};
      while (form.p) trv_when_cut(trv_slice_split(&form, ' '), add_entry_literal, data);
      entry.n_literals = data->n_entry_literals - entry.first_literal;
      if (!entry.n_literals) return trv_table_fail(table, row, 2, err, "an empty variant");
      TRV_PUSH(data->arena, data->entries, data->n_entries, data->cap_entries, entry);
    }
  }
  return TRV_OK;
}

/* Sorts the entries by their first literal (counting sort, stable) so that the matcher finds those of a piece. */
static void index_entries(struct trv_when_data *data) {
  struct trv_class_entry *sorted = TRV_NEW_ARRAY(data->arena, struct trv_class_entry, data->n_entries);
  uint32_t *begin = TRV_NEW_ARRAY(data->arena, uint32_t, data->n_literals + 2);
  for (uint32_t i = 0; i < data->n_entries; i++) begin[data->entry_literals[data->entries[i].first_literal] + 2]++;
  for (uint32_t i = 2; i < data->n_literals + 2; i++) begin[i] += begin[i - 1];
  for (uint32_t i = 0; i < data->n_entries; i++)
    sorted[begin[data->entry_literals[data->entries[i].first_literal] + 1]++] = data->entries[i];
  data->entries = sorted;
  data->entries_of = begin;
}

bool trv_when_in_class(const struct trv_when_data *data, uint32_t class_id, const char *lower, int32_t *value) {
  uint32_t id = trv_map_get(&data->literals, trv_slice_of(lower));
  if (id == TRV_MAP_NONE) return false;
  for (uint32_t i = data->entries_of[id]; i < data->entries_of[id + 1]; i++) {
    const struct trv_class_entry *e = &data->entries[i];
    if (e->class_id != class_id || e->n_literals != 1) continue;
    if (value) *value = e->value;
    return true;
  }
  return false;
}

enum trv_status trv_when_data_load(const char *lang_dir, struct trv_arena *arena, struct trv_when_data **out,
                                   struct trv_error *err) {
  static const char *const word_columns[] = {"class", "value", "forms", NULL};
  static const char *const pattern_columns[] = {"rule", "pattern", "operation", NULL};
  struct trv_when_data *data = TRV_NEW(arena, struct trv_when_data);
  data->arena = arena;
  trv_map_init(&data->literals, arena);
  trv_map_init(&data->classes, arena);
  trv_map_init(&data->rule_names, arena);
  for (uint32_t i = 0; i < TRV_N_FIXED_CLASSES; i++) class_of(data, trv_slice_of(fixed_classes[i]));

  struct trv_table words, patterns;
  enum trv_status status =
      trv_table_load(trv_arena_printf(arena, "%s/when-words.tsv", lang_dir), word_columns, arena, &words, err);
  if (status == TRV_OK) status = read_words(data, &words, err);
  if (status == TRV_OK)
    status = trv_table_load(trv_arena_printf(arena, "%s/when-patterns.tsv", lang_dir), pattern_columns, arena,
                            &patterns, err);
  if (status == TRV_OK) status = trv_when_grammar_load(data, &patterns, err);
  if (status != TRV_OK) return status;
  index_entries(data);
  *out = data;
  return TRV_OK;
}
