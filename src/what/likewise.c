/* "Mexico expelled the ambassador, and Peru has done the same", "Colombo lui a emboîté le pas": an act like the one told before. */
#include "what/internal.h"

/* The act told last before a reading, in its sentence or the one before, by somebody else; NULL: none. */
static const struct trv_reading *act_before(const struct trv_context *c, uint32_t number) {
  const struct trv_reading *r = &c->readings[number];
  uint32_t sentence = c->in->text->words[r->word].sentence;
  for (uint32_t w = r->word; w-- > 0 && c->in->text->words[w].sentence + 1 >= sentence;) {
    uint32_t k = c->reading_at[w];
    if (k >= c->n_readings) continue;
    const struct trv_reading *o = &c->readings[k];
    if (o->dropped || !o->actor.n || (o->rule->flags & TRV_RULE_LIKEWISE && k > number)) continue;
    if (!trv_list_shares_code(&o->actor, &r->actor)) return o;
  }
  return NULL;
}

void trv_likewise(struct trv_context *c) {
  for (uint32_t i = 0; i < c->n_readings; i++) {
    struct trv_reading *r = &c->readings[i];
    if (r->dropped || !(r->rule->flags & TRV_RULE_LIKEWISE)) continue;
    const struct trv_reading *o = act_before(c, i);
    if (!o) {
      r->dropped = true;
      r->why = "no act was told before that it could be like";
      continue;
    }
    r->type = o->type;
    r->mode = o->mode;
    r->cameo = o->cameo;
    r->tag = o->tag;
    r->recipient = o->recipient;
    trv_list_without(&r->recipient, &r->actor);
  }
}
