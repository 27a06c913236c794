/* Role words: `CHAMBER_OF_COMMERCE {CHAMBERS_OF_COMMERCE} [~BUS]`.
 *
 * What stands in braces is the plural; empty braces say that there is none; without braces it is made by the rule of the
 * language. `!PERSON! = MAN, MEN, WOMAN` defines a set, and FISHER!PERSON! stands for the word with each of its items,
 * without more plurals. */
#include "import/internal.h"

static struct trv_slice trim(struct trv_slice s) {
  while (s.n && (unsigned char)s.p[0] <= ' ') s.p++, s.n--;
  while (s.n && (unsigned char)s.p[s.n - 1] <= ' ') s.n--;
  return s;
}

bool imp_is_agent(const struct imp_line *line) {
  const char *close = line->tail.n ? memchr(line->tail.p, ']', line->tail.n) : NULL;
  size_t n = close ? (size_t)(close - line->tail.p) : line->tail.n;
  return line->name.n && n && memchr(line->tail.p, '~', n);
}

bool imp_is_set(const struct imp_line *line) {
  const char *equals = line->name.n ? memchr(line->name.p, '=', line->name.n) : NULL;
  return equals && line->name.p[0] == '!' && !line->tail.n;
}

/* "!PERSON!" at the beginning: its name; n 0 where the marks are not two. */
static struct trv_slice set_name(struct trv_slice s) {
  const char *end = s.n > 1 ? memchr(s.p + 1, '!', s.n - 1) : NULL;
  return end ? (struct trv_slice){s.p + 1, (size_t)(end - s.p - 1)} : (struct trv_slice){NULL, 0};
}

void imp_set_line(struct trv_import *im, struct imp_sets *sets, const char *file, const struct imp_line *line) {
  struct trv_slice rest = line->name, name = set_name(trv_slice_split(&rest, '='));
  struct imp_list set = {0};
  while (rest.p) {
    struct trv_slice item = trim(trv_slice_split(&rest, ','));
    if (item.n) TRV_PUSH(&im->arena, set.items, set.n, set.cap, item);
  }
  if (!name.n || !set.n || set.n > TRV_MAX_IMPORT_FORMS) {
    imp_reject(im, file, line, IMP_BAD_SET);
    return;
  }
  trv_map_put(&sets->names, name, sets->n);
  TRV_PUSH(&im->arena, sets->items, sets->n, sets->cap, set);
  im->counts.sets++;
}

/* The words that one with sets stands for. */
struct spelling {
  struct trv_import *im;
  const struct imp_sets *sets;
  struct imp_list forms;
  enum imp_reason reason;
};

static void add_form(struct spelling *s, struct trv_slice raw) {
  struct trv_slice form;
  enum imp_reason reason = s->forms.n == TRV_MAX_IMPORT_FORMS ? IMP_TOO_MANY : imp_word(s->im, raw, &form);
  if (reason == IMP_TAKEN) TRV_PUSH(&s->im->arena, s->forms.items, s->forms.n, s->forms.cap, form);
  else s->reason = reason;
}

static void spell(struct spelling *s, struct trv_slice raw, unsigned depth) {
  const char *mark = raw.n ? memchr(raw.p, '!', raw.n) : NULL;
  if (!mark) {
    add_form(s, raw);
    return;
  }
  size_t before = (size_t)(mark - raw.p);
  struct trv_slice name = set_name((struct trv_slice){mark, raw.n - before});
  uint32_t set = name.n ? trv_map_get(&s->sets->names, name) : TRV_MAP_NONE;
  if (set == TRV_MAP_NONE || depth == 4) {
    s->reason = IMP_NO_SET;
    return;
  }
  struct trv_slice after = {name.p + name.n + 1, raw.n - before - name.n - 2};
  for (uint32_t i = 0; i < s->sets->items[set].n && s->reason == IMP_TAKEN; i++) {
    struct trv_slice item = s->sets->items[set].items[i];
    const char *one = trv_arena_printf(&s->im->arena, "%.*s%.*s%.*s", (int)before, raw.p, (int)item.n, item.p,
                                       (int)after.n, after.n ? after.p : "");
    spell(s, trv_slice_of(one), depth + 1);
  }
}

static void spell_plural(struct spelling *s, struct trv_slice braces, bool braced, struct trv_slice word) {
  if (braced) {
    if (braces.n) spell(s, braces, 0);
    return;
  }
  struct trv_slice form;
  if (imp_word(s->im, word, &form) != IMP_TAKEN) return;
  struct trv_slice plural = imp_plural_of(s->im, form);
  if (plural.p && s->forms.n < TRV_MAX_IMPORT_FORMS)
    TRV_PUSH(&s->im->arena, s->forms.items, s->forms.n, s->forms.cap, plural);
}

void imp_agent_line(struct trv_import *im, const struct imp_sets *sets, const char *file, const struct imp_line *line) {
  struct trv_slice word = line->name, braces = {NULL, 0}, tail = line->tail, inside;
  struct imp_actor actor = {0};
  int32_t from, to;
  enum imp_reason reason = imp_bracket(&tail, &inside);
  if (reason == IMP_TAKEN) reason = imp_code(im, inside, true, &actor, &from, &to);
  if (reason == IMP_TAKEN && (from || to)) reason = IMP_BAD_DATE;
  if (word.p[0] == '+') word.p++, word.n--;
  const char *open = word.n ? memchr(word.p, '{', word.n) : NULL;
  if (open) {
    braces = (struct trv_slice){open + 1, word.n - (size_t)(open + 1 - word.p)};
    const char *close = braces.n ? memchr(braces.p, '}', braces.n) : NULL;
    if (!close && reason == IMP_TAKEN) reason = IMP_OPEN_BRACE;
    braces = trim((struct trv_slice){braces.p, close ? (size_t)(close - braces.p) : 0});
    word = trim((struct trv_slice){word.p, (size_t)(open - word.p)});
  }
  struct spelling s = {.im = im, .sets = sets, .reason = IMP_TAKEN};
  if (reason == IMP_TAKEN) {
    spell(&s, word, 0);
    bool set = word.n && memchr(word.p, '!', word.n);
    if (s.reason == IMP_TAKEN && !set) spell_plural(&s, braces, open != NULL, word);
    reason = s.reason;
  }
  if (reason != IMP_TAKEN) {
    imp_reject(im, file, line, reason);
    return;
  }
  imp_row_add(im, IMP_ROLES, (struct imp_row){.actor = actor, .forms = imp_join(im, &s.forms)});
  im->counts.roles++;
}
