/* Who else acts: what the others of the same sentence, and those just before, tell of whose somebody is. */
#include "who/focus.h"

/* The verb of which the word is a subject, joined to another ("the army and police arrested") or not; TRV_NO_WORD: none. */
static uint32_t acted(const struct who_ctx *c, uint32_t word) {
  const struct trv_parse *p = c->parse;
  for (unsigned n = 0; n < 8 && p->deprel[word] == TRV_REL_CONJ && p->head[word] != TRV_NO_WORD; n++)
    word = p->head[word];
  return p->deprel[word] == TRV_REL_NSUBJ ? p->head[word] : TRV_NO_WORD;
}

/* "Kenyan soldiers and police fired tear gas at demonstrators": police of the same country act with them, so at home. */
static bool with_police(const struct who_ctx *c, const struct who_draft *d) {
  uint32_t verb = acted(c, d->m.head);
  const char *code = c->entities[d->m.first_entity].code;
  for (uint32_t k = 0; verb != TRV_NO_WORD && k < c->n_drafts && k < 4000; k++) {
    const struct who_draft *o = &c->drafts[k];
    if (o->sentence != d->sentence || o->state != WHO_DONE || o->m.n_entities != 1 || o == d) continue;
    const struct trv_entity *e = &c->entities[o->m.first_entity];
    if (who_of_sector(e->sector, "COP") && who_same(e->code, code) && acted(c, o->m.head) == verb) return true;
  }
  return false;
}

/* The next draft before in the same sentence that stands for one entity; `p`: place of the last one; NULL: no more. */
static const struct who_draft *one_before(const struct who_focus_of *f, uint32_t *p) {
  const struct who_ctx *c = f->c;
  while (*p > 0) {
    const struct who_draft *o = &c->drafts[c->order[--*p]];
    if (o->sentence != f->d->sentence) break;
    if (o->state == WHO_DONE && o->m.n_entities == 1) return o;
  }
  return NULL;
}

static const struct trv_entity *entity_of(const struct who_focus_of *f, const struct who_draft *o) {
  return &f->c->entities[o->m.first_entity];
}

static bool subject(const struct who_focus_of *f, const struct who_draft *o) {
  return f->c->parse->deprel[o->m.head] == TRV_REL_NSUBJ;
}

/* Subject of the verb that the draft in question hangs on. */
static bool subject_above(const struct who_focus_of *f, const struct who_draft *o) {
  return subject(f, o) && f->c->parse->head[o->m.head] == f->c->parse->head[f->d->m.head];
}

/* Who fought, protested or judged in the sentences before goes on doing so. */
static void go_on(const struct who_focus_of *f) {
  const struct who_ctx *c = f->c;
  const struct who_draft *d = f->d;
  bool government = who_of_sector(f->sector, "GOV");
  double memory = 2;
  for (uint32_t p = c->place[f->at]; f->sector && p-- > 0;) {
    const struct who_draft *o = &c->drafts[c->order[p]];
    if (o->sentence + 2 < d->sentence) break;
    if (o->state != WHO_DONE) continue;
    for (uint32_t i = 0; i < o->m.n_entities; i++) {
      const struct trv_entity *e = &c->entities[o->m.first_entity + i];
      /* capitals act everywhere */
      bool same = who_of_sector(e->sector, f->sector) && (!government || o->role != WHO_NONE || o->adjective);
      /* "des tirs israéliens": the adjective of an act speaks of who has the arms */
      bool act = o->adjective && (!strcmp(f->sector, "MIL") || !strcmp(f->sector, "GOV"));
      if ((!same && !act) || !who_is_country(e->code)) continue;
      /* "le ministère chinois …": does not make "le régime" China's */
      bool told = o->role != WHO_NONE && o->n_polities && d->portfolio == WHO_NONE && government;
      who_focus_add(f, e->code, told ? memory * 0.4 : same ? memory : memory * 0.75);
      memory *= 0.5;
      if (o->sentence == d->sentence && subject(f, o)) who_focus_add(f, e->code, 0.7);
    }
  }
}

/* "Paris accuse les autorités": not its own. */
static void not_of_accusers(const struct who_focus_of *f) {
  bool country = f->d->anaphor != WHO_NONE; /* "Paris a demandé à ses ressortissants de quitter le pays" */
  if (!f->sector || (!country && !f->army && !who_of_sector(f->sector, "GOV")) || subject(f, f->d)) return;
  const struct who_draft *o;
  for (uint32_t p = f->c->place[f->at]; (o = one_before(f, &p));) {
    bool state = o->m.kind == TRV_MENTION_SEAT || (!country && !f->army && o->m.kind == TRV_MENTION_STATE);
    if (state && subject(f, o)) who_focus_add(f, entity_of(f, o)->code, -3);
  }
}

/* Where the one in question is of `sector` and nothing says whose: those of `others` who stand as a subject before. */
static void at_home(const struct who_focus_of *f, const char *sector, const char *const *others, bool above,
                    double value) {
  if (!who_of_sector(f->sector, sector) || f->d->n_polities || subject(f, f->d)) return;
  const struct who_draft *o;
  for (uint32_t p = f->c->place[f->at]; (o = one_before(f, &p));) {
    const struct trv_entity *e = entity_of(f, o);
    if (!subject(f, o) || !who_is_country(e->code) || (above && !subject_above(f, o))) continue;
    if (who_of_sectors(e->sector, others)) who_focus_add(f, e->code, value);
  }
}

#define GUARDED 8.0 /* what the state of who rules counts for those who take him in arms */

/* "Niger's elected president was detained by the presidential guard": his own, not that of a state last spoken of. */
static void guard(const struct who_focus_of *f) {
  static const char *const arms[] = {"MIL", "COP", "SPY", NULL};
  const struct trv_parse *t = f->c->parse;
  bool agent = t->deprel[f->d->m.head] == TRV_REL_OBL && t->sub[f->d->m.head] == TRV_SUB_AGENT;
  if (!agent || f->d->n_polities || !who_of_sectors(f->sector, arms)) return;
  const struct who_draft *o;
  for (uint32_t p = f->c->place[f->at]; (o = one_before(f, &p));) {
    const struct trv_entity *e = entity_of(f, o);
    if (o->role == WHO_NONE || !subject_above(f, o) || !who_is_country(e->code)) continue;
    if (who_of_sector(e->sector, "GOV")) who_focus_add(f, e->code, GUARDED);
  }
}

#define RULED 3.0 /* what the country of those who rule counts for those ruled */
#define TRIED 7.0 /* and that of a court for those whom it tries */

/* "The Nicaraguan government freed political prisoners": a state's own, where nothing says whose. */
static void ruled(const struct who_focus_of *f) {
  static const char *const people[] = {"OPP", "JRN", "EDU", "MED", "LAB", "REL", "CVL", "SOC", NULL};
  static const char *const rulers[] = {"GOV", "COP", "JUD", "LEG", NULL};
  const struct trv_parse *t = f->c->parse;
  uint32_t head = f->d->m.head;
  bool object = t->deprel[head] == TRV_REL_OBJ || (t->deprel[head] == TRV_REL_NSUBJ && t->sub[head] == TRV_SUB_PASS);
  if (!object || f->d->n_polities || !who_of_sectors(f->sector, people)) return;
  const struct who_draft *o;
  for (uint32_t p = f->c->place[f->at]; (o = one_before(f, &p));) {
    if (o->role == WHO_NONE) continue;
    bool theirs = o->n_polities || t->deprel[o->m.head] == TRV_REL_CONJ || who_said_there(f->c, f->c->order[p]);
    if (!theirs || acted(f->c, o->m.head) != t->head[head]) continue;
    const struct trv_entity *e = entity_of(f, o);
    if (who_is_country(e->code) && who_of_sectors(e->sector, rulers))
      who_focus_add(f, e->code, who_of_sector(e->sector, "JUD") ? TRIED : RULED);
  }
}

/* "American instructors have trained the royal army": another's. */
static void not_of_own_army(const struct who_focus_of *f) {
  if (!f->army || !f->c->data->owner_first || f->c->parse->deprel[f->d->m.head] != TRV_REL_OBJ) return;
  const struct who_draft *o;
  for (uint32_t p = f->c->place[f->at]; (o = one_before(f, &p));) {
    const struct trv_entity *e = entity_of(f, o);
    if (o->n_polities && subject_above(f, o) && who_of_sector(e->sector, "MIL") && who_is_country(e->code))
      who_focus_add(f, e->code, -5);
  }
}

/* Those who are fired at are seldom of the army that fires in the same sentence. */
static void fired_at(const struct who_focus_of *f) {
  static const char *const fighters[] = {"MIL", "REB", "PRM", NULL};
  if (!f->sector || (strcmp(f->sector, "CVL") != 0 && strcmp(f->sector, "REF") != 0)) return;
  bool owner_first = f->c->data->owner_first;
  const struct who_draft *o;
  for (uint32_t p = f->c->place[f->at]; (o = one_before(f, &p));) {
    const struct trv_entity *e = entity_of(f, o);
    if (!who_is_country(e->code)) continue;
    bool fights = who_of_sectors(e->sector, fighters);
    /* an army that the text calls another country's; rebels and one's own soldiers fire at their own people too */
    bool foreign = who_of_sector(e->sector, "MIL") && o->n_polities && !with_police(f->c, o);
    if (fights) who_focus_add(f, e->code, !owner_first ? -1.5 : foreign ? -3.5 : 0);
    /* "national guardsmen fired tear gas at people": police, and forces of no country named, act at home */
    bool police = who_of_sector(e->sector, "COP");
    bool home = (police || (owner_first && fights && !foreign)) && o->m.first_word < f->d->m.first_word;
    if (home && acted(f->c, o->m.head) != TRV_NO_WORD) who_focus_add(f, e->code, police ? 2 : 1.5);
  }
}

void who_focus_acts(const struct who_focus_of *f) {
  static const char *const domestic[] = {"OPP", "PTY", "LEG", "LAB", "EDU", "MED", "ELI", NULL};
  static const char *const citizens[] = {"CVL", "EDU", "LAB", "OPP", NULL};
  go_on(f);
  not_of_accusers(f);
  /* "the Shadow Defence Secretary urged the Government": whom those turn to who are no state is their own */
  at_home(f, "GOV", domestic, false, 3);
  guard(f);
  ruled(f);
  at_home(f, "LEG", citizens, true, 4); /* "crowds broke into Parliament": their own */
  not_of_own_army(f);
  fired_at(f);
}
