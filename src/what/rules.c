/* Loading of event rules; the format is in rules.h. */
#include "what/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/table.h"

struct reader {
  struct trv_rules *rules;
  struct trv_arena *arena;
  struct trv_error *err;
  const char *path;
  uint32_t line;
  const char *start; /* of the line */
  enum trv_status status;
};

static bool complain(struct reader *r, struct trv_slice at, const char *what) {
  r->status = trv_fail(r->err, TRV_BAD_DATA, r->path, r->line, (uint32_t)(at.p - r->start) + 1, "%s: \"%.*s\"", what,
                       (int)(at.n > 80 ? 80 : at.n), at.p);
  return false;
}

/* Next word of the line; quoted words keep their spaces and lose their quotes. */
static bool next_word(struct trv_slice *rest, struct trv_slice *out) {
  while (rest->n && (rest->p[0] == ' ' || rest->p[0] == '\t')) rest->p++, rest->n--;
  if (!rest->n || rest->p[0] == '#') return false;
  size_t n = 0;
  if (rest->p[0] == '"') {
    while (n + 1 < rest->n && rest->p[n + 1] != '"') n++;
    *out = (struct trv_slice){rest->p + 1, n};
    n = n + 2 > rest->n ? rest->n : n + 2;
  } else {
    /* a `#` inside a word is a type (#ASSAULT), only after a blank it begins a comment */
    while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t') n++;
    *out = (struct trv_slice){rest->p, n};
  }
  rest->p += n;
  rest->n -= n;
  return true;
}

static bool read_slot(struct reader *r, struct trv_slice s, struct trv_slot *out) {
  static const struct {
    const char *name;
    uint8_t kind;
  } names[] = {{"subj", TRV_SLOT_SUBJ}, {"obj", TRV_SLOT_OBJ},         {"iobj", TRV_SLOT_IOBJ}, {"comp", TRV_SLOT_COMP},
               {"poss", TRV_SLOT_POSS}, {"adj", TRV_SLOT_ADJ},         {"acl", TRV_SLOT_ACL},   {"adv", TRV_SLOT_ADV},
               {"gov", TRV_SLOT_GOV},   {"speaker", TRV_SLOT_SPEAKER}, {"self", TRV_SLOT_SELF}};
  struct trv_slice all = s;
  *out = (struct trv_slot){0};
  while (s.p) {
    struct trv_slice step = trv_slice_split(&s, '.');
    if (!step.n) return complain(r, all, "empty step in slot");
    if (out->n_steps == TRV_MAX_STEPS) return complain(r, all, "too many steps in slot");
    static const char *const flags[] = {"refl",   "passive", "active", "neg",        "noneg",
                                        "quoted", "vows",    "future", "infinitive", "conditional"};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
      if (trv_slice_is(step, flags[i])) return complain(r, all, "a flag, not a slot");
    uint8_t kind = TRV_SLOT_PREP;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
      if (trv_slice_is(step, names[i].name)) kind = names[i].kind;
    out->steps[out->n_steps].kind = kind;
    if (kind == TRV_SLOT_PREP) {
      char *prep = trv_arena_strndup(r->arena, step.p, step.n);
      for (char *c = prep; *c; c++)
        if (*c == '_') *c = ' ';
      out->steps[out->n_steps].prep = prep;
    }
    out->n_steps++;
  }
  for (uint32_t i = 0; i < out->n_steps; i++)
    if (out->steps[i].kind == TRV_SLOT_SPEAKER && out->n_steps > 1) return complain(r, all, "`speaker` stands alone");
  return true;
}

static bool make_argument(struct reader *r, struct trv_slice s, struct trv_argument *out) {
  struct trv_slice all = s;
  struct trv_alternative found[TRV_MAX_ALTERNATIVES];
  *out = (struct trv_argument){0};
  if (trv_slice_is(s, "-")) return true;
  while (s.p) {
    struct trv_slice alternative = trv_slice_split(&s, ',');
    if (out->n == TRV_MAX_ALTERNATIVES) return complain(r, all, "too many alternatives");
    uint8_t n = 0;
    while (alternative.p) {
      struct trv_slice slot = trv_slice_split(&alternative, '+');
      if (n == TRV_MAX_JOINED) return complain(r, all, "too many slots joined");
      if (!read_slot(r, slot, &found[out->n].slots[n++])) return false;
    }
    found[out->n++].n = n;
  }
  out->alternatives = TRV_NEW_ARRAY(r->arena, struct trv_alternative, out->n);
  memcpy(out->alternatives, found, out->n * sizeof *found);
  return true;
}

static bool read_argument(struct reader *r, struct trv_slice s, struct trv_argument *out) {
  struct trv_rules *rules = r->rules;
  uint32_t at = trv_map_get(&rules->argument_at, s);
  if (at == TRV_MAP_NONE) {
    if (!make_argument(r, s, out)) return false;
    at = rules->n_arguments;
    trv_map_put(&rules->argument_at, s, at);
    TRV_PUSH(r->arena, rules->arguments, rules->n_arguments, rules->cap_arguments, *out);
  }
  *out = rules->arguments[at];
  return true;
}

static struct trv_map *find_set(struct reader *r, struct trv_slice name) {
  uint32_t i = trv_map_get(&r->rules->sets, name);
  return i == TRV_MAP_NONE ? NULL : r->rules->set_words[i];
}

static bool add_words(struct reader *r, struct trv_map *into, struct trv_slice word) {
  if (word.n > 1 && word.p[0] == '@') {
    const struct trv_map *set = find_set(r, (struct trv_slice){word.p + 1, word.n - 1});
    if (!set) return complain(r, word, "no such set");
    for (uint32_t i = 0; i < set->cap; i++)
      if (set->slots[i].key) trv_map_put(into, (struct trv_slice){set->slots[i].key, set->slots[i].n}, 1);
    return true;
  }
  if (!word.n) return complain(r, word, "empty word");
  trv_map_put(into, word, 1);
  return true;
}

/* Words and sets of a condition while it is read. */
#define MAX_LEMMAS 1024
#define FEW_LEMMAS 12 /* so many are found as fast in a list */
struct named {
  uint32_t n_words, n_sets;
  struct trv_slice words[MAX_LEMMAS];
  const struct trv_map *sets[64];
};

static bool add_lemma(struct reader *r, struct named *into, struct trv_slice word) {
  if (!word.n) return complain(r, word, "empty word");
  if (into->n_words == MAX_LEMMAS || into->n_sets == sizeof into->sets / sizeof *into->sets)
    return complain(r, word, "too many words in one condition");
  if (word.n < 2 || word.p[0] != '@') {
    into->words[into->n_words++] = word;
    return true;
  }
  const struct trv_map *set = find_set(r, (struct trv_slice){word.p + 1, word.n - 1});
  if (!set) return complain(r, word, "no such set");
  into->sets[into->n_sets++] = set;
  return true;
}

static void keep_lemmas(struct reader *r, const struct named *from, struct trv_lemmas *out) {
  trv_map_init(&out->many, r->arena);
  for (uint32_t i = 0; i < from->n_words && from->n_words > FEW_LEMMAS; i++) trv_map_put(&out->many, from->words[i], 1);
  out->n_few = from->n_words > FEW_LEMMAS ? 0 : from->n_words;
  out->n_sets = from->n_sets;
  if (out->n_few) {
    out->few = TRV_NEW_ARRAY(r->arena, struct trv_slice, out->n_few);
    memcpy(out->few, from->words, out->n_few * sizeof *out->few);
  }
  if (!out->n_sets) return;
  out->sets = TRV_NEW_ARRAY(r->arena, const struct trv_map *, out->n_sets);
  memcpy(out->sets, from->sets, out->n_sets * sizeof *out->sets);
}

static bool read_set(struct reader *r, struct trv_slice rest) {
  struct trv_slice name, equals, word;
  if (!next_word(&rest, &name) || !next_word(&rest, &equals) || !trv_slice_is(equals, "="))
    return complain(r, rest, "a set is written `set NAME = word word`");
  struct trv_map *words = find_set(r, name);
  if (!words) {
    words = TRV_NEW(r->arena, struct trv_map);
    trv_map_init(words, r->arena);
    trv_map_put(&r->rules->sets, name, r->rules->n_sets);
    TRV_PUSH(r->arena, r->rules->set_words, r->rules->n_sets, r->rules->cap_sets, words);
  }
  while (next_word(&rest, &word))
    if (!add_words(r, words, word)) return false;
  return true;
}

#define MAX_CONDITIONS 24

static bool read_condition(struct reader *r, struct trv_slice word, struct trv_rule *rule,
                           struct trv_condition *conditions) {
  static const struct {
    const char *name;
    uint32_t flag;
  } flags[] = {{"refl", TRV_RULE_REFL},
               {"passive", TRV_RULE_PASSIVE},
               {"active", TRV_RULE_ACTIVE},
               {"neg", TRV_RULE_NEG},
               {"noneg", TRV_RULE_NONEG},
               {"quoted", TRV_RULE_QUOTED},
               {"vows", TRV_RULE_VOWS},
               {"future", TRV_RULE_FUTURE},
               {"infinitive", TRV_RULE_INFINITIVE},
               {"conditional", TRV_RULE_CONDITIONAL}};
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
    if (trv_slice_is(word, flags[i].name)) {
      rule->flags |= flags[i].flag;
      return true;
    }
  const char *eq = memchr(word.p, '=', word.n);
  if (!eq || eq == word.p) return complain(r, word, "not a condition");
  struct trv_condition c = {0};
  struct trv_slice slot = {word.p, (size_t)(eq - word.p)};
  struct trv_slice values = {eq + 1, word.n - slot.n - 1};
  if (slot.p[slot.n - 1] == '!') c.negated = true, slot.n--;
  if (!read_slot(r, slot, &c.slot)) return false;
  struct named named;
  named.n_words = named.n_sets = 0;
  while (values.p) {
    struct trv_slice v = trv_slice_split(&values, '|');
    if (trv_slice_is(v, "*")) c.any = true;
    else if (trv_slice_is(v, "%actor")) c.actor = true;
    else if (trv_slice_is(v, "%force")) c.force = true;
    else if (trv_slice_is(v, "%truce")) c.truce = true;
    else if (trv_slice_is(v, "%place")) c.place = true;
    else if (trv_slice_is(v, "%number")) c.number = true;
    else if (v.n > 1 && v.p[0] == '#') {
      enum trv_event_type type = trv_event_of(trv_arena_strndup(r->arena, v.p + 1, v.n - 1));
      if (type == TRV_EVENT_NONE) return complain(r, v, "no such event type");
      c.types |= 1u << type;
    } else if (!add_lemma(r, &named, v)) {
      return false;
    }
  }
  if (rule->n_conditions == MAX_CONDITIONS) return complain(r, word, "too many conditions");
  keep_lemmas(r, &named, &c.lemmas);
  conditions[rule->n_conditions++] = c;
  return true;
}

/* TYPE[/mode] into type and mode. */
static bool read_type(struct reader *r, struct trv_slice word, uint8_t *type, const char **mode_out) {
  struct trv_slice mode = word, name = trv_slice_split(&mode, '/');
  *type = (uint8_t)trv_event_of(trv_arena_strndup(r->arena, name.p, name.n));
  if (*type == TRV_EVENT_NONE) return complain(r, name, "no such event type");
  if (!mode.p) return true;
  *mode_out = trv_arena_strndup(r->arena, mode.p, mode.n);
  return trv_event_has_mode((enum trv_event_type) * type, *mode_out) || complain(r, mode, "no such mode");
}

static bool read_option(struct reader *r, struct trv_slice word, struct trv_rule *rule) {
  static const char *const embeds[] = {"",       "request", "reject",  "threat", "promise",
                                       "accuse", "support", "propose", "deny",   "claim"};
  if (trv_slice_is(word, "both")) rule->flags |= TRV_RULE_BOTH;
  else if (trv_slice_is(word, "force")) rule->flags |= TRV_RULE_FORCE;
  else if (trv_slice_is(word, "weak")) rule->flags |= TRV_RULE_WEAK;
  else if (trv_slice_is(word, "hits-force")) rule->flags |= TRV_RULE_HIT_FORCE;
  else if (trv_slice_is(word, "toll")) rule->flags |= TRV_RULE_TOLL;
  else if (trv_slice_is(word, "default")) rule->flags |= TRV_RULE_DEFAULT;
  else if (trv_slice_is(word, "enemy")) rule->flags |= TRV_RULE_ENEMY;
  else if (trv_slice_is(word, "same-act")) rule->flags |= TRV_RULE_LIKEWISE;
  else {
    const char *eq = memchr(word.p, '=', word.n);
    if (!eq) return complain(r, word, "no such option");
    struct trv_slice key = {word.p, (size_t)(eq - word.p)}, value = {eq + 1, word.n - (size_t)(eq - word.p) - 1};
    if (trv_slice_is(key, "tag")) {
      rule->tag = trv_arena_strndup(r->arena, value.p, value.n);
      if (!trv_is_tag(rule->tag)) return complain(r, value, "no such tag");
    } else if (trv_slice_is(key, "also")) return read_type(r, value, &rule->also_type, &rule->also_mode);
    else if (trv_slice_is(key, "status")) {
      rule->status = trv_arena_strndup(r->arena, value.p, value.n);
      if (!trv_is_status(rule->status)) return complain(r, value, "no such status");
    } else if (trv_slice_is(key, "kill")) return rule->has_kill = true, read_slot(r, value, &rule->kill);
    else if (trv_slice_is(key, "wound")) return rule->has_wound = true, read_slot(r, value, &rule->wound);
    else if (trv_slice_is(key, "capture")) return rule->has_capture = true, read_slot(r, value, &rule->capture);
    else if (trv_slice_is(key, "embed")) {
      for (uint8_t i = 1; i < sizeof embeds / sizeof *embeds; i++)
        if (trv_slice_is(value, embeds[i])) rule->embed = i;
      if (!rule->embed) return complain(r, value, "no such embedding");
    } else return complain(r, word, "no such option");
  }
  return true;
}

static bool read_event(struct reader *r, struct trv_slice rest, struct trv_rule *rule) {
  struct trv_slice word, arrow;
  if (!next_word(&rest, &word)) return complain(r, rest, "no event type");
  if (trv_slice_is(word, "-")) return true;
  if (!read_type(r, word, &rule->type, &rule->mode)) return false;
  uint64_t cameo;
  if (!next_word(&rest, &word)) return complain(r, rest, "no actor");
  if (trv_slice_uint(word, 9999, &cameo)) {
    rule->cameo = trv_arena_strndup(r->arena, word.p, word.n);
    if (!next_word(&rest, &word)) return complain(r, rest, "no actor");
  }
  if (!read_argument(r, word, &rule->actor)) return false;
  if (!next_word(&rest, &arrow) || !trv_slice_is(arrow, "->"))
    return complain(r, rest, "`->` expected before the recipient");
  if (!next_word(&rest, &word)) return complain(r, rest, "no recipient");
  if (!read_argument(r, word, &rule->recipient)) return false;
  while (next_word(&rest, &word))
    if (!read_option(r, word, rule)) return false;
  return true;
}

static int pos_of(struct trv_slice word) {
  return trv_slice_is(word, "V") ? 0 : trv_slice_is(word, "N") ? 1 : trv_slice_is(word, "A") ? 2 : -1;
}

/* How much a rule asks for: a named word more than a kind of word, that more than anything at all; a default comes after
 * all that say more. */
enum { NO_DEFAULT = 1000 };
static uint32_t weight(const struct trv_rule *rule) {
  uint32_t w = rule->flags & TRV_RULE_DEFAULT ? 0 : NO_DEFAULT;
  if (rule->flags & (TRV_RULE_REFL | TRV_RULE_PASSIVE | TRV_RULE_ACTIVE | TRV_RULE_NEG | TRV_RULE_NONEG |
                     TRV_RULE_QUOTED | TRV_RULE_VOWS | TRV_RULE_FUTURE | TRV_RULE_INFINITIVE | TRV_RULE_CONDITIONAL))
    w++;
  for (uint32_t i = 0; i < rule->n_conditions; i++) {
    const struct trv_condition *c = &rule->conditions[i];
    w += c->any ? 2 : trv_lemmas_any(&c->lemmas) ? 6 : c->truce ? 7 : 4;
  }
  return w;
}

/* Puts the rule behind those of the lemma that ask for as much. */
static void index_rule(struct reader *r, int pos, struct trv_slice lemma, uint32_t number) {
  struct trv_rules *rules = r->rules;
  uint32_t at = trv_map_get(&rules->index[pos], lemma);
  if (at == TRV_MAP_NONE) {
    at = rules->n_lists;
    trv_map_put(&rules->index[pos], lemma, at);
    TRV_PUSH(r->arena, rules->lists, rules->n_lists, rules->cap_lists, (struct trv_rule_list){0});
  }
  struct trv_rule_list *list = &rules->lists[at];
  for (uint32_t k = 0; k < list->n && rules->rules[list->rules[k]].weight >= rules->rules[number].weight; k++)
    if (list->rules[k] == number) return;
  TRV_PUSH(r->arena, list->rules, list->n, list->cap, number);
  uint32_t i = list->n - 1;
  for (; i && rules->rules[list->rules[i - 1]].weight < rules->rules[number].weight; i--)
    list->rules[i] = list->rules[i - 1];
  list->rules[i] = number;
}

/* A lemma, or every one of a set; one that a rule names twice has it once. */
static bool index_lemma(struct reader *r, int pos, struct trv_slice word, uint32_t number) {
  if (!word.n) return complain(r, word, "empty word");
  if (word.n < 2 || word.p[0] != '@') return index_rule(r, pos, word, number), true;
  const struct trv_map *set = find_set(r, (struct trv_slice){word.p + 1, word.n - 1});
  if (!set) return complain(r, word, "no such set");
  for (uint32_t i = 0; i < set->cap; i++)
    if (set->slots[i].key) index_rule(r, pos, (struct trv_slice){set->slots[i].key, set->slots[i].n}, number);
  return true;
}

static bool read_rule(struct reader *r, int pos, struct trv_slice rest) {
  static const uint8_t upos[] = {TRV_VERB, TRV_NOUN, TRV_ADJ};
  struct trv_rule rule = {.line = r->line, .pos = upos[pos]};
  struct trv_slice lemmas, word;
  struct trv_condition conditions[MAX_CONDITIONS];
  if (!next_word(&rest, &lemmas)) return complain(r, rest, "no lemma");
  bool colon = false;
  while (!colon && next_word(&rest, &word)) {
    if (trv_slice_is(word, ":")) colon = true;
    else if (!read_condition(r, word, &rule, conditions)) return false;
  }
  if (rule.n_conditions) {
    rule.conditions = TRV_NEW_ARRAY(r->arena, struct trv_condition, rule.n_conditions);
    memcpy(rule.conditions, conditions, rule.n_conditions * sizeof *conditions);
  }
  if (!colon) return complain(r, rest, "`:` expected before the event");
  if (!read_event(r, rest, &rule)) return false;
  rule.weight = weight(&rule);
  uint32_t number = r->rules->n_rules;
  TRV_PUSH(r->arena, r->rules->rules, r->rules->n_rules, r->rules->cap_rules, rule);
  while (lemmas.p) {
    word = trv_slice_split(&lemmas, '|');
    if (!index_lemma(r, pos, word, number)) return false;
  }
  return true;
}

enum trv_status trv_rules_load(const char *path, const char *name, struct trv_arena *arena, struct trv_rules **out,
                               struct trv_error *err) {
  struct trv_slice text;
  enum trv_status status = trv_file_read(path, TRV_MAX_TABLE_BYTES, arena, &text, err);
  if (status != TRV_OK) return status;
  struct trv_rules *rules = TRV_NEW(arena, struct trv_rules);
  rules->name = trv_arena_strdup(arena, name);
  for (int i = 0; i < 3; i++) trv_map_init(&rules->index[i], arena);
  trv_map_init(&rules->sets, arena);
  trv_map_init(&rules->argument_at, arena);
  for (size_t i = 0; i + 1 < text.n; i++) /* as many as there are lines of rules, since they are large */
    rules->cap_rules += (i == 0 || text.p[i - 1] == '\n') && strchr("VNA", text.p[i]) && text.p[i + 1] == ' ';
  if (rules->cap_rules) rules->rules = TRV_NEW_ARRAY(arena, struct trv_rule, rules->cap_rules);
  struct reader r = {rules, arena, err, path, 0, NULL, TRV_OK};
  while (text.p && text.n) {
    struct trv_slice rest = trv_slice_split(&text, '\n'), word;
    r.line++;
    r.start = rest.p;
    if (!next_word(&rest, &word)) continue;
    int pos = pos_of(word);
    bool ok = trv_slice_is(word, "set") ? read_set(&r, rest)
              : pos >= 0                ? read_rule(&r, pos, rest)
                                        : complain(&r, word, "a line begins with set, V, N or A");
    if (!ok) return r.status;
  }
  *out = rules;
  return TRV_OK;
}

const struct trv_rule_list *trv_rules_of(const struct trv_rules *rules, uint8_t upos, const char *lemma) {
  int pos = upos == TRV_VERB || upos == TRV_AUX     ? 0
            : upos == TRV_NOUN || upos == TRV_PROPN ? 1
            : upos == TRV_ADJ                       ? 2
                                                    : -1;
  if (pos < 0) return NULL;
  uint32_t at = trv_map_get(&rules->index[pos], trv_slice_of(lemma));
  return at == TRV_MAP_NONE ? NULL : &rules->lists[at];
}

bool trv_lemmas_any(const struct trv_lemmas *lemmas) { return lemmas->n_few || lemmas->many.n || lemmas->n_sets; }

bool trv_lemmas_have(const struct trv_lemmas *lemmas, const char *lemma) {
  struct trv_slice word = trv_slice_of(lemma);
  for (uint32_t i = 0; i < lemmas->n_few; i++)
    if (lemmas->few[i].n == word.n && memcmp(lemmas->few[i].p, word.p, word.n) == 0) return true;
  bool have = lemmas->many.n && trv_map_get(&lemmas->many, word) != TRV_MAP_NONE;
  for (uint32_t i = 0; i < lemmas->n_sets && !have; i++) have = trv_map_get(lemmas->sets[i], word) != TRV_MAP_NONE;
  return have;
}

void trv_rules_teach(const struct trv_rules *rules, struct trv_grammar *grammar) {
  const struct trv_map *verbs = &rules->index[0];
  for (uint32_t i = 0; i < verbs->cap; i++)
    if (verbs->slots[i].key) trv_grammar_learn(grammar, (struct trv_slice){verbs->slots[i].key, verbs->slots[i].n});
}

bool trv_rules_in_set(const struct trv_rules *rules, const char *name, const char *lemma) {
  uint32_t i = trv_map_get(&rules->sets, trv_slice_of(name));
  return i != TRV_MAP_NONE && trv_map_get(rules->set_words[i], trv_slice_of(lemma)) != TRV_MAP_NONE;
}
