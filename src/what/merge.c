/* Mentions of one event become one record: the same type, actors and recipients that agree, nothing that contradicts.
 * The record keeps the more precise date, place and numbers. */
#include <string.h>

#include "what/internal.h"

static bool same(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

/* One code stands for many organisations: ECOWAS is not the World Bank. */
static bool same_party(const struct trv_entity *a, const struct trv_entity *b) {
  if (!same(a->code, b->code)) return false;
  bool umbrella = a->code && (strcmp(a->code, "IGO") == 0 || strcmp(a->code, "NGO") == 0);
  return !umbrella || !a->name || !b->name || a->office || b->office || strcmp(a->name, b->name) == 0;
}

static bool share(struct trv_entities a, struct trv_entities b) {
  for (uint32_t i = 0; i < a.n; i++)
    for (uint32_t j = 0; j < b.n; j++)
      if (same_party(&a.items[i], &b.items[j])) return true;
  return false;
}

/* 1 those of a state, -1 those in arms against one, 0 both or neither. */
static int camp(struct trv_entities list) {
  bool state = list.n > 0, rebel = list.n > 0;
  for (uint32_t i = 0; i < list.n; i++) {
    const char *s = list.items[i].sector ? list.items[i].sector : "";
    state &= strncmp(s, "GOV", 3) == 0 || strncmp(s, "MIL", 3) == 0 || strncmp(s, "COP", 3) == 0;
    rebel &= strncmp(s, "REB", 3) == 0;
  }
  return state ? 1 : rebel ? -1 : 0;
}

/* In a war inside a country both sides have its code: what the army does to the rebels is not what they do to it. */
static bool other_way_round(const struct trv_event *x, const struct trv_event *y) {
  return camp(x->actor) * camp(y->actor) < 0 && camp(x->recipient) * camp(y->recipient) <= 0;
}

static bool subset(struct trv_entities a, struct trv_entities b) {
  for (uint32_t i = 0; i < a.n; i++) {
    bool found = false;
    for (uint32_t j = 0; j < b.n; j++) found |= same_party(&a.items[i], &b.items[j]);
    if (!found) return false;
  }
  return true;
}

/* Dates agree where they are equal, one is not told, or one lies in the other ("2020-10-27" in "2020-10"). */
static bool dates_agree(const char *a, const char *b) {
  if (!a || !b) return true;
  size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
  return strncmp(a, b, n) == 0;
}

/* "… had killed dozens of rebels. The war broke out last April": what is dated to a month or a year is told as background to the day's news. */
static bool background(const struct trv_event *news, const struct trv_event *later) {
  return !news->date && later->date && strlen(later->date) < strlen("2024-01-01") && news->sentence < later->sentence;
}

static bool places_agree(const struct trv_place *a, const struct trv_place *b) {
  return !a || !b || same(a->name, b->name) || same(a->name, b->country) || same(b->name, a->country);
}

static bool numbers_agree(int64_t a, int64_t b) { return a < 0 || b < 0 || a == b; }

/* "stoned the embassy and burned down the party's offices": one riot against both. */
static bool one_riot(const struct trv_coded *a, const struct trv_coded *b) {
  const struct trv_event *x = &a->event, *y = &b->event;
  return a->type == TRV_PROTEST && x->sentence == y->sentence && x->actor.n && subset(x->actor, y->actor) &&
         subset(y->actor, x->actor) && x->mode && y->mode && same(x->mode, y->mode);
}

/* "Thirty died in the fighting of the two. The jets of one bombed the other's guns": an act of the war is not the war. */
static bool act_of_war(const struct trv_event *war, const struct trv_event *act) {
  return war->actor.n > 1 && !war->recipient.n && act->actor.n == 1 && act->recipient.n && act->mode;
}

static bool abducts(const struct trv_event *e) { return e->mode && strcmp(e->mode, "abduct") == 0; }

/* "killed 12 people and kidnapped three others": those taken are not those hurt. */
static bool taken_beside_hurt(const struct trv_event *x, const struct trv_event *y) {
  if (abducts(x) == abducts(y) || x->sentence != y->sentence) return false;
  const struct trv_event *hurt = abducts(x) ? y : x;
  return hurt->killed >= 0 || hurt->wounded >= 0;
}

/* "Clashes broke out between protesters and police", and elsewhere villagers died in the shelling: not in the fighting of the two. */
static bool hurt_by_others(const struct trv_event *war, const struct trv_event *act) {
  return war->actor.n > 1 && !war->recipient.n && !act->actor.n && act->recipient.n &&
         !share(war->actor, act->recipient);
}

/* Rebels, bandits, the state's men, civilians: 0 what may be any of them. */
static char kind_of_doer(const struct trv_entity *e) {
  static const char *const kinds[] = {"REB", "PRM", "CRM", "CVL", "MIL", "COP", "GOV", "SPY"};
  static const char letters[] = "rrcvssss";
  for (size_t i = 0; e->sector && i < sizeof kinds / sizeof *kinds; i++)
    if (strncmp(e->sector, kinds[i], 3) == 0) return letters[i];
  return 0;
}

/* "Al-Shabaab attacked a base … Pirates hijacked a ship": of one country, and not the same. */
static bool other_doers(const struct trv_event *x, const struct trv_event *y) {
  if (x->actor.n != 1 || y->actor.n != 1) return false;
  char a = kind_of_doer(&x->actor.items[0]), b = kind_of_doer(&y->actor.items[0]);
  return a && b && a != b && !x->actor.items[0].office && !y->actor.items[0].office;
}

/* "Navalny was serving a sentence … sentenced Orlov", "detained Navalny … detained more than 100 people": who is seized or tried by name is not
 * another, nor a crowd. */
static bool others_seized(const struct trv_event *x, const struct trv_event *y) {
  static const char *const modes[] = {"arrest", "convict", "abduct", "targeted", NULL};
  bool of_person = false;
  for (size_t i = 0; modes[i]; i++) of_person |= same(x->mode, modes[i]) && same(y->mode, modes[i]);
  if (!of_person || x->recipient.n != 1 || y->recipient.n != 1) return false;
  const char *a = x->recipient.items[0].name, *b = y->recipient.items[0].name;
  if (a && b) return strcmp(a, b) != 0;
  return (a && y->captured > 1) || (b && x->captured > 1);
}

/* "Two were shot dead. Two others were abducted": those killed in one sentence are not those taken in another. */
static bool killed_and_taken(const struct trv_event *x, const struct trv_event *y) {
  bool taken_x = x->mode && strcmp(x->mode, "abduct") == 0, taken_y = y->mode && strcmp(y->mode, "abduct") == 0;
  if (taken_x == taken_y || x->sentence == y->sentence) return false;
  const struct trv_event *killing = taken_x ? y : x, *taking = taken_x ? x : y;
  return killing->killed > 0 && killing->captured < 0 && taking->killed < 0;
}

/* "refused to renounce independence and to lay down their arms": one refusal. */
static bool one_refusal(const struct trv_coded *a, const struct trv_coded *b) {
  const struct trv_event *x = &a->event, *y = &b->event;
  return a->type == TRV_REJECT && b->type == TRV_REJECT && x->sentence == y->sentence && same(x->status, y->status) &&
         same(a->tag, b->tag) && dates_agree(x->date, y->date) && subset(x->actor, y->actor) &&
         subset(y->actor, x->actor) && subset(x->recipient, y->recipient) && subset(y->recipient, x->recipient);
}

/* "Marchers chanting slogans torched the town hall", "came down on the village, setting fire to five houses": of one sentence, by the same and
 * against the same, what was done by doing something else. */
static bool done_by_doing(const struct trv_parse *p, const struct trv_coded *a, const struct trv_coded *b) {
  const struct trv_event *x = &a->event, *y = &b->event;
  if (a->type != b->type || x->sentence != y->sentence || !x->mode || !y->mode || same(x->mode, y->mode)) return false;
  if (!same(a->tag, b->tag) || !same(x->status, y->status) || !dates_agree(x->date, y->date)) return false;
  if (!x->actor.n || !x->recipient.n || !subset(x->actor, y->actor) || !subset(y->actor, x->actor)) return false;
  if (!share(x->recipient, y->recipient) || !numbers_agree(x->killed, y->killed)) return false;
  bool march = same(x->mode, "demo") || same(y->mode, "demo");
  return (a->type == TRV_PROTEST && march) ||
         (a->type == TRV_ASSAULT && y->killed < 0 && p->deprel[b->word] == TRV_REL_ADVCL &&
          p->head[b->word] == a->word &&
          (same(x->mode, "heavy-weapons") || same(x->mode, "explosives") || same(x->mode, "aerial")) &&
          same(y->mode, "destroy"));
}

static bool one_event(const struct trv_parse *p, const struct trv_coded *a, const struct trv_coded *b, bool each_way) {
  const struct trv_event *x = &a->event, *y = &b->event;
  if (a->type != b->type || !same(a->tag, b->tag)) return false;
  if (one_refusal(a, b) || done_by_doing(p, a, b)) return true;
  if (x->mode && y->mode && !same(x->mode, y->mode)) return false;
  if (!same(x->status, y->status) && !(strcmp(x->status, "alleged") == 0 || strcmp(y->status, "alleged") == 0))
    return false;
  if (!dates_agree(x->date, y->date) || !places_agree(x->place, y->place)) return false;
  if (!numbers_agree(x->killed, y->killed) || !numbers_agree(x->wounded, y->wounded)) return false;
  if (other_way_round(x, y) || background(x, y) || others_seized(x, y)) return false;
  if (killed_and_taken(x, y)) return false;
  bool both_sided = !x->recipient.n && !y->recipient.n;
  if (trv_event_verbal(a->type)) {
    if (each_way && a->word == b->word && a->type == TRV_ACCUSE) return false; /* each the other, of one country */
    if (!subset(x->actor, y->actor) || !subset(y->actor, x->actor)) return false;
    if (!subset(x->recipient, y->recipient) || !subset(y->recipient, x->recipient)) return false;
    /* two acts of speech are one only if nothing sets them apart; two truces made without a date are two truces */
    bool truce = a->tag && strncmp(a->tag, "ceasefire:", 10) == 0;
    if (truce && !x->date && x->sentence + 1 < y->sentence) return false;
    if (a->type == TRV_CONCEDE && x->cameo && y->cameo && strncmp(x->cameo, y->cameo, 2) != 0)
      return false; /* an apology is no pledge to disarm */
    if (!x->date && !truce && a->type == TRV_ACCUSE && x->mode && strcmp(x->mode, "allege") == 0 &&
        x->sentence + 1 < y->sentence)
      return false;
    bool one_act = a->type == TRV_CONSULT || a->type == TRV_THREATEN; /* told by the word and by what it says */
    if (x->sentence == y->sentence && one_act && (!x->mode || !y->mode)) return true;
    return same(x->mode, y->mode) && (same(x->date, y->date) || x->sentence == y->sentence || (truce && !x->date) ||
                                      (a->tag && strcmp(a->tag, "red_line") == 0));
  }
  if (x->actor.n && y->actor.n && !share(x->actor, y->actor)) return false;
  if (one_riot(a, b)) return true;
  if (x->recipient.n && y->recipient.n && !share(x->recipient, y->recipient)) return false;
  if (a->type == TRV_ASSAULT && taken_beside_hurt(x, y)) return false;
  if (a->type == TRV_ASSAULT && (act_of_war(x, y) || act_of_war(y, x))) return false;
  if (a->type == TRV_ASSAULT && other_doers(x, y)) return false;
  if (a->type == TRV_ASSAULT && (hurt_by_others(x, y) || hurt_by_others(y, x))) return false;
  if (both_sided) return subset(x->actor, y->actor) || subset(y->actor, x->actor);
  /* one tells the sides, the other only one of them */
  if (x->actor.n && y->actor.n && !x->recipient.n != !y->recipient.n) return x->sentence + 3 >= y->sentence;
  return true;
}

static bool more_precise(const char *a, const char *b) { return a && (!b || strlen(a) > strlen(b)); }

/* One of the list stands in the text, rather than being understood. */
static bool named(struct trv_entities list) {
  for (uint32_t i = 0; i < list.n; i++)
    if (list.items[i].text) return true;
  return false;
}

/* "Sukhumi has fallen … took the town from the army": the second tells whose it was, where the first leaves it open or to the doer. */
static bool told_whose(const struct trv_event *a, const struct trv_event *b) {
  if (a->recipient.n != 1 || b->recipient.n != 1 || !b->recipient.items[0].text) return false;
  const struct trv_entity *open = &a->recipient.items[0], *told = &b->recipient.items[0];
  if (!same(open->code, told->code) || !open->sector || !told->sector || same(open->sector, told->sector)) return false;
  for (uint32_t i = 0; i < a->actor.n; i++)
    if (same(a->actor.items[i].code, open->code) && same(a->actor.items[i].sector, open->sector)) return true;
  static const char *const forces[] = {"MIL", "REB", "PRM", "COP",
                                       NULL}; /* the people that die in a town do not hold it */
  bool struck = (strcmp(a->type, "ASSAULT") == 0 || strcmp(a->type, "COERCE") == 0) && trv_in_sector(told, forces);
  bool place = !open->name || strstr(open->sector, "+");
  return struck && strncmp(open->sector, "GOV", 3) == 0 && place && !open->office;
}

static void absorb(struct trv_context *c, struct trv_coded *into, const struct trv_coded *from) {
  struct trv_event *a = &into->event;
  const struct trv_event *b = &from->event;
  if (more_precise(b->date, a->date)) a->date = b->date, a->date_text = b->date_text;
  if (!a->place) a->place = b->place;
  if (!a->mode && !from->anaphoric) a->mode = b->mode;
  if (into->type == TRV_PROTEST && b->mode && same(a->mode, "demo")) a->mode = b->mode;
  if (!a->actor.n && b->actor.n > 1 && !b->recipient.n && into->type == TRV_ASSAULT && share(a->recipient, b->actor))
    a->recipient.n = 0; /* hurt in the fighting of the two: they did it to each other */
  if (!a->actor.n) a->actor = b->actor;
  if ((!a->recipient.n && a->actor.n < 2) || told_whose(a, b)) a->recipient = b->recipient;
  else if (one_riot(into, from) && named(a->recipient) != named(b->recipient) && !share(a->recipient, b->recipient)) {
    if (named(b->recipient)) a->recipient = b->recipient; /* "marched, burning an effigy of the president" */
  } else if (one_riot(into, from)) {
    struct trv_entity *items = TRV_NEW_ARRAY(c->arena, struct trv_entity, a->recipient.n + b->recipient.n);
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->recipient.n; i++) items[n++] = a->recipient.items[i];
    for (uint32_t i = 0; i < b->recipient.n; i++) {
      bool there = false;
      for (uint32_t k = 0; k < a->recipient.n; k++) there |= same(items[k].code, b->recipient.items[i].code);
      if (!there) items[n++] = b->recipient.items[i];
    }
    a->recipient.items = items;
    a->recipient.n = n;
  }
  if (a->killed < 0) a->killed = b->killed;
  if (a->wounded < 0) a->wounded = b->wounded;
  if (a->captured < 0) a->captured = b->captured;
  bool known = false;
  for (uint32_t i = a->n_mentions > 8 ? a->n_mentions - 8 : 0; i < a->n_mentions; i++)
    known |= a->mentions[i].begin == b->span.begin;
  if (!known) {
    struct trv_bytes *m = (struct trv_bytes *)a->mentions;
    uint32_t n = a->n_mentions;
    if ((n & (n - 1)) == 0) { /* full at every power of two */
      m = TRV_NEW_ARRAY(c->arena, struct trv_bytes, (size_t)n * 2);
      memcpy(m, a->mentions, n * sizeof *m);
      a->mentions = m;
    }
    m[a->n_mentions++] = b->span;
  }
}

void trv_merge(struct trv_context *c, struct trv_what *what) {
  uint32_t n = 0;
  bool each_way = trv_grammar_has(c->in->grammar, "option", "each_way");
  for (uint32_t i = 0; i < what->n; i++) {
    uint32_t k = 0, begin = n > 200 ? n - 200 : 0; /* an event is told again near by; keeps this linear */
    for (k = begin; k < n && !one_event(c->in->parse, &what->items[k], &what->items[i], each_way); k++) {
    }
    if (k < n) absorb(c, &what->items[k], &what->items[i]);
    else what->items[n++] = what->items[i];
  }
  what->n = n;
}
