/* What an entry of the tables, and a role of it, is coded as. */
#include "who/internal.h"

bool who_same(const char *a, const char *b) { return a == b || (a && b && !strcmp(a, b)); }

void who_list_add(struct who_list *list, struct trv_entity e) {
  if (!e.code || list->n == TRV_MAX_ENTITIES) return;
  for (uint32_t i = 0; i < list->n; i++) {
    const struct trv_entity *o = &list->items[i];
    if (who_same(o->code, e.code) && who_same(o->sector, e.sector) && who_same(o->name, e.name)) return;
  }
  list->items[list->n++] = e;
}

const char *who_sector(struct who_ctx *c, const char *sector, bool pre) {
  if (!sector || !pre || strstr(sector, "+PRE")) return sector;
  return trv_arena_printf(c->arena, "%s+PRE", sector);
}

/* The same side of a conflict: a country's government and its army are one, its rebels another. */
bool who_same_side(const struct trv_entity *a, const struct trv_entity *b) {
  bool group = who_is_group(a);
  if (!who_same(a->code, b->code) || group != who_is_group(b)) return false;
  if (a->sector && b->sector && !strstr(a->sector, "OPP") != !strstr(b->sector, "OPP")) return false;
  return !group || !strncmp(a->sector, b->sector, 3);
}

struct trv_entity who_item_entity(struct who_ctx *c, const struct who_item *item) {
  struct trv_entity e = {.code = item->code, .sector = item->sector};
  switch (item->kind) {
    case WHO_STATE:
    case WHO_CAPITAL:
    case WHO_ADJ:
    case WHO_REGION: e.sector = "GOV"; break;
    case WHO_ENTITY:
    case WHO_ENTITY_CAPITAL:
    case WHO_ENTITY_ADJ:
      e.sector = who_sector(c, item->sector, true);
      e.name = item->name;
      break;
    default:
      e.sector = who_sector(c, item->sector, item->pre);
      e.name = item->name;
      e.office = item->office;
  }
  return e;
}

static bool one_of(const char *sector, const char *const *set) {
  for (; sector && *set; set++)
    if (!strncmp(sector, *set, 3)) return true;
  return false;
}

/* Sectors of people who stay what they are in whatever organisation or group. */
static const char *const civil[] = {"CVL", "REF", "MED", "JRN", "EDU", "BUS", "LAB", "AGR", "REL", NULL};
static const char *const armed[] = {"MIL", "COP", "PRM", "SPY", NULL};
static const char *const outside[] = {"REB", "PRM", "UAF", "CRM", NULL};

static bool inherits(const struct who_item *role) { return !role->sector || role->sector[0] == '='; }

struct trv_entity who_compose(struct who_ctx *c, const struct who_item *role, const struct who_item *polity) {
  struct trv_entity of = who_item_entity(c, polity);
  struct trv_entity e = who_compose_entity(c, role, &of);
  return e;
}

struct trv_entity who_compose_entity(struct who_ctx *c, const struct who_item *role, const struct trv_entity *of) {
  struct trv_entity e = {.code = of->code, .sector = role->sector, .office = role->office};
  bool pre = of->sector && strstr(of->sector, "+PRE");
  if (inherits(role)) {
    e.sector = of->sector;
    /* "les partisans des militaires" are people, those of rebels are rebels */
    static const char *const state[] = {"GOV", "MIL", "ELI", "LEG", NULL};
    if (role->sub == WHO_ROLE_PEOPLE && one_of(of->sector, state) && !pre) e.sector = "CVL";
    e.name = role->sub == WHO_ROLE_PERSON ? NULL : of->name;
    if (role->sub != WHO_ROLE_PERSON && role->name) e.name = role->name;
    return e;
  }
  /* "un autocar de l'armée", "le siège du parti" */
  static const char *const owners[] = {"MIL", "COP", "NGO", "LEG", "JUD", "PTY", "OPP", "REL", "JRN", NULL};
  if (role->sub == WHO_ROLE_THING && one_of(of->sector, owners) && who_is_country(of->code)) {
    e.sector = of->sector;
    e.name = of->name;
    return e;
  }
  /* "his party's students" */
  static const char *const parties[] = {"PTY", "OPP", NULL}, *const members[] = {"EDU", "LAB", NULL};
  if (role->sub == WHO_ROLE_PEOPLE && one_of(role->sector, members) && one_of(of->sector, parties) && !of->office) {
    e.sector = of->sector;
    return e;
  }
  /* "Palestinian prisoners": soldiers of a state without an army are none */
  if (role->sub == WHO_ROLE_PEOPLE && role->sector && !strcmp(role->sector, "MIL") && who_unarmed(of->code) && !pre)
    e.sector = "CVL";
  /* "a coalition of opposition parties": no army */
  static const char *const peaceful[] = {"PTY", "OPP", "SOC", "LAB", "EDU", "REL", "BUS", NULL};
  if (role->sub == WHO_ROLE_BODY && role->sector && !strcmp(role->sector, "MIL") && one_of(of->sector, peaceful) &&
      !of->name && !of->office && who_is_country(of->code)) {
    e.sector = of->sector;
    return e;
  }
  /* "les employés de l'ONU" are its men */
  static const char *const workers[] = {"LAB", NULL};
  if (one_of(role->sector, workers) && role->sub == WHO_ROLE_PEOPLE && !who_is_country(of->code)) {
    e.sector = of->sector;
    e.name = of->name;
    return e;
  }
  if (one_of(role->sector, civil)) return e; /* civilians are of the country, recognised or not */
  bool ministry = role->office && !strcmp(role->office, "minister") && pre;
  bool court = pre && !strcmp(role->sector, "JUD");
  if (one_of(of->sector, outside) && !ministry && !court) {
    /* the soldiers, the chief, the spokesman of rebels are rebels */
    e.sector = of->sector;
    e.name = role->sub == WHO_ROLE_PERSON ? NULL : of->name;
    return e;
  }
  /* "the president's chief of staff" */
  if (role->office && !strcmp(role->office, c->data->owner_first ? "chief of staff" : "army chief") && of->office &&
      of->sector && !strncmp(of->sector, "GOV", 3) &&
      (!strcmp(of->office, "head of state") || !strcmp(of->office, "head of government"))) {
    e.sector = of->sector;
    return e;
  }
  /* "his Mossad counterpart" */
  if (role->office && !strcmp(role->office, "homologue") && of->name && of->sector && strcmp(of->sector, "GOV") != 0) {
    e.sector = of->sector;
    return e;
  }
  if (!who_is_country(of->code)) {
    /* "les avions du Programme alimentaire mondial" are no air force, "les avions de l'Otan" are seen to where they bomb */
    if (!one_of(role->sector, armed) || role->sub == WHO_ROLE_THING) {
      e.sector = of->sector;
      e.name = role->sub == WHO_ROLE_PERSON ? NULL : of->name;
    }
    return e;
  }
  /* "le président du Front islamique du salut", "la présidente de la Chambre": of what they preside over */
  static const char *const presided[] = {"PTY", "OPP", "LEG", "LAB", "SOC", "BUS", "EDU", "JUD", "REL", NULL};
  if (role->office && !strcmp(role->office, "head of state") && one_of(of->sector, presided)) {
    e.sector = of->sector;
    return e;
  }
  /* "Odinga's party" */
  bool party = !strcmp(role->sector, "PTY") || !strcmp(role->sector, "LEG");
  if (party && of->sector && strstr(of->sector, "OPP")) e.sector = of->office ? c->data->opposing : of->sector;
  /* fighters of what has become a party */
  if (of->name && !strcmp(role->sector, "MIL") && one_of(of->sector, presided)) e.sector = "REB";
  e.name = role->name;
  if (ministry && one_of(of->sector, outside)) return e; /* "le ministère de la Santé de l'enclave" */
  if (pre) {
    e.sector = who_sector(c, role->sector, true);
    if (role->sub != WHO_ROLE_PERSON && !e.name) e.name = of->name;
  }
  return e;
}
