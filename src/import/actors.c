/* The lines of an actor: its name, its synonyms, and its codes with the days that each is of.
 *
 *   KOFI_ANNAN_                            the entry
 *   +KOFI_ATTA_ANNAN_                      another name of it
 *           [IGOUNO 970101-061231] [ELI]   what it is when; without days, what it is else
 *
 * A code may stand on the line of the name too. Each code becomes a row with all names; those with days go before those
 * without, which are for the days that no other has. */
#include "import/internal.h"

static bool names_full(const struct imp_actor_lines *e) { return e->n_names == TRV_MAX_IMPORT_FORMS; }

/* The codes of a line; true: all were taken, or the line has none. */
static bool take_codes(struct trv_import *im, struct imp_actor_lines *e, const struct imp_line *line) {
  struct trv_slice tail = line->tail, inside;
  enum imp_reason reason, wrong = IMP_TAKEN;
  while ((reason = imp_bracket(&tail, &inside)) != IMP_TAKEN || inside.p) {
    struct imp_actor actor = {0};
    int32_t from = 0, to = 0;
    e->n_told++;
    if (reason == IMP_TAKEN) reason = imp_code(im, inside, false, &actor, &from, &to);
    if (reason == IMP_TAKEN && e->n_codes == TRV_MAX_IMPORT_CODES) reason = IMP_TOO_MANY;
    if (reason == IMP_TAKEN) {
      TRV_PUSH(&im->arena, e->codes, e->n_codes, e->cap_codes, (struct imp_dated){actor, from, to});
    } else if (wrong == IMP_TAKEN) {
      wrong = reason;
    }
  }
  if (wrong != IMP_TAKEN) imp_reject(im, e->file, line, wrong);
  return wrong == IMP_TAKEN;
}

void imp_actor_line(struct trv_import *im, struct imp_actor_lines *e, const struct imp_line *line) {
  bool synonym = line->name.n && line->name.p[0] == '+';
  if (!line->name.n || synonym) {
    if (!e->n_names) {
      imp_reject(im, e->file, line, synonym ? IMP_ORPHAN : IMP_NO_NAME);
      return;
    }
  } else {
    imp_actor_end(im, e);
  }
  if (!line->name.n) {
    if (take_codes(im, e, line)) im->counts.codes++;
    return;
  }
  struct imp_line name = *line;
  if (synonym) name.name.p++, name.name.n--;
  if (names_full(e)) {
    imp_reject(im, e->file, line, IMP_TOO_MANY);
    return;
  }
  /* A line whose code fails is told once: the name is kept, and counted only if it was no line of a code. */
  if (line->tail.n && !take_codes(im, e, line)) name.number = 0;
  TRV_PUSH(&im->arena, e->names, e->n_names, e->cap_names, name);
}

static enum imp_table table_of(const struct imp_actor *a, bool person) {
  if (person) return IMP_PEOPLE;
  if (!a->sector) return IMP_REGIONS;
  static const char *const armed[] = {"REB", "UAF", "CRM", "PRM", NULL};
  for (size_t i = 0; armed[i]; i++)
    if (!strcmp(a->sector, armed[i])) return IMP_GROUPS;
  if (!strcmp(a->sector, "JRN")) return IMP_MEDIA;
  return a->body ? IMP_ORGANISATIONS : IMP_INSTITUTIONS;
}

/* Tenures are of people: bodies and places hardly change. */
static bool is_person(const struct trv_import *im, const struct imp_actor_lines *e, struct trv_slice name) {
  bool dated = false;
  for (uint32_t i = 0; i < e->n_codes; i++) {
    const char *sector = e->codes[i].actor.sector;
    dated |= e->codes[i].from || e->codes[i].to || (sector && !strcmp(sector, "ELI"));
  }
  return dated && imp_personal(im, name);
}

/* The names that can be taken; each line is counted, or told. */
static struct imp_list take_names(struct trv_import *im, const struct imp_actor_lines *e) {
  struct imp_list forms = {0};
  for (uint32_t i = 0; i < e->n_names; i++) {
    const struct imp_line *line = &e->names[i];
    struct trv_slice form;
    enum imp_reason reason = !e->n_told ? IMP_NO_CODE : !e->n_codes ? IMP_LOST_CODE : imp_form(im, line->name, &form);
    if (reason != IMP_TAKEN) {
      if (line->number) imp_reject(im, e->file, line, reason);
      continue;
    }
    bool synonym = line->raw.p[0] == '+';
    if (line->number && synonym) im->counts.synonyms++;
    if (line->number && !synonym) im->counts.entries++;
    TRV_PUSH(&im->arena, forms.items, forms.n, forms.cap, form);
  }
  return forms;
}

void imp_actor_end(struct trv_import *im, struct imp_actor_lines *e) {
  struct imp_list forms = take_names(im, e);
  bool person = forms.n && is_person(im, e, forms.items[0]);
  const char *name = forms.n ? trv_arena_strndup(&im->arena, forms.items[0].p, forms.items[0].n) : NULL;
  const char *all = imp_join(im, &forms);
  for (int dated = 1; forms.n && dated >= 0; dated--)
    for (uint32_t i = 0; i < e->n_codes; i++) {
      if ((e->codes[i].from || e->codes[i].to) != dated) continue;
      imp_row_add(im, table_of(&e->codes[i].actor, person),
                  (struct imp_row){e->codes[i].actor, e->codes[i].from, e->codes[i].to, name, all});
    }
  e->n_names = e->n_codes = e->n_told = 0;
}
