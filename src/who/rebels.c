/* Whom "les rebelles", "les séparatistes" mean: the armed group or breakaway entity that the article speaks of. */
#include "who/internal.h"

/* The breakaway entity in focus: named before, else anywhere; one whose claimant the article speaks of. */
const struct who_item *who_entity_in_focus(struct who_ctx *c, uint32_t at) {
  uint32_t place = c->place[at];
  const struct who_item *best = NULL;
  for (uint32_t k = place, steps = 0; k-- > 0 && steps < 300; steps++) {
    const struct who_draft *d = &c->drafts[c->order[k]];
    uint32_t name = d->name;
    for (uint32_t q = 0; q < d->n_polities && name == WHO_NONE; q++) name = d->polities[q].item;
    if (name == WHO_NONE) continue;
    const struct who_item *item = &c->data->items[name];
    if (item->kind == WHO_ENTITY || item->kind == WHO_ENTITY_CAPITAL || item->kind == WHO_ENTITY_ADJ) return item;
  }
  for (uint32_t i = 0; i < c->n_hits && i < 2000 && !best; i++)
    for (uint32_t v = 0; v < c->hits[i].n_values && !best; v++) {
      const struct who_item *item = &c->data->items[c->hits[i].values[v]];
      if (item->kind == WHO_ENTITY && who_dated(item, c->day)) best = item;
    }
  return best;
}

/* The one draft that names the group; WHO_NONE: several do. */
static uint32_t named_once(const struct who_ctx *c, uint32_t item) {
  uint32_t n = 0, at = WHO_NONE;
  for (uint32_t i = 0; i < c->n_drafts && n < 2; i++) {
    const struct who_draft *d = &c->drafts[i];
    if (d->name == item || (d->n_polities && d->polities[0].item == item)) n++, at = i;
  }
  return n == 1 ? at : WHO_NONE;
}

/* "a group that broke with al Qaeda": named once, in a clause about another. */
static bool passing(const struct who_ctx *c, uint32_t item) {
  uint32_t at = named_once(c, item);
  if (at == WHO_NONE) return false;
  uint32_t w = c->drafts[at].m.head;
  for (unsigned k = 0; k < 12 && w != TRV_NO_WORD; k++, w = c->parse->head[w])
    if (c->parse->deprel[w] == TRV_REL_ACL) return true;
  return false;
}

/* The armed group that "les rebelles" means: the last one named, else the next; of country `code` where given. */
static bool rebels_in_focus(struct who_ctx *c, uint32_t at, const char *code, bool militia, struct trv_entity *out) {
  uint32_t place = c->place[at], found = WHO_NONE;
  for (uint32_t step = 0; step < 800 && found == WHO_NONE; step++) {
    /* back first, then forward */
    if (step >= 400 && place + (step - 399) >= c->n_drafts) break;
    if (step < 400 && step + 1 > place) continue;
    uint32_t k = step < 400 ? place - 1 - step : place + (step - 399);
    const struct who_draft *d = &c->drafts[c->order[k]];
    uint32_t item = d->name;
    if (item == WHO_NONE && d->n_polities == 1 && d->polities[0].item != WHO_NONE) item = d->polities[0].item;
    if (item == WHO_NONE || d->person != WHO_NONE) continue;
    const struct who_item *it = &c->data->items[item];
    bool group = it->kind == WHO_GROUP || it->kind == WHO_GROUP_ADJ;
    if (!group || !it->sector || (strncmp(it->sector, "REB", 3) != 0 && strncmp(it->sector, "PRM", 3) != 0)) continue;
    if (code && !who_same(code, it->code)) continue;
    /* a foreign company of mercenaries is nobody's "jihadists" */
    if (c->data->owner_first && !code && !strncmp(it->sector, "PRM", 3) && !who_same(who_focus(c, at, "REB"), it->code))
      continue;
    if (!code && !who_is_country(it->code) && passing(c, item)) continue;
    /* "the rebel bases that Mobutu gave UNITA": named once, in an article about the rebels of another country */
    if (!code && !militia && who_is_country(it->code) && named_once(c, item) != WHO_NONE &&
        !who_same(who_focus(c, at, "REB"), it->code))
      continue;
    found = item;
  }
  if (found == WHO_NONE) return false;
  *out = who_item_entity(c, &c->data->items[found]);
  return true;
}

void who_rebels(struct who_ctx *c, uint32_t i, const struct who_item *role, const char *code, struct who_list *out) {
  struct trv_entity e;
  bool person = role && role->sub == WHO_ROLE_PERSON;
  const struct who_item *entity = c->drafts[i].separatist ? who_entity_in_focus(c, i) : NULL;
  if (entity && (!code || who_same(code, entity->code))) {
    e = (struct trv_entity){.code = entity->code, .sector = who_sector(c, entity->sector, true), .name = entity->name};
    if (role && !strcmp(role->sector, "REB")) e.sector = "REB+PRE";
  } else {
    /* a militia is the article's group only as "les paramilitaires" */
    bool militia = role && role->sector && !strcmp(role->sector, "PRM");
    bool named = militia && (!c->drafts[i].definite || code) ? false : rebels_in_focus(c, i, code, militia, &e);
    /* "the attackers", where no armed group is named: nobody knows who they are, nor whether they fight at all */
    if (!named && role && role->sector && !strcmp(role->sector, "UAF")) {
      code = code ? code : who_focus(c, i, "UAF");
      if (code) who_list_add(out, (struct trv_entity){.code = code, .sector = "UAF"});
      return;
    }
    if (!named) {
      if (!code) code = who_focus(c, i, militia ? "PRM" : "REB");
      if (!code) return;
      e = (struct trv_entity){.code = code, .sector = militia ? "PRM" : "REB"};
    }
  }
  if (person) e.name = NULL, e.office = role->office;
  who_list_add(out, e);
}
