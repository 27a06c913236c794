/* Loads the world tables and the who tables of a language into one dictionary (trv_who_data_load).
 *
 * Columns of the language are found by name (`fr`, `fr_adj`, `capital_fr`, …), so that a new language is a new column.
 * Each row becomes an item; each of its variants a phrase whose value is the item. */
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/table.h"
#include "text/fold.h"
#include "who/internal.h"

struct loader {
  struct trv_who_data *data;
  struct trv_arena *arena;
  struct trv_arena scratch; /* the table being read */
  struct trv_pool pool;
  struct trv_error *err;
  const char *lang;
  struct trv_table table;
  const char *columns[TRV_MAX_TABLE_COLUMNS + 1];
  uint32_t row;
};

/* "2020", "2020-10" or "2020-10-28" as yyyymmdd: the first day meant, or the last where `end`; 0 for anything else. */
int32_t who_day(struct trv_slice date, bool end) {
  int32_t part[3] = {0, end ? 12 : 1, end ? 31 : 1};
  for (int i = 0; i < 3 && date.p && date.n; i++) {
    uint64_t v;
    if (!trv_slice_uint(trv_slice_split(&date, '-'), 9999, &v)) return 0;
    part[i] = (int32_t)v;
  }
  return part[0] ? part[0] * 10000 + part[1] * 100 + part[2] : 0;
}

/* Opens a table whatever its columns: the header line names them. */
static enum trv_status open_table(struct loader *l, const char *dir, const char *file) {
  trv_arena_reset(&l->scratch);
  trv_arena_guard(&l->scratch, l->arena->guard);
  const char *path = trv_arena_printf(&l->scratch, "%s/%s", dir, file);
  enum trv_status status = trv_table_load_any(path, &l->scratch, &l->table, l->err);
  if (status != TRV_OK) return status;
  memset(l->columns, 0, sizeof l->columns);
  for (uint32_t i = 0; i < l->table.n_columns; i++)
    l->columns[i] = trv_arena_strndup(&l->scratch, l->table.names[i].p, l->table.names[i].n);
  return TRV_OK;
}

static struct trv_slice cell(const struct loader *l, const char *column) {
  for (uint32_t i = 0; l->columns[i]; i++)
    if (!strcmp(l->columns[i], column)) return trv_table_cell(&l->table, l->row, i);
  return (struct trv_slice){NULL, 0};
}

static const char *cell_string(const struct loader *l, const char *column) {
  struct trv_slice s = cell(l, column);
  return s.n ? trv_arena_strndup(l->arena, s.p, s.n) : NULL;
}

static enum trv_status require(struct loader *l, const char *const *names) {
  for (; *names; names++) {
    bool found = false;
    for (uint32_t i = 0; l->columns[i]; i++) found |= !strcmp(l->columns[i], *names);
    if (!found) return trv_fail(l->err, TRV_BAD_DATA, l->table.path, 0, 0, "no column \"%s\"", *names);
  }
  return TRV_OK;
}

static uint32_t add_item(struct loader *l, struct who_item item) {
  struct trv_who_data *d = l->data;
  TRV_PUSH(l->arena, d->items, d->n_items, d->cap_items, item);
  return d->n_items - 1;
}

static void add_phrases(struct loader *l, struct trv_slice variants, uint32_t item) {
  while (variants.p && variants.n) {
    struct trv_slice one = trv_slice_trim(trv_slice_split(&variants, '|'));
    if (one.n) trv_phrases_add(l->data->phrases, one, item);
  }
}

/* The folded form of what is one piece; p NULL where it is more, or none. */
static struct trv_slice one_piece(struct loader *l, struct trv_slice s) {
  struct trv_fold_cursor cursor = {s.p, (uint32_t)s.n, 0};
  struct trv_fold_piece piece, more;
  if (!trv_fold_next(&cursor, &l->pool, &piece) || trv_fold_next(&cursor, &l->pool, &more))
    return (struct trv_slice){NULL, 0};
  return (struct trv_slice){piece.fold, piece.n};
}

/* Sets each one-piece form to `value`. */
static void map_pieces(struct loader *l, struct trv_map *map, struct trv_slice forms, uint32_t value) {
  while (forms.p && forms.n) {
    struct trv_slice key = one_piece(l, trv_slice_trim(trv_slice_split(&forms, '|')));
    if (key.p && trv_map_get(map, key) == TRV_MAP_NONE) trv_map_put(map, key, value);
  }
}

/* Adjectives: phrases, and single pieces as first halves of compounds too. */
static void add_adjectives(struct loader *l, struct trv_slice variants, uint32_t item) {
  add_phrases(l, variants, item);
  map_pieces(l, &l->data->prefixes, variants, item);
}

static struct who_item row_item(const struct loader *l, uint8_t kind) {
  return (struct who_item){.kind = kind,
                           .code = cell_string(l, "code"),
                           .sector = cell_string(l, "sector"),
                           .name = cell_string(l, "name"),
                           .office = cell_string(l, "office"),
                           .from = who_day(cell(l, "from"), false),
                           .to = who_day(cell(l, "to"), true),
                           .next = WHO_NONE};
}

static enum trv_status load_states(struct loader *l, const char *dir) {
  const char *adj = trv_arena_printf(l->arena, "%s_adj", l->lang);
  const char *capital = trv_arena_printf(l->arena, "capital_%s", l->lang);
  enum trv_status status = open_table(l, dir, "states.tsv");
  if (status == TRV_OK) status = require(l, (const char *[]){"code", "name", l->lang, adj, capital, NULL});
  if (status != TRV_OK) return status;
  for (l->row = 0; l->row < l->table.n_rows; l->row++) {
    struct who_item item = row_item(l, WHO_STATE);
    item.sector = "GOV";
    uint32_t state = add_item(l, item);
    if (item.code && trv_map_get(&l->data->states, trv_slice_of(item.code)) == TRV_MAP_NONE)
      trv_map_put(&l->data->states, trv_slice_of(item.code), state);
    add_phrases(l, cell(l, l->lang), state);
    item.kind = WHO_ADJ;
    add_adjectives(l, cell(l, adj), add_item(l, item));
    item.kind = WHO_CAPITAL;
    add_phrases(l, cell(l, capital), add_item(l, item));
  }
  return TRV_OK;
}

/* entities.tsv: `sector_suffix` is the sector of its authorities with +PRE: "GOV+PRE", "REB+PRE", or only "+PRE". */
static enum trv_status load_entities(struct loader *l, const char *dir) {
  const char *adj = trv_arena_printf(l->arena, "%s_adj", l->lang);
  const char *capital = trv_arena_printf(l->arena, "capital_%s", l->lang);
  enum trv_status status = open_table(l, dir, "entities.tsv");
  if (status == TRV_OK)
    status = require(l, (const char *[]){"code", "name", "sector_suffix", l->lang, adj, capital, NULL});
  if (status != TRV_OK) return status;
  for (l->row = 0; l->row < l->table.n_rows; l->row++) {
    struct who_item item = row_item(l, WHO_ENTITY);
    struct trv_slice suffix = cell(l, "sector_suffix");
    struct trv_slice sector = trv_slice_split(&suffix, '+');
    item.pre = true;
    item.sector = sector.n == 3 ? trv_arena_strndup(l->arena, sector.p, sector.n) : "GOV";
    add_phrases(l, cell(l, l->lang), add_item(l, item));
    item.kind = WHO_ENTITY_ADJ;
    add_adjectives(l, cell(l, adj), add_item(l, item));
    item.kind = WHO_ENTITY_CAPITAL;
    add_phrases(l, cell(l, capital), add_item(l, item));
  }
  return TRV_OK;
}

/* A sector cell "GOV+PRE" becomes "GOV" and the mark. */
static void split_pre(struct loader *l, struct who_item *item) {
  size_t n = item->sector ? strlen(item->sector) : 0;
  if (n > 4 && !strcmp(item->sector + n - 4, "+PRE")) {
    item->sector = trv_arena_strndup(l->arena, item->sector, n - 4);
    item->pre = true;
  }
}

static enum trv_status load_named(struct loader *l, const char *dir, const char *file, uint8_t kind) {
  enum trv_status status = open_table(l, dir, file);
  if (status == TRV_OK) status = require(l, (const char *[]){"code", "sector", "name", l->lang, NULL});
  if (status != TRV_OK) return status;
  for (l->row = 0; l->row < l->table.n_rows; l->row++) {
    struct who_item item = row_item(l, kind);
    if (!item.code) return trv_table_fail(&l->table, l->row, 0, l->err, "no code");
    split_pre(l, &item);
    add_phrases(l, cell(l, l->lang), add_item(l, item));
    if (kind == WHO_GROUP && cell(l, "adj").n) {
      item.kind = WHO_GROUP_ADJ;
      add_adjectives(l, cell(l, "adj"), add_item(l, item));
    }
  }
  return TRV_OK;
}

/* Several rows of one person are chained; its phrases lead to the first. */
static enum trv_status load_people(struct loader *l, const char *dir, const char *file) {
  enum trv_status status = open_table(l, dir, file);
  if (status == TRV_OK)
    status = require(l, (const char *[]){"code", "sector", "name", "office", "from", "to", l->lang, NULL});
  if (status != TRV_OK) return status;
  for (l->row = 0; l->row < l->table.n_rows; l->row++) {
    struct who_item item = row_item(l, WHO_PERSON);
    if (!item.code || !item.name) return trv_table_fail(&l->table, l->row, 0, l->err, "a person without code or name");
    split_pre(l, &item);
    uint32_t row = add_item(l, item);
    uint32_t first = trv_map_get(&l->data->persons, trv_slice_of(item.name));
    if (first == TRV_MAP_NONE) {
      trv_map_put(&l->data->persons, trv_slice_of(item.name), row);
      add_phrases(l, cell(l, l->lang), row);
      continue;
    }
    l->data->items[row].next = l->data->items[first].next;
    l->data->items[first].next = row;
  }
  return TRV_OK;
}

/* The value of a word among `names`; -1 where it is none. */
static int one_of(struct trv_slice s, const char *const *names) {
  for (int i = 0; names[i]; i++)
    if (trv_slice_is(s, names[i])) return i;
  return -1;
}

static const char *const role_kinds[] = {"person", "body", "people", "thing", NULL};
static const char *const bares[] = {"focus", "none", "rebel", NULL};
static const char *const effects[] = {"rebel",  "separatist", "loyal",   "opposition", "former",
                                      "sector", "plain",      "foreign", NULL};
static const char *const pronouns[] = {"personal", "object", "demonstrative", "last",   "relative", "possessive",
                                       "both",     "first",  "second",        "others", "several",  NULL};
static const char *const anaphors[] = {"parties",       "countries", "persons",    "group", "org",
                                       "country",       "enclave",   "other-side", "media", "person",
                                       "other-country", "namesake",  NULL};
static const char *const words[] = {"of",       "and",       "at",       "particle", "title",  "one",   "number",
                                    "quantity", "homologue", "feminine", "like",     "same",   "thing", "against",
                                    "broker",   "genitive",  "behalf",   "led",      "ethnic", "moved", "each",
                                    "arm",      "loyal",     "there",    NULL};
static const char *const numbers[] = {"-", "sing", "plur", NULL};
static const char *const genders[] = {"-", "masc", "fem", "neut", NULL};

/* The language's own tables: `forms` first, then a `kind` whose words are listed above, and more columns by table. */
static enum trv_status load_words(struct loader *l, const char *dir, const char *file, uint8_t kind,
                                  const char *const *kinds) {
  enum trv_status status = open_table(l, dir, file);
  if (status == TRV_OK && kinds) status = require(l, (const char *[]){"forms", "kind", NULL});
  if (status == TRV_OK) status = require(l, (const char *[]){"forms", NULL});
  if (status != TRV_OK) return status;
  for (l->row = 0; l->row < l->table.n_rows; l->row++) {
    struct who_item item = row_item(l, kind);
    int sub = kinds ? one_of(cell(l, "kind"), kinds) : 0;
    if (sub < 0)
      return trv_table_fail(&l->table, l->row, 1, l->err, "unknown kind \"%.*s\"", (int)cell(l, "kind").n,
                            cell(l, "kind").p);
    item.sub = (uint8_t)sub;
    if (cell(l, "bare").n) {
      int bare = one_of(cell(l, "bare"), bares);
      if (bare < 0) return trv_table_fail(&l->table, l->row, 0, l->err, "unknown word in column \"bare\"");
      item.bare = (uint8_t)bare;
    }
    int number = cell(l, "number").n ? one_of(cell(l, "number"), numbers) : 0;
    int gender = cell(l, "gender").n ? one_of(cell(l, "gender"), genders) : 0;
    if (number < 0 || gender < 0) return trv_table_fail(&l->table, l->row, 0, l->err, "unknown number or gender");
    item.number = (uint8_t)number, item.gender = (uint8_t)gender;
    uint64_t value;
    if (trv_slice_uint(cell(l, "value"), 100, &value)) item.value = (uint32_t)value;
    split_pre(l, &item);
    if (kind == WHO_WORD && sub == WHO_WORD_FEMININE) {
      map_pieces(l, &l->data->feminine, cell(l, "forms"), 1);
      continue;
    }
    if (kind == WHO_PRONOUN && gender == TRV_NEUT) l->data->natural_gender = true;
    if (kind == WHO_WORD && sub == WHO_WORD_GENITIVE) l->data->owner_first = true;
    if (kind == WHO_MODIFIER && sub == WHO_EFFECT_OPPOSITION && item.sector) l->data->opposing = item.sector;
    uint32_t i = add_item(l, item);
    if (kind == WHO_MODIFIER && sub == WHO_EFFECT_FORMER) map_pieces(l, &l->data->former, cell(l, "forms"), 1);
    if (kind == WHO_ROLE && item.office && !strcmp(item.office, "minister"))
      map_pieces(l, &l->data->ministers, cell(l, "forms"), i);
    if (kind == WHO_WORD) {
      struct trv_slice forms = cell(l, "forms");
      while (forms.p) {
        struct trv_slice one = trv_slice_split(&forms, '|');
        if (trv_map_get(&l->data->words, one) == TRV_MAP_NONE) trv_map_put(&l->data->words, one, i);
      }
      continue;
    }
    if (WHO_IS_ADJ(kind)) add_adjectives(l, cell(l, "forms"), i);
    else add_phrases(l, cell(l, "forms"), i);
  }
  return TRV_OK;
}

static void release_scratch(void *arena) { trv_arena_release(arena); }

struct trv_who_data *trv_who_data_new(struct trv_arena *arena) {
  struct trv_who_data *d = TRV_NEW(arena, struct trv_who_data);
  struct trv_map *const maps[] = {&d->prefixes, &d->persons, &d->feminine, &d->states,
                                  &d->former,   &d->words,   &d->ministers};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) trv_map_init(maps[i], arena);
  d->arena = arena;
  d->opposing = "PTY+OPP";
  d->phrases = trv_phrases_new(arena);
  return d;
}

enum trv_status trv_who_data_load(const char *world_dir, const char *lang_dir, const char *lang,
                                  struct trv_arena *arena, struct trv_who_data **out, struct trv_error *err) {
  struct loader *l = TRV_NEW(arena, struct loader);
  struct trv_who_data *d = trv_who_data_new(arena);
  *l = (struct loader){.data = d, .arena = arena, .pool = {.arena = arena}, .err = err, .lang = lang};
  trv_arena_init(&l->scratch, 0);
  trv_arena_defer(arena, release_scratch, &l->scratch);
  enum trv_status s = load_states(l, world_dir);
  if (s == TRV_OK) s = load_entities(l, world_dir);
  if (s == TRV_OK) s = load_named(l, world_dir, "seats.tsv", WHO_SEAT);
  if (s == TRV_OK) s = load_named(l, world_dir, "institutions.tsv", WHO_INSTITUTION);
  if (s == TRV_OK) s = load_named(l, world_dir, "groups.tsv", WHO_GROUP);
  if (s == TRV_OK) s = load_named(l, world_dir, "organisations.tsv", WHO_ORG);
  if (s == TRV_OK) s = load_named(l, world_dir, "media.tsv", WHO_MEDIA);
  if (s == TRV_OK) s = load_people(l, world_dir, "people-europe-americas.tsv");
  if (s == TRV_OK) s = load_people(l, world_dir, "people-africa-asia.tsv");
  if (s == TRV_OK) s = load_words(l, lang_dir, "who.regions.tsv", WHO_REGION, NULL);
  if (s == TRV_OK) s = load_words(l, lang_dir, "who.adjectives.tsv", WHO_ORG_ADJ, NULL);
  if (s == TRV_OK) s = load_words(l, lang_dir, "who.roles.tsv", WHO_ROLE, role_kinds);
  if (s == TRV_OK) s = load_words(l, lang_dir, "who.portfolios.tsv", WHO_PORTFOLIO, NULL);
  if (s == TRV_OK) s = load_words(l, lang_dir, "who.modifiers.tsv", WHO_MODIFIER, effects);
  if (s == TRV_OK) s = load_words(l, lang_dir, "who.pronouns.tsv", WHO_PRONOUN, pronouns);
  if (s == TRV_OK) s = load_words(l, lang_dir, "who.anaphors.tsv", WHO_ANAPHOR, anaphors);
  if (s == TRV_OK) s = load_words(l, lang_dir, "who.words.tsv", WHO_WORD, words);
  trv_arena_release(&l->scratch);
  if (s != TRV_OK) return s;
  for (uint32_t i = 0; i < d->n_items; i++)
    if (d->items[i].sector && !strcmp(d->items[i].sector, "PTY+OPP")) d->items[i].sector = d->opposing;
  trv_phrases_finish(d->phrases);
  *out = d;
  return TRV_OK;
}
