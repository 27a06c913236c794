/* Worlds of users' own beside treve's: their tables, and where their names stand in a text (trv_who_layers_load,
 * who_layer_match).
 *
 * Method. Their names have a dictionary of their own, so that a text reads as ever where it holds none of them. At each
 * place the longer of the two matches counts, of two as long the user's, but treve's own reading stays where the user's
 * says the same, since it knows more (adjective, capital, office), and where one word alone is a role or pronoun of the
 * language. Of several rows of a name the first with days that holds the article's counts, else the first without days;
 * that one is what the user says of the days that he does not know, and a tenure of treve's own that holds comes first.
 *
 * Names are told from common words by their letters, since dictionaries of capitals tell nothing: one word must have a
 * capital, be a proper noun to the tagger, and be no part of a longer name (FORD in "Gerald Ford"); of several, one
 * must have a capital that no beginning of a sentence explains. Capitals alone count only in a sentence that has other
 * letters too, and acronyms of up to five capitals match nothing else. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/table.h"
#include "text/fold.h"
#include "who/internal.h"

/* A phrase's value: the item, and whether the form begins with a capital, so that the text must have one too. */
#define NAMED 0x80000000u

struct loader {
  struct trv_who_data *data;
  struct trv_arena scratch, naming;
  struct trv_pool pool;
  struct trv_table table;
  struct trv_map names[2]; /* treve's own names, folded, to their items: of persons, of others */
  struct trv_error *err;
  const char *lang;
  uint32_t row;
};

static const struct {
  const char *file;
  uint8_t kind;
} tables[] = {{"people.tsv", WHO_PERSON},
              {"regions.tsv", WHO_REGION},
              {"seats.tsv", WHO_SEAT},
              {"groups.tsv", WHO_GROUP},
              {"media.tsv", WHO_MEDIA},
              {"organisations.tsv", WHO_ORG},
              {"institutions.tsv", WHO_INSTITUTION}};
enum { TABLES = sizeof tables / sizeof *tables };

static const char *const role_kinds[] = {"person", "body", "people", "thing", NULL};
static const char *const bares[] = {"focus", "none", "rebel", NULL};
static const char *const genders[] = {"-", "masc", "fem", NULL};

static struct trv_slice cell(const struct loader *l, const char *column) {
  uint32_t i = trv_table_column(&l->table, column);
  return i == UINT32_MAX ? (struct trv_slice){NULL, 0} : trv_table_cell(&l->table, l->row, i);
}

static const char *string(const struct loader *l, const char *column) {
  struct trv_slice s = cell(l, column);
  return s.n ? trv_arena_strndup(l->data->arena, s.p, s.n) : NULL;
}

static enum trv_status wrong(struct loader *l, const char *column, const char *what) {
  return trv_table_fail(&l->table, l->row, trv_table_column(&l->table, column), l->err, "%s", what);
}

static bool capitals(struct trv_slice s) {
  if (s.n != 3) return false;
  for (size_t i = 0; i < 3; i++)
    if (s.p[i] < 'A' || s.p[i] > 'Z') return false;
  return true;
}

static bool is_sector(struct trv_slice s) {
  while (s.p)
    if (!capitals(trv_slice_split(&s, '+'))) return false;
  return true;
}

static enum trv_status read_item(struct loader *l, struct who_item *item) {
  struct trv_slice from = cell(l, "from"), to = cell(l, "to"), sector = cell(l, "sector");
  item->code = string(l, "code"), item->sector = string(l, "sector");
  item->name = string(l, "name"), item->office = string(l, "office");
  item->from = who_day(from, false), item->to = who_day(to, true);
  item->next = WHO_NONE;
  if (item->code && !capitals(trv_slice_of(item->code))) return wrong(l, "code", "a code is three capitals");
  if (from.n && !item->from) return wrong(l, "from", "no date");
  if (to.n && !item->to) return wrong(l, "to", "no date");
  if (item->sector && item->sector[0] == '=' && item->kind == WHO_ROLE) return TRV_OK;
  if (sector.n && !is_sector(sector))
    return wrong(l, "sector", "a sector is three capitals, or several with + between");
  if (sector.n > 4 && !memcmp(sector.p + sector.n - 4, "+PRE", 4)) {
    item->sector = trv_arena_strndup(l->data->arena, sector.p, sector.n - 4);
    item->pre = true;
  }
  return TRV_OK;
}

/* Several words match whatever their letters, one word only with its capital (phrases.h); who_layer_match does the rest. */
static void add_forms(struct loader *l, struct trv_slice forms, uint32_t item) {
  trv_arena_reset(&l->scratch);
  l->pool = (struct trv_pool){.arena = &l->scratch};
  while (forms.p && forms.n) {
    struct trv_slice form = trv_slice_trim(trv_slice_split(&forms, '|'));
    struct trv_fold_cursor cursor = {form.p, (uint32_t)form.n, 0};
    struct trv_fold_piece piece;
    uint32_t pieces = 0, capital = 0;
    while (trv_fold_next(&cursor, &l->pool, &piece)) capital |= piece.capitals, pieces++;
    if (!pieces) continue;
    if (pieces > 1) form = trv_lower(&l->pool, form);
    trv_phrases_add(l->data->layer, form, capital ? item | NAMED : item);
  }
}

static uint32_t add_item(struct loader *l, struct who_item item) {
  struct trv_who_data *d = l->data;
  TRV_PUSH(d->arena, d->items, d->n_items, d->cap_items, item);
  return d->n_items - 1;
}

static bool has_name(const struct who_item *item) {
  return item->name && item->kind <= WHO_PERSON && item->kind >= WHO_INSTITUTION;
}

/* The folded pieces of a name with spaces between; n 0 where they do not fit, as of no person's name. */
static struct trv_slice fold_key(struct loader *l, struct trv_slice name, char *key, size_t cap) {
  struct trv_fold_cursor cursor = {name.p, (uint32_t)name.n, 0};
  struct trv_fold_piece piece;
  size_t n = 0;
  while (trv_fold_next(&cursor, &l->pool, &piece)) {
    if (n + piece.n + 1 > cap) return (struct trv_slice){key, 0};
    memcpy(key + n, piece.fold, piece.n);
    n += piece.n;
    key[n++] = ' ';
  }
  return (struct trv_slice){key, n};
}

static void map_names(struct loader *l) {
  struct trv_who_data *d = l->data;
  char room[256];
  l->pool = (struct trv_pool){.arena = &l->scratch};
  trv_map_init(&l->names[0], &l->naming);
  trv_map_init(&l->names[1], &l->naming);
  for (uint32_t i = 0; i < d->n_items; i++) {
    if (!has_name(&d->items[i])) continue;
    struct trv_slice key = fold_key(l, trv_slice_of(d->items[i].name), room, sizeof room);
    struct trv_map *map = &l->names[d->items[i].kind == WHO_PERSON];
    if (key.n && trv_map_get(map, key) == TRV_MAP_NONE) trv_map_put(map, key, i);
  }
}

/* One person has one name in what is printed, whichever table tells it: treve's, where a form is that. */
static void known_name(struct loader *l, struct trv_slice forms, struct who_item *item) {
  char room[256];
  trv_arena_reset(&l->scratch);
  l->pool = (struct trv_pool){.arena = &l->scratch};
  while (has_name(item) && forms.p && forms.n) {
    struct trv_slice key = fold_key(l, trv_slice_trim(trv_slice_split(&forms, '|')), room, sizeof room);
    uint32_t i = key.n ? trv_map_get(&l->names[item->kind == WHO_PERSON], key) : TRV_MAP_NONE;
    if (i == TRV_MAP_NONE) continue;
    item->name = l->data->items[i].name;
    return;
  }
}

static enum trv_status require(struct loader *l, const char *const *names) {
  for (; *names; names++)
    if (trv_table_column(&l->table, *names) == UINT32_MAX)
      return trv_fail(l->err, TRV_BAD_DATA, l->table.path, 0, 0, "no column \"%s\"", *names);
  return TRV_OK;
}

static enum trv_status load_named(struct loader *l, uint8_t kind) {
  enum trv_status status = require(l, (const char *[]){"code", "name", NULL});
  for (l->row = 0; status == TRV_OK && l->row < l->table.n_rows; l->row++) {
    struct who_item item = {.kind = kind};
    status = read_item(l, &item);
    if (status != TRV_OK) return status;
    if (!item.code) return wrong(l, "code", "no code");
    if (!item.name && kind == WHO_PERSON) return wrong(l, "name", "a person without a name");
    known_name(l, cell(l, "any"), &item);
    uint32_t i = add_item(l, item);
    add_forms(l, cell(l, "any"), i);
    add_forms(l, cell(l, l->lang), i);
  }
  return status;
}

static int one_of(struct trv_slice s, const char *const *names) {
  for (int i = 0; names[i]; i++)
    if (trv_slice_is(s, names[i])) return i;
  return s.n ? -1 : 0;
}

static enum trv_status load_roles(struct loader *l) {
  enum trv_status status = require(l, (const char *[]){"forms", "sector", "kind", "bare", NULL});
  for (l->row = 0; status == TRV_OK && l->row < l->table.n_rows; l->row++) {
    struct who_item item = {.kind = WHO_ROLE};
    int kind = one_of(cell(l, "kind"), role_kinds), bare = one_of(cell(l, "bare"), bares);
    int gender = one_of(cell(l, "gender"), genders);
    if (kind < 0) return wrong(l, "kind", "unknown kind");
    if (bare < 0) return wrong(l, "bare", "unknown word");
    if (gender < 0) return wrong(l, "gender", "unknown gender");
    status = read_item(l, &item);
    if (status != TRV_OK) return status;
    item.sub = (uint8_t)kind, item.bare = (uint8_t)bare, item.gender = (uint8_t)gender;
    add_forms(l, cell(l, "forms"), add_item(l, item));
  }
  return status;
}

static bool known_table(const char *name) {
  for (size_t i = 0; i < TABLES; i++)
    if (!strcmp(name, tables[i].file)) return true;
  return !strncmp(name, "who.roles.", 10) && strlen(name) > 14;
}

/* A table of another name would be passed over in silence: a slip, told at once. */
static enum trv_status check_folder(const char *dir, struct trv_error *err) {
  char other[256] = "";
  bool found = false;
  DIR *folder = opendir(dir);
  if (!folder) return trv_fail(err, TRV_SYSTEM, dir, 0, 0, "%s", strerror(errno));
  for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
    size_t n = strlen(e->d_name);
    if (n < 4 || strcmp(e->d_name + n - 4, ".tsv") != 0) continue;
    found = true;
    /* of several the first by name, in whatever order the system tells them */
    if (!known_table(e->d_name) && (!other[0] || strcmp(e->d_name, other) < 0))
      snprintf(other, sizeof other, "%s", e->d_name);
  }
  closedir(folder);
  if (other[0]) return trv_fail(err, TRV_BAD_DATA, dir, 0, 0, "%s is no table of a world of one's own", other);
  if (!found) return trv_fail(err, TRV_BAD_DATA, dir, 0, 0, "no tables of a world here");
  return TRV_OK;
}

static enum trv_status load_folder(struct loader *l, const char *dir) {
  enum trv_status status = check_folder(dir, l->err);
  struct trv_arena *reading = TRV_NEW(l->data->arena, struct trv_arena);
  trv_arena_init(reading, 0);
  trv_arena_guard(reading, l->data->arena->guard);
  trv_arena_defer(l->data->arena, (void (*)(void *))trv_arena_release, reading);
  for (size_t i = 0; status == TRV_OK && i <= TABLES; i++) {
    const char *path = i < TABLES ? trv_arena_printf(reading, "%s/%s", dir, tables[i].file)
                                  : trv_arena_printf(reading, "%s/who.roles.%s.tsv", dir, l->lang);
    if (access(path, F_OK) != 0) continue;
    status = trv_table_load_any(path, reading, &l->table, l->err);
    if (status == TRV_OK) status = i < TABLES ? load_named(l, tables[i].kind) : load_roles(l);
  }
  trv_arena_release(reading);
  return status;
}

static void release(void *arena) { trv_arena_release(arena); }

enum trv_status trv_who_layers_load(struct trv_who_data *data, const char *const *dirs, const char *lang,
                                    struct trv_error *err) {
  uint32_t n = 0;
  while (dirs && dirs[n]) n++;
  if (n > TRV_MAX_WORLDS)
    return trv_fail(err, TRV_USAGE, dirs[TRV_MAX_WORLDS], 0, 0, "more than %d worlds", TRV_MAX_WORLDS);
  if (!n) return TRV_OK;
  struct loader *l = TRV_NEW(data->arena, struct loader);
  *l = (struct loader){.data = data, .err = err, .lang = lang};
  trv_arena_init(&l->scratch, 0);
  trv_arena_guard(&l->scratch, data->arena->guard);
  trv_arena_defer(data->arena, release, &l->scratch);
  trv_arena_init(&l->naming, 0);
  trv_arena_guard(&l->naming, data->arena->guard);
  trv_arena_defer(data->arena, release, &l->naming);
  map_names(l);
  data->layer = trv_phrases_new(data->arena);
  enum trv_status status = TRV_OK;
  /* the last one named comes first, so that it wins */
  while (n && status == TRV_OK) status = load_folder(l, dirs[--n]);
  trv_arena_release(&l->scratch);
  trv_arena_release(&l->naming);
  if (status == TRV_OK) trv_phrases_finish(data->layer);
  return status;
}

/* ---- in a text */

static bool small_letters(const struct who_ctx *c, uint32_t atom) {
  const struct trv_sentence *s = &c->text->sentences[c->text->words[c->text->atoms[atom].word].sentence];
  uint32_t end = c->text->word_atom[s->first_word + s->n_words];
  for (uint32_t a = c->text->word_atom[s->first_word]; a < end; a++) {
    uint8_t flags = c->text->atoms[a].flags;
    bool letter = (unsigned char)c->text->atoms[a].fold[0] >= 'a';
    if (letter && c->text->atoms[a].n > 1 && !(flags & TRV_ATOM_ALL_CAPS)) return true;
  }
  return false;
}

/* "Ford" in "Gerald Ford", "Target" in "Target Field": part of a name that goes on. */
static bool part_of_name(const struct who_ctx *c, uint32_t word) {
  if (c->parse->deprel[word] == TRV_REL_FLAT) return true;
  for (uint32_t i = c->parse->child_begin[word]; i < c->parse->child_begin[word + 1]; i++)
    if (c->parse->deprel[c->parse->children[i]] == TRV_REL_FLAT) return true;
  return false;
}

static bool looks_like_name(const struct who_ctx *c, const struct trv_phrase_match *m) {
  const struct trv_atom *atoms = c->text->atoms;
  const struct trv_atom *first = &atoms[m->first_atom];
  if (m->n_atoms == 1) {
    uint8_t upos = c->parse->upos[first->word];
    if (!(first->flags & TRV_ATOM_CAPITAL) || part_of_name(c, first->word)) return false;
    if (first->flags & TRV_ATOM_ALL_CAPS) return small_letters(c, m->first_atom);
    return upos == TRV_PROPN || upos == TRV_UPOS_X;
  }
  bool capital = false, all = true;
  for (uint32_t a = m->first_atom; a < m->first_atom + m->n_atoms; a++) {
    capital |= (atoms[a].flags & TRV_ATOM_CAPITAL) && !(atoms[a].flags & TRV_ATOM_SENTENCE);
    all &= (atoms[a].flags & TRV_ATOM_ALL_CAPS) != 0;
  }
  return capital && (!all || small_letters(c, m->first_atom));
}

/* The row that counts on the article's day: one with days before one without; NULL: none. *rest: one without, of a name
 * that has rows with days. */
static const uint32_t *row_of(const struct who_ctx *c, const struct trv_phrase_match *m, bool *rest) {
  const uint32_t *open = NULL;
  bool named = looks_like_name(c, m), dated = false;
  for (uint32_t i = 0; i < m->n_values; i++) {
    uint32_t value = m->values[i] & ~NAMED;
    const struct who_item *item = &c->data->items[value];
    bool days = item->from || item->to;
    dated |= days;
    if (((m->values[i] & NAMED) && !named) || !who_dated(item, c->day)) continue;
    if (days) {
      *rest = false;
      return &m->values[i];
    }
    if (!open) open = &m->values[i];
  }
  *rest = dated;
  return open;
}

static bool as_much(const struct who_ctx *c, const struct who_item *own, const struct who_item *item, bool rest) {
  if (!who_dated(own, c->day)) return false;
  if (rest && (own->from || own->to)) return true;
  if (!who_same(own->code, item->code)) return false;
  bool place = own->kind <= WHO_SEAT || WHO_IS_ADJ(own->kind) || own->kind == WHO_REGION;
  if (!item->sector || item->kind == WHO_REGION) return true;
  return who_same(own->sector, item->sector) || (place && !strcmp(item->sector, "GOV"));
}

/* Whether treve's own entry says as much: the same country or body, and the sector where the user tells one. */
static bool says_as_much(const struct who_ctx *c, const struct trv_phrase_match *own, const struct who_item *item,
                         bool rest) {
  for (uint32_t i = 0; i < own->n_values; i++) {
    const struct who_item *o = &c->data->items[own->values[i]];
    if (o->kind >= WHO_ROLE) continue;
    for (;; o = &c->data->items[o->next]) {
      if (as_much(c, o, item, rest)) return true;
      if (o->kind != WHO_PERSON || o->next == WHO_NONE) break;
    }
  }
  return false;
}

static bool is_word(const struct who_ctx *c, const struct trv_phrase_match *own) {
  for (uint32_t i = 0; i < own->n_values; i++)
    if (c->data->items[own->values[i]].kind >= WHO_ROLE) return own->n_atoms == 1;
  return false;
}

/* treve's own reading of the same words stands, or of their end: "The European Union", "President Clinton". */
static bool own_stands(const struct who_ctx *c, const struct trv_phrase_match *m, const struct trv_phrase_match *own,
                       const struct who_item *item, bool rest) {
  if (own && own->n_atoms == m->n_atoms && (is_word(c, own) || says_as_much(c, own, item, rest))) return true;
  uint32_t end = m->first_atom + m->n_atoms;
  for (uint32_t a = m->first_atom + 1; a < end; a++) {
    struct trv_phrase_match inner;
    if (trv_phrases_match_before(c->data->phrases, c->text, a, end, &inner) && a + inner.n_atoms == end &&
        says_as_much(c, &inner, item, rest))
      return true;
  }
  return false;
}

bool who_layer_match(struct who_ctx *c, uint32_t atom, const struct trv_phrase_match *own,
                     struct trv_phrase_match *out) {
  struct trv_phrase_match m;
  uint32_t end = c->text->n_atoms;
  while (trv_phrases_match_before(c->data->layer, c->text, atom, end, &m)) {
    if (own && own->n_atoms > m.n_atoms) return false;
    bool rest;
    const uint32_t *value = row_of(c, &m, &rest);
    if (value) {
      const struct who_item *item = &c->data->items[*value & ~NAMED];
      if (item->kind == WHO_ROLE ? own != NULL : own_stands(c, &m, own, item, rest)) return false;
      uint32_t *chosen = TRV_NEW(c->arena, uint32_t);
      *chosen = *value & ~NAMED;
      *out = (struct trv_phrase_match){m.first_atom, m.n_atoms, 1, chosen};
      return true;
    }
    if (m.n_atoms == 1) return false;
    end = m.first_atom + m.n_atoms - 1;
  }
  return false;
}
