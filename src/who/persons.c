/* Persons: which of their offices holds, and how the article's own words about them weigh against the tables. */
#include "who/internal.h"

static bool office_fits(const char *row, const char *office) {
  if (!row || !office) return false;
  if (!strcmp(row, office)) return true;
  /* "leader": whoever leads the state or the group */
  if (!strcmp(office, "leader"))
    return !strcmp(row, "head of state") || !strcmp(row, "head of government") || !strcmp(row, "rebel leader") ||
           !strcmp(row, "head of organisation");
  return false;
}

/* Days between the article and a tenure, roughly; 0 inside it. */
static int64_t distance(const struct who_item *row, int32_t day) {
  if (!day) return 0;
  if (row->from && row->from > day + 31) return (int64_t)row->from - day;
  if (row->to && row->to < day) return (int64_t)day - row->to;
  return 0;
}

uint32_t who_person_row(const struct who_ctx *c, uint32_t item, const char *office, const char *code) {
  uint32_t best = item;
  int64_t best_score = INT64_MIN;
  for (uint32_t i = item; i != WHO_NONE; i = c->data->items[i].next) {
    const struct who_item *row = &c->data->items[i];
    int64_t score = -distance(row, c->day);
    if (code && who_same(row->code, code)) score += 2000000;
    if (office_fits(row->office, office)) score += 400000;  /* forty years */
    if (row->from > c->day && !(c->day % 100)) score -= 50; /* of a month only: who held it when the month began */
    if (score == 0 || score >= 2000000) score += row->from / 10000; /* the later of two tenures that both hold */
    if (row->office && !strcmp(row->office, "head of state")) score += 60;
    if (score > best_score) best = i, best_score = score;
  }
  return best;
}

/* Out of office: a former president is of the elite; a former rebel chief is still a rebel. */
static const char *elite(struct who_ctx *c, const char *sector) {
  if (sector && (!strncmp(sector, "REB", 3) || !strncmp(sector, "PRM", 3) || !strncmp(sector, "IGO", 3))) return sector;
  const char *opposition = sector ? strstr(sector, "OPP") : NULL;
  return opposition ? trv_arena_strdup(c->arena, "ELI+OPP") : "ELI";
}

/* "the opposition leader, Raila Odinga". */
static bool in_opposition(const char *sector) { return sector && strstr(sector, "OPP") != NULL; }

bool who_person_entity(struct who_ctx *c, uint32_t name, const struct trv_entity *base, bool explicit_base,
                       bool inherits, bool former, struct trv_entity *out) {
  struct who_draft *d = &c->drafts[name];
  struct who_person *p = &c->persons[d->person];
  struct trv_entity e = {.name = p->name};
  const char *base_code = base && explicit_base ? base->code : NULL;
  if (p->item != WHO_NONE) {
    uint32_t r = who_person_row(c, p->item, base && !former ? base->office : NULL, base_code);
    const struct who_item *row = &c->data->items[r];
    e.code = row->code, e.sector = who_sector(c, row->sector, row->pre), e.office = row->office;
    if (row->name) e.name = row->name; /* of two who bear the surname, the one in office */
    bool holds = distance(row, c->day) == 0;
    if (base_code && !former) {
      bool same = who_same(base_code, row->code);
      /* "his brother Gotabhaya, the secretary": whose kin one is tells not what one is */
      bool kin = c->data->owner_first && same && holds && base->sector && !strcmp(base->sector, "CVL");
      /* "the leader of the Maoist rebels, Prachanda": what the text says, whatever he came to be */
      bool rebels = base->sector && (!strcmp(base->sector, "REB") || !strcmp(base->sector, "PRM"));
      if (!kin && (!same || !inherits || rebels)) {
        e.code = base_code;
        if (!(same && row->pre)) e.sector = base->sector ? base->sector : e.sector;
      }
      if (base->office && strcmp(base->office, "leader") != 0) e.office = base->office;
    } else if (former && !holds) {
      e.sector = elite(c, e.sector);
    } else if (base && in_opposition(base->sector) && e.sector && !strncmp(e.sector, "GOV", 3)) {
      e.sector = base->sector, e.office = NULL; /* whatever he was before or came to be */
    } else if (!base && p->described) {
      e.code = p->code, e.sector = p->sector, e.office = p->office;
    }
  } else if (base && base->code && (explicit_base || !p->described)) {
    e.code = base->code, e.sector = base->sector, e.office = base->office;
    if (former) e.sector = elite(c, e.sector);
  } else if (p->described) {
    e.code = p->code, e.sector = p->sector, e.office = p->office;
  } else {
    return false;
  }
  if (base && !p->described) p->code = e.code, p->sector = e.sector, p->office = e.office, p->described = true;
  *out = e;
  return e.code != NULL;
}

/* The mention is, or is joined to, the subject of the verb whose object stands at draft `at`: somebody else. */
static bool subject_beside(const struct who_ctx *c, uint32_t at, const struct who_draft *d) {
  uint32_t own = c->drafts[at].m.head, top = d->m.head;
  if (d->sentence != c->drafts[at].sentence || c->parse->deprel[own] == TRV_REL_NSUBJ) return false;
  for (unsigned n = 0; n < 6 && c->parse->head[top] != TRV_NO_WORD &&
                       (c->parse->deprel[top] == TRV_REL_CONJ || c->parse->deprel[top] == TRV_REL_APPOS ||
                        c->parse->deprel[top] == TRV_REL_FLAT);
       n++)
    top = c->parse->head[top];
  return c->parse->deprel[top] == TRV_REL_NSUBJ && c->parse->head[top] == c->parse->head[own];
}

uint32_t who_office_holder(struct who_ctx *c, uint32_t at, const char *office, const char *code) {
  if (!office) return WHO_NONE;
  /* Back over what was read: a long article is not searched to its beginning for every "président". Of an article dated
   * by its month only, who came into office in that month may be its news: others before him. */
  uint32_t place = c->place[at], new_holder = WHO_NONE;
  bool month = c->day && !(c->day % 100);
  for (uint32_t k = place, steps = 0; k-- > 0 && steps < 400; steps++) {
    const struct who_draft *d = &c->drafts[c->order[k]];
    if (d->person == WHO_NONE) continue;
    if (c->data->owner_first && subject_beside(c, at, d)) continue;
    const struct who_person *p = &c->persons[d->person];
    if (p->described && office_fits(p->office, office) && (!code || who_same(p->code, code))) return d->person;
    if (p->item == WHO_NONE) continue;
    for (uint32_t i = p->item; i != WHO_NONE; i = c->data->items[i].next) {
      const struct who_item *row = &c->data->items[i];
      if (!office_fits(row->office, office) || (code && !who_same(row->code, code)) || !who_dated(row, c->day))
        continue;
      if (!month || row->from <= c->day) return d->person;
      if (new_holder == WHO_NONE) new_holder = d->person;
    }
  }
  return new_holder;
}
