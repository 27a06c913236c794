/* See tree.h. */
#include "tree/tree.h"

#include <stdio.h>
#include <string.h>

#define REL(w) (t->parse->deprel[w])
#define SUB(w) (t->parse->sub[w])
#define UPOS(w) (t->parse->upos[w])
#define HEAD(w) (t->parse->head[w])
#define LEMMA(w) (t->parse->lemma[w])
#define FOR_CHILDREN(w, c)                           \
  for (uint32_t c##_i = t->parse->child_begin[w], c; \
       c##_i < t->parse->child_begin[(w) + 1] && (c = t->parse->children[c##_i], true); c##_i++)

enum { MAX_CLIMB = 8 };

static void add(struct trv_words *out, uint32_t word) {
  for (uint32_t i = 0; i < out->n; i++)
    if (out->items[i] == word) return;
  if (out->n < TRV_MAX_SLOT_WORDS) out->items[out->n++] = word;
}

bool trv_tree_is_verb(const struct trv_tree *t, uint32_t word) {
  return UPOS(word) == TRV_VERB || UPOS(word) == TRV_AUX;
}

bool trv_tree_infinitive(const struct trv_tree *t, uint32_t word) {
  if (!trv_tree_is_verb(t, word)) return false;
  /* "will respond", "did not fire": a finite auxiliary makes the verb finite */
  FOR_CHILDREN(word, c)
    if (REL(c) == TRV_REL_AUX && SUB(c) == TRV_SUB_NONE && t->parse->feats[c].verbform == TRV_FIN &&
        trv_grammar_has(t->grammar, "finite_auxiliary", LEMMA(c)))
      return false;
  if (t->parse->feats[word].verbform == TRV_INF) return true;
  FOR_CHILDREN(word, c)
    if (REL(c) == TRV_REL_AUX && t->parse->feats[c].verbform == TRV_INF) return true;
  return false;
}

static bool is_nominal(const struct trv_tree *t, uint32_t w) {
  uint8_t u = UPOS(w);
  return u == TRV_NOUN || u == TRV_PROPN || u == TRV_PRON || u == TRV_NUM || u == TRV_SYM || u == TRV_ADJ ||
         u == TRV_UPOS_X;
}

bool trv_tree_gerund(const struct trv_tree *t, uint32_t word) {
  const struct trv_feats *f = &t->parse->feats[word];
  if (!trv_tree_is_verb(t, word)) return false;
  bool gerund = f->verbform == TRV_GER || (f->verbform == TRV_PART_FORM && f->tense == TRV_PRES), marked = false;
  FOR_CHILDREN(word, c) {
    if (c > word) break;
    if (REL(c) == TRV_REL_AUX && t->parse->feats[c].verbform == TRV_GER) gerund = true; /* "of having shelled" */
    if (REL(c) == TRV_REL_AUX && t->parse->feats[c].verbform == TRV_PART_FORM && t->parse->feats[c].tense == TRV_PRES)
      gerund = true;
    if (REL(c) == TRV_REL_MARK || REL(c) == TRV_REL_CASE)
      marked |= trv_grammar_has(t->grammar, "gerund_preposition", LEMMA(c));
  }
  return gerund && marked;
}

static bool past_participle(const struct trv_tree *t, uint32_t w) {
  const struct trv_feats *f = &t->parse->feats[w];
  return f->verbform == TRV_PART_FORM && f->tense != TRV_PRES;
}

/* The word that a quantity counts: "plus de 5 300 morts", "une vingtaine de civils". */
static uint32_t counted(const struct trv_tree *t, uint32_t w) {
  char buf[64];
  for (int i = 0; i < 3 && trv_grammar_has(t->grammar, "quantifier", LEMMA(w)); i++) {
    uint32_t next = TRV_NO_WORD;
    FOR_CHILDREN(w, c) {
      if (c < w || (REL(c) != TRV_REL_NMOD && REL(c) != TRV_REL_OBL)) continue;
      const char *prep = trv_tree_case(t, c, buf, sizeof buf);
      if (prep && trv_grammar_has(t->grammar, "genitive_preposition", prep)) {
        next = c;
        break;
      }
    }
    if (next == TRV_NO_WORD) break;
    w = next;
  }
  return w;
}

static void add_argument(const struct trv_tree *t, struct trv_words *out, uint32_t word) {
  add(out, counted(t, trv_tree_antecedent(t, word)));
}

/* "a de son côté condamné les frappes": the auxiliary taken for the verb, and the participle, which has an object of its
 * own, hung on what stands between them. Returns that auxiliary, or TRV_NO_WORD. */
static uint32_t parted_auxiliary(const struct trv_tree *t, uint32_t word) {
  if (REL(word) != TRV_REL_ACL || SUB(word) == TRV_SUB_RELCL || !past_participle(t, word)) return TRV_NO_WORD;
  uint32_t between = HEAD(word), verb = between == TRV_NO_WORD ? TRV_NO_WORD : HEAD(between);
  if (verb == TRV_NO_WORD || verb > between || between > word || REL(between) != TRV_REL_OBL) return TRV_NO_WORD;
  if (!trv_tree_is_verb(t, verb) || t->parse->feats[verb].verbform != TRV_FIN) return TRV_NO_WORD;
  bool own = false, taken = false;
  FOR_CHILDREN(word, c) own |= c > word && (REL(c) == TRV_REL_OBJ || REL(c) == TRV_REL_CCOMP);
  FOR_CHILDREN(verb, c)
    taken |= REL(c) == TRV_REL_OBJ || REL(c) == TRV_REL_AUX || REL(c) == TRV_REL_XCOMP || REL(c) == TRV_REL_CCOMP;
  return own && !taken ? verb : TRV_NO_WORD;
}

/* "s'est vu refuser l'entrée", "se sont fait arrêter par la police": the verb over the infinitive, whose subject
 * undergoes; TRV_NO_WORD where there is none. */
static uint32_t undergone(const struct trv_tree *t, uint32_t word) {
  uint32_t head = HEAD(word);
  if (head == TRV_NO_WORD || !trv_tree_infinitive(t, word) || !trv_tree_is_verb(t, head)) return TRV_NO_WORD;
  if (REL(word) != TRV_REL_XCOMP && REL(word) != TRV_REL_CCOMP) return TRV_NO_WORD;
  if (!trv_grammar_has(t->grammar, "undergo_infinitive", LEMMA(head)) ||
      !(trv_tree_reflexive(t, head) || trv_tree_reflexive(t, word)))
    return TRV_NO_WORD;
  return head;
}

/* "was surrounded by troops in early March and bombarded from the sea": the participle taken for a past, which has
 * neither subject nor object of its own. */
static bool joined_to_passive(const struct trv_tree *t, uint32_t word) {
  if (!trv_grammar_has(t->grammar, "option", "passive_has_auxiliary")) return false;
  if (REL(word) != TRV_REL_CONJ || HEAD(word) == TRV_NO_WORD || HEAD(word) > word ||
      t->parse->feats[word].tense != TRV_PAST || !trv_tree_passive(t, HEAD(word)))
    return false;
  FOR_CHILDREN(word, c) {
    uint8_t rel = REL(c);
    if (rel == TRV_REL_NSUBJ || rel == TRV_REL_OBJ || rel == TRV_REL_XCOMP || rel == TRV_REL_CCOMP ||
        rel == TRV_REL_AUX || rel == TRV_REL_EXPL)
      return false;
  }
  return true;
}

bool trv_tree_passive(const struct trv_tree *t, uint32_t word) {
  if (!trv_tree_is_verb(t, word)) return false;
  if (undergone(t, word) != TRV_NO_WORD) return true;
  if (parted_auxiliary(t, word) != TRV_NO_WORD) return false;
  if (trv_grammar_has(t->grammar, "unaccusative", LEMMA(word))) return false;
  /* "Washington, which has a ship there, called on": no passive has a subject of its own and no auxiliary, where the
   * language's forms of past and participle are one */
  if (trv_grammar_has(t->grammar, "option", "passive_has_auxiliary")) {
    bool subject = false, auxiliary = false;
    FOR_CHILDREN(word, c) {
      /* "were killed and five others wounded": it shares the auxiliary of the verb before */
      bool counted = t->parse->upos[c] == TRV_NUM; /* "left 12 dead and 40 wounded" */
      bool shared = SUB(c) == TRV_SUB_PASS && REL(word) == TRV_REL_CONJ && HEAD(word) < word;
      subject |= c < word && REL(c) == TRV_REL_NSUBJ && !(shared && (counted || trv_tree_passive(t, HEAD(word))));
      auxiliary |= REL(c) == TRV_REL_AUX && trv_grammar_has(t->grammar, "passive_auxiliary", LEMMA(c));
    }
    if (subject && !auxiliary) return false;
  }
  bool aux_tense = false;
  if (trv_tree_reflexive(t, word)) {
    FOR_CHILDREN(word, c)
      if (REL(c) == TRV_REL_AUX && trv_tree_infinitive(t, word) &&
          trv_grammar_has(t->grammar, "undergo_infinitive", LEMMA(c)))
        return true;
    return false;
  }
  /* "a au contraire assuré": whatever the parser calls its subject */
  bool active_auxiliary = false, passive_auxiliary = false;
  FOR_CHILDREN(word, c) {
    if (REL(c) != TRV_REL_AUX) continue;
    if (trv_grammar_has(t->grammar, "active_auxiliary", LEMMA(c))) active_auxiliary = true;
    else passive_auxiliary = true;
  }
  if (active_auxiliary && !passive_auxiliary) return false;
  if (!passive_auxiliary && t->parse->feats[word].verbform == TRV_FIN)
    return joined_to_passive(t, word); /* "les bandes mettent": no passive */
  FOR_CHILDREN(word, c) {
    if (REL(c) == TRV_REL_AUX && SUB(c) == TRV_SUB_PASS) return true;
    if (REL(c) == TRV_REL_NSUBJ && SUB(c) == TRV_SUB_PASS) return true;
    if (REL(c) == TRV_REL_AUX) aux_tense = true;
  }
  /* A bare past participle that modifies a noun: "le cessez-le-feu conclu mercredi". */
  if (!aux_tense && past_participle(t, word) && !trv_tree_reflexive(t, word)) {
    if (REL(word) == TRV_REL_ACL && SUB(word) != TRV_SUB_RELCL) return true;
    if (REL(word) == TRV_REL_ADVCL || REL(word) == TRV_REL_AMOD || REL(word) == TRV_REL_APPOS) return true;
    if (REL(word) == TRV_REL_CONJ && HEAD(word) != TRV_NO_WORD && trv_tree_is_verb(t, HEAD(word)))
      return trv_tree_passive(t, HEAD(word));
  }
  return false;
}

bool trv_tree_reflexive(const struct trv_tree *t, uint32_t word) {
  FOR_CHILDREN(word, c) {
    if (UPOS(c) != TRV_PRON || c > word) continue;
    if (REL(c) == TRV_REL_EXPL && SUB(c) != TRV_SUB_SUBJ) return true;
    if ((REL(c) == TRV_REL_OBJ || REL(c) == TRV_REL_IOBJ) && t->parse->feats[c].reflex) return true;
  }
  return false;
}

const char *trv_tree_case(const struct trv_tree *t, uint32_t word, char *buf, size_t size) {
  FOR_CHILDREN(word, c) {
    if (REL(c) != TRV_REL_CASE && !(REL(c) == TRV_REL_MARK && UPOS(c) == TRV_ADP)) continue;
    if (c > word) continue;
    int n = 0;
    if (c > 0 && t->text->words[c - 1].sentence == t->text->words[c].sentence &&
        trv_grammar_has(t->grammar, "locution_head", LEMMA(c - 1)) && REL(c) != TRV_REL_FIXED &&
        SUB(c - 1) != TRV_SUB_PRT)                              /* "broke out in Nairobi" */
      n = snprintf(buf, size, "%s %s", LEMMA(c - 1), LEMMA(c)); /* "près de" taken apart by the parser */
    else n = snprintf(buf, size, "%s", LEMMA(c));
    FOR_CHILDREN(c, f) {
      if (REL(f) == TRV_REL_FIXED && n > 0 && (size_t)n < size)
        n += snprintf(buf + n, size - (size_t)n, " %s", LEMMA(f));
    }
    /* "called for by Bolivia": the preposition before the agent's is the verb's */
    if (c + 1 < word && REL(c + 1) == TRV_REL_CASE && HEAD(c + 1) == word &&
        trv_grammar_has(t->grammar, "agent_preposition", LEMMA(c + 1))) {
      snprintf(buf, size, "%s", LEMMA(c + 1));
      return buf;
    }
    /* "out of": two that the parser does not join */
    if (c + 1 < word && REL(c + 1) == TRV_REL_CASE && HEAD(c + 1) == word && n > 0 && (size_t)n < size &&
        trv_grammar_has(t->grammar, "preposition_head", LEMMA(c)))
      snprintf(buf + n, size - (size_t)n, " %s", LEMMA(c + 1));
    return buf;
  }
  return NULL;
}

uint32_t trv_tree_antecedent(const struct trv_tree *t, uint32_t word) {
  if (UPOS(word) != TRV_PRON ||
      (t->parse->feats[word].prontype != 3 && !trv_grammar_has(t->grammar, "relative_pronoun", LEMMA(word))))
    return word;
  uint32_t w = word;
  for (int i = 0; i < MAX_CLIMB && HEAD(w) != TRV_NO_WORD; i++) {
    w = HEAD(w);
    if (REL(w) == TRV_REL_ACL && SUB(w) == TRV_SUB_RELCL && HEAD(w) != TRV_NO_WORD) return HEAD(w);
  }
  /* a relative clause taken for something else: the noun before the pronoun */
  uint32_t first = t->text->sentences[t->text->words[word].sentence].first_word;
  for (w = word; w-- > first;) {
    if (UPOS(w) == TRV_PUNCT || UPOS(w) == TRV_ADP) continue;
    if (UPOS(w) != TRV_NOUN && UPOS(w) != TRV_PROPN) break;
    while (REL(w) == TRV_REL_FLAT && HEAD(w) != TRV_NO_WORD) w = HEAD(w);
    return w;
  }
  return word;
}

/* The noun that a participle modifies: where it does not agree with its head but with the noun above ("la trêve de
 * trente-six heures décrétée"), that one. */
static bool agrees(const struct trv_tree *t, uint32_t participle, uint32_t noun) {
  const struct trv_feats *p = &t->parse->feats[participle], *n = &t->parse->feats[noun];
  return !(p->number && n->number && p->number != n->number) && !(p->gender && n->gender && p->gender != n->gender);
}

static uint32_t modified(const struct trv_tree *t, uint32_t participle) {
  uint32_t head = HEAD(participle);
  if (agrees(t, participle, head)) return counted(t, head);
  /* below: "l'entrée en vigueur du cessez-le-feu conclu" */
  for (uint32_t w = participle; w-- > head;)
    if (UPOS(w) == TRV_NOUN && agrees(t, participle, w) && t->parse->feats[w].gender) return w;
  /* above: "la trêve de trente-six heures décrétée" */
  for (int i = 0; i < 2; i++) {
    uint32_t above = HEAD(head);
    if (REL(head) != TRV_REL_NMOD || above == TRV_NO_WORD || trv_tree_is_verb(t, above)) break;
    head = above;
    if (agrees(t, participle, head)) break;
  }
  return counted(t, head);
}

/* "condamné à trente ans de prison par la CPI": the agent hung on the last noun of a complement. */
static void nested_agent(const struct trv_tree *t, uint32_t noun, int depth, struct trv_words *out) {
  char buf[64];
  FOR_CHILDREN(noun, c) {
    if (c < noun || REL(c) != TRV_REL_NMOD || out->n) continue;
    const char *prep = trv_tree_case(t, c, buf, sizeof buf);
    if (prep && trv_grammar_has(t->grammar, "agent_preposition", prep)) add_argument(t, out, c);
    else if (depth < 2) nested_agent(t, c, depth + 1, out);
  }
}

static void own_subject(const struct trv_tree *t, uint32_t verb, bool passive, struct trv_words *out) {
  char buf[64];
  FOR_CHILDREN(verb, c) {
    if (!passive && (REL(c) == TRV_REL_NSUBJ || REL(c) == TRV_REL_CSUBJ)) add_argument(t, out, c);
    if (passive && REL(c) == TRV_REL_OBL) {
      const char *prep = trv_tree_case(t, c, buf, sizeof buf);
      if (SUB(c) != TRV_SUB_AGENT && trv_grammar_has(t->grammar, "calendar", LEMMA(c))) continue; /* "by Monday" */
      if (trv_grammar_has(t->grammar, "no_agent", LEMMA(c))) continue; /* "condamné par contumace" */
      if (SUB(c) == TRV_SUB_AGENT && (!prep || trv_grammar_has(t->grammar, "agent_preposition", prep) ||
                                      trv_grammar_has(t->grammar, "genitive_preposition", prep))) {
        add_argument(t, out, c);
      } else {
        if (prep && trv_grammar_has(t->grammar, "agent_preposition", prep)) add_argument(t, out, c);
      }
    }
  }
  if (passive && !out->n)
    FOR_CHILDREN(verb, c)
      if (c > verb && (REL(c) == TRV_REL_OBL || REL(c) == TRV_REL_XCOMP) && !out->n) nested_agent(t, c, 0, out);
}

/* The governor whose subject an embedded or coordinated predicate shares. */
static void shared_subject(const struct trv_tree *t, uint32_t verb, struct trv_words *out, int depth) {
  uint32_t head = HEAD(verb);
  if (head == TRV_NO_WORD || depth > MAX_CLIMB) return;
  uint8_t rel = REL(verb);
  bool participle = !trv_tree_infinitive(t, verb) &&
                    (t->parse->feats[verb].verbform == TRV_PART_FORM || t->parse->feats[verb].verbform == TRV_GER);
  bool infinitive = trv_tree_infinitive(t, verb);
  if (rel == TRV_REL_ACL && SUB(verb) != TRV_SUB_RELCL) {
    /* "missiles visant la ville": the noun acts; "l'appel à cesser": nobody told. */
    if (participle) add(out, modified(t, verb));
    return;
  }
  if (rel == TRV_REL_CONJ) {
    if (!trv_tree_is_verb(t, head)) {
      /* "said he was shocked and requested an explanation"; a participle coordinated with another: the same noun */
      bool copula = false;
      FOR_CHILDREN(head, c) copula |= REL(c) == TRV_REL_COP;
      if (copula && t->parse->feats[verb].verbform == TRV_FIN)
        FOR_CHILDREN(head, c)
          if (REL(c) == TRV_REL_NSUBJ && c < head) add_argument(t, out, c);
      return;
    }
    bool passive = trv_tree_passive(t, head);
    if (passive) {
      struct trv_words o = {0};
      trv_tree_object(t, head, &o);
      for (uint32_t i = 0; i < o.n; i++) add(out, o.items[i]);
    } else {
      trv_tree_subject(t, head, out);
    }
    return;
  }
  if (!(rel == TRV_REL_XCOMP || rel == TRV_REL_CCOMP || rel == TRV_REL_ADVCL || rel == TRV_REL_OBL ||
        rel == TRV_REL_PARATAXIS || rel == TRV_REL_DEP || rel == TRV_REL_OTHER))
    return;
  if (rel == TRV_REL_CCOMP && !infinitive) return;
  if (!infinitive && !participle) return;
  if (!trv_tree_is_verb(t, head)) {
    if (rel == TRV_REL_ADVCL || rel == TRV_REL_XCOMP)
      FOR_CHILDREN(head, c)
        if (REL(c) == TRV_REL_NSUBJ) add_argument(t, out, c);
    return;
  }
  /* Object control: "a appelé les parties à cesser", "a demandé à Bakou de"; otherwise the governor's subject. A purpose
   * ("used gas to disperse") has the governor's subject, but not what is asked of somebody ("called on Iran to stop"). */
  bool asked = trv_grammar_has(t->grammar, "object_control", LEMMA(head));
  bool listed = trv_grammar_has(t->grammar, "object_control", ""); /* with other verbs it is a purpose */
  if (((infinitive && (asked || (rel != TRV_REL_ADVCL && !listed))) || trv_tree_gerund(t, verb)) &&
      !trv_grammar_has(t->grammar, "subject_control", LEMMA(head))) {
    struct trv_words o = {0};
    static const struct trv_slot dative = {1, {{TRV_SLOT_IOBJ, NULL}}};
    if (trv_tree_passive(t, head)) trv_tree_object(t, head, &o);
    else
      FOR_CHILDREN(head, c)
        if (REL(c) == TRV_REL_OBJ && !t->parse->feats[c].reflex) add_argument(t, &o, c);
    if (!o.n) trv_tree_slot(t, head, &dative, &o);
    if (!o.n && asked)
      FOR_CHILDREN(head, c) {
        char buf[64];
        const char *prep = REL(c) == TRV_REL_OBL && c < verb ? trv_tree_case(t, c, buf, sizeof buf) : NULL;
        if (prep && trv_grammar_has(t->grammar, "asked_preposition", prep)) add_argument(t, &o, c);
      }
    if (o.n) {
      for (uint32_t i = 0; i < o.n; i++) add(out, o.items[i]);
      return;
    }
  }
  if (trv_tree_passive(t, head)) {
    /* "is said to have shelled": with a language's own list of object control, the passive's subject is meant too */
    if (REL(verb) == TRV_REL_ADVCL || (REL(verb) == TRV_REL_XCOMP && listed)) {
      struct trv_words o = {0};
      trv_tree_object(t, head, &o);
      for (uint32_t i = 0; i < o.n; i++) add(out, o.items[i]);
      return;
    }
  }
  trv_tree_subject(t, head, out);
}

/* A finite verb to which the parser gave no subject: the noun that stands right before it, if it agrees in number. */
static void adjacent_subject(const struct trv_tree *t, uint32_t verb, struct trv_words *out) {
  uint32_t first = t->text->sentences[t->text->words[verb].sentence].first_word, w = verb;
  const struct trv_feats *f = &t->parse->feats[verb];
  bool finite = f->verbform == TRV_FIN || f->mood;
  uint8_t number = finite ? f->number : 0;
  FOR_CHILDREN(verb, c) {
    if (REL(c) == TRV_REL_NSUBJ || REL(c) == TRV_REL_CSUBJ || (REL(c) == TRV_REL_EXPL && SUB(c) == TRV_SUB_SUBJ))
      return;
    if (REL(c) != TRV_REL_AUX || c > verb) continue;
    if (t->parse->feats[c].verbform == TRV_FIN || t->parse->feats[c].mood)
      finite = true, number = t->parse->feats[c].number;
    if (c < w) w = c;
  }
  if (!finite || REL(verb) == TRV_REL_CONJ || REL(verb) == TRV_REL_XCOMP || f->mood == TRV_IMPER) return;
  while (w > first && (UPOS(w - 1) == TRV_ADV || (UPOS(w - 1) == TRV_PRON && HEAD(w - 1) == verb))) w--;
  if (w == first) return;
  w--;
  while (REL(w) == TRV_REL_FLAT && HEAD(w) != TRV_NO_WORD && HEAD(w) < w) w = HEAD(w);
  while ((REL(w) == TRV_REL_AMOD || UPOS(w) == TRV_ADJ) && HEAD(w) != TRV_NO_WORD && HEAD(w) < w) w = HEAD(w);
  if (UPOS(w) != TRV_NOUN && UPOS(w) != TRV_PROPN) return;
  char buf[64];
  if (trv_tree_case(t, w, buf, sizeof buf)) return;
  uint8_t own = t->parse->feats[w].number;
  if (number && own && number != own) return;
  add_argument(t, out, w);
}

void trv_tree_subject(const struct trv_tree *t, uint32_t verb, struct trv_words *out) {
  uint32_t auxiliary = parted_auxiliary(t, verb);
  if (auxiliary != TRV_NO_WORD) verb = auxiliary;
  bool passive = trv_tree_passive(t, verb);
  own_subject(t, verb, passive, out);
  /* "condemned the attack, as did the White House" */
  if (out->n && !passive)
    FOR_CHILDREN(verb, as) {
      if (as < verb || (REL(as) != TRV_REL_ADVCL && REL(as) != TRV_REL_PARATAXIS) ||
          !trv_grammar_has(t->grammar, "pro_verb", LEMMA(as)))
        continue;
      bool alike = false;
      FOR_CHILDREN(as, c)
        alike |= c < as && (REL(c) == TRV_REL_MARK || REL(c) == TRV_REL_ADVMOD) &&
                 trv_grammar_has(t->grammar, "alike", LEMMA(c));
      FOR_CHILDREN(as, c)
        if (alike && c > as && (REL(c) == TRV_REL_NSUBJ || REL(c) == TRV_REL_OBJ)) add_argument(t, out, c);
    }
  if (!out->n && !passive) adjacent_subject(t, verb, out);
  if (out->n) return;
  if (passive) {
    /* "surrounded by troops and shelled for days" */
    uint32_t first = HEAD(verb);
    bool alone = REL(verb) == TRV_REL_CONJ && first != TRV_NO_WORD && first < verb && trv_tree_passive(t, first);
    FOR_CHILDREN(verb, c) alone &= REL(c) != TRV_REL_NSUBJ;
    if (alone) own_subject(t, first, true, out);
    return;
  }
  shared_subject(t, verb, out, 0);
}

static bool determined(const struct trv_tree *t, uint32_t noun) {
  FOR_CHILDREN(noun, c)
    if (REL(c) == TRV_REL_DET || REL(c) == TRV_REL_NUMMOD) return true;
  return false;
}

/* A noun with a partitive article that hangs on a bare noun within the phrase `word`. */
static void partitive_below(const struct trv_tree *t, uint32_t word, int depth, struct trv_words *out) {
  bool bare = UPOS(word) == TRV_NOUN && !determined(t, word);
  FOR_CHILDREN(word, c) {
    char buf[64];
    if (out->n || c < word || UPOS(c) != TRV_NOUN || (REL(c) != TRV_REL_NMOD && REL(c) != TRV_REL_OBL)) continue;
    const char *prep = trv_tree_case(t, c, buf, sizeof buf);
    bool genitive = prep && trv_grammar_has(t->grammar, "genitive_preposition", prep), article = false;
    FOR_CHILDREN(c, d)
      article |= REL(d) == TRV_REL_DET && t->parse->feats[d].definite == 1 && t->parse->feats[d].number == TRV_PLUR;
    if (bare && genitive && article) add_argument(t, out, c);
    else if (depth < 2) partitive_below(t, c, depth + 1, out);
  }
}

void trv_tree_object(const struct trv_tree *t, uint32_t verb, struct trv_words *out) {
  if (trv_tree_passive(t, verb)) {
    if (undergone(t, verb) != TRV_NO_WORD)
      FOR_CHILDREN(verb, c)
        if (REL(c) == TRV_REL_OBJ && !t->parse->feats[c].reflex) add_argument(t, out, c);
    /* "Kyiv was given missiles" */
    if (!out->n && trv_grammar_has(t->grammar, "two_objects", LEMMA(verb)))
      FOR_CHILDREN(verb, c)
        if (REL(c) == TRV_REL_OBJ && c > verb) add_argument(t, out, c);
    if (out->n) return;
    FOR_CHILDREN(verb, c)
      if (REL(c) == TRV_REL_NSUBJ) add_argument(t, out, c);
    if (!out->n) adjacent_subject(t, verb, out);
    if (out->n) return;
    uint32_t head = HEAD(verb);
    if (head == TRV_NO_WORD) return;
    if ((REL(verb) == TRV_REL_ACL && SUB(verb) != TRV_SUB_RELCL) || REL(verb) == TRV_REL_AMOD ||
        REL(verb) == TRV_REL_APPOS)
      add(out, modified(t, verb));
    else if (REL(verb) == TRV_REL_CONJ && trv_tree_is_verb(t, head)) {
      if (trv_tree_passive(t, head)) trv_tree_object(t, head, out);
      else trv_tree_subject(t, head, out);
    } else if (REL(verb) == TRV_REL_ADVCL && trv_tree_is_verb(t, head)) {
      /* "Réunis à Prague, les dirigeants ont …": the subject of the main clause */
      if (trv_tree_passive(t, head)) trv_tree_object(t, head, out);
      else trv_tree_subject(t, head, out);
    } else if (REL(verb) == TRV_REL_XCOMP && trv_tree_is_verb(t, head)) {
      trv_tree_subject(t, head, out);
    }
    return;
  }
  FOR_CHILDREN(verb, c)
    if (REL(c) == TRV_REL_OBJ && (!t->parse->feats[c].reflex || c > verb)) /* "bound itself", but "s'est engagé" */
      add_argument(t, out, c);
  /* "urged Iran to free them": the one object of such a verb is none indirect */
  if (!out->n && trv_grammar_has(t->grammar, "object_control", LEMMA(verb)))
    FOR_CHILDREN(verb, c)
      if (REL(c) == TRV_REL_IOBJ && !t->parse->feats[c].reflex && c > verb) add_argument(t, out, c);
  if (out->n) return;
  /* "l'opération, que la Jordanie a approuvée": the relative pronoun taken for a conjunction */
  if (REL(verb) == TRV_REL_ACL && HEAD(verb) != TRV_NO_WORD) {
    bool relative = false, subject = false;
    FOR_CHILDREN(verb, c) {
      relative |=
          REL(c) == TRV_REL_MARK && UPOS(c) == TRV_SCONJ && trv_grammar_has(t->grammar, "relative_pronoun", LEMMA(c));
      subject |= REL(c) == TRV_REL_NSUBJ;
    }
    if (relative && subject) add(out, counted(t, HEAD(verb)));
  }
  if (out->n) return;
  /* "the town the army took": a relative clause without its pronoun */
  if (REL(verb) == TRV_REL_ACL && SUB(verb) == TRV_SUB_RELCL && HEAD(verb) != TRV_NO_WORD &&
      trv_grammar_has(t->grammar, "bare_relative", LEMMA(verb))) {
    bool subject = false, relative = false;
    FOR_CHILDREN(verb, c) {
      subject |= REL(c) == TRV_REL_NSUBJ;
      relative |= trv_grammar_has(t->grammar, "relative_pronoun", LEMMA(c));
    }
    if (subject && !relative) add(out, counted(t, HEAD(verb)));
  }
  if (out->n) return;
  /* "a rappelé son ambassadeur et expulsé deux diplomates": a participle that shares its auxiliary looks passive, and its
   * object like a predicate */
  if (REL(verb) == TRV_REL_CONJ && past_participle(t, verb)) {
    bool auxiliary = false;
    FOR_CHILDREN(verb, c) auxiliary |= REL(c) == TRV_REL_AUX;
    if (!auxiliary)
      FOR_CHILDREN(verb, c) {
        char buf[64];
        if (REL(c) == TRV_REL_XCOMP && UPOS(c) == TRV_NOUN && c > verb && !trv_tree_case(t, c, buf, sizeof buf))
          add_argument(t, out, c);
      }
  }
  if (out->n) return;
  /* "a envoyé du matériel", "fournit de l'aide": a partitive taken for a complement */
  if (!trv_tree_reflexive(t, verb) && !trv_grammar_has(t->grammar, "takes_genitive", LEMMA(verb)))
    FOR_CHILDREN(verb, c) {
      char buf[64];
      if (REL(c) != TRV_REL_OBL || SUB(c) == TRV_SUB_AGENT || SUB(c) == TRV_SUB_MOD || UPOS(c) != TRV_NOUN || c < verb)
        continue;
      const char *prep = trv_tree_case(t, c, buf, sizeof buf);
      if (!prep || !trv_grammar_has(t->grammar, "genitive_preposition", prep)) continue;
      bool article = false;
      FOR_CHILDREN(c, d) article |= REL(d) == TRV_REL_DET && t->parse->feats[d].definite == 1;
      if (article) add_argument(t, out, c);
    }
  if (out->n) return;
  /* "a livré mercredi du carburant", "a abattu le 1er mars deux avions": the object hung on the date before it */
  if (!trv_tree_reflexive(t, verb))
    FOR_CHILDREN(verb, date) {
      if (date < verb || !trv_grammar_has(t->grammar, "calendar", LEMMA(date))) continue;
      FOR_CHILDREN(date, c) {
        char buf[64];
        if (c < date || (UPOS(c) != TRV_NOUN && UPOS(c) != TRV_PROPN) ||
            trv_grammar_has(t->grammar, "calendar", LEMMA(c)))
          continue;
        const char *prep = trv_tree_case(t, c, buf, sizeof buf);
        bool article = false;
        FOR_CHILDREN(c, d) article |= REL(d) == TRV_REL_DET && t->parse->feats[d].definite == 1;
        if (!prep || (article && trv_grammar_has(t->grammar, "genitive_preposition", prep))) add_argument(t, out, c);
      }
    }
  if (out->n) return;
  /* "a dispersé à coups de gaz des milliers de manifestants": hung on the bare noun before it */
  if (!trv_tree_reflexive(t, verb))
    FOR_CHILDREN(verb, o)
      if (o > verb && (REL(o) == TRV_REL_OBL || REL(o) == TRV_REL_ADVMOD)) partitive_below(t, o, 0, out);
  if (out->n) return;
  /* "a demandé à la France des avions": on the name to which it is said or given */
  if (!trv_tree_reflexive(t, verb))
    FOR_CHILDREN(verb, o) {
      char buf[64];
      const char *to =
          o > verb && REL(o) == TRV_REL_OBL && UPOS(o) == TRV_PROPN ? trv_tree_case(t, o, buf, sizeof buf) : NULL;
      if (!to || !trv_grammar_has(t->grammar, "dative_preposition", to)) continue;
      FOR_CHILDREN(o, c) {
        if (c < o || REL(c) != TRV_REL_NMOD || UPOS(c) != TRV_NOUN || out->n) continue;
        const char *prep = trv_tree_case(t, c, buf, sizeof buf);
        bool article = false;
        FOR_CHILDREN(c, d)
          article |= REL(d) == TRV_REL_DET && t->parse->feats[d].definite == 1 && t->parse->feats[d].number == TRV_PLUR;
        if (article && prep && trv_grammar_has(t->grammar, "genitive_preposition", prep)) add_argument(t, out, c);
      }
    }
  if (out->n) return;
  /* "a jeté sur les routes cent mille Congolais": the object hung on the noun before it */
  if (!trv_tree_reflexive(t, verb))
    FOR_CHILDREN(verb, o)
      if (o > verb && REL(o) == TRV_REL_OBL && UPOS(o) != TRV_PRON)
        FOR_CHILDREN(o, c) {
          char buf[64];
          if (c < o || REL(c) != TRV_REL_NMOD || UPOS(c) != TRV_NOUN || out->n || !determined(t, c)) continue;
          if (UPOS(t->parse->left[c]) == TRV_PUNCT || UPOS(t->parse->left[c] - 1) == TRV_PUNCT) continue;
          if (!trv_tree_case(t, c, buf, sizeof buf)) add_argument(t, out, c);
        }
  if (out->n) return;
  /* "a mis en garde Helsinki": the object taken for an apposition of the bare noun */
  FOR_CHILDREN(verb, c) {
    if (REL(c) != TRV_REL_OBL || UPOS(c) != TRV_NOUN || c < verb) continue;
    if (determined(t, c)) continue;
    FOR_CHILDREN(c, a)
      if (REL(a) == TRV_REL_APPOS && a == c + 1 + (t->parse->left[a] < a ? a - t->parse->left[a] : 0))
        add_argument(t, out, a);
  }
}

void trv_tree_complement(const struct trv_tree *t, uint32_t word, struct trv_words *out) {
  FOR_CHILDREN(word, c) {
    uint8_t r = REL(c);
    if (r == TRV_REL_XCOMP || r == TRV_REL_CCOMP) add(out, c);
    else if (r == TRV_REL_CSUBJ && c > word && trv_tree_infinitive(t, c))
      add(out, c); /* "il n'est pas question de négocier" */
    else if (trv_tree_infinitive(t, c) &&
             (r == TRV_REL_OBL || r == TRV_REL_ADVCL || r == TRV_REL_ACL || r == TRV_REL_NMOD || r == TRV_REL_OBJ ||
              r == TRV_REL_IOBJ || r == TRV_REL_OTHER)) {
      char buf[64];
      const char *mark = NULL;
      FOR_CHILDREN(c, m)
        if ((REL(m) == TRV_REL_MARK || REL(m) == TRV_REL_CASE) && m < c && !mark) {
          snprintf(buf, sizeof buf, "%s", LEMMA(m));
          mark = buf;
        }
      if (!mark || trv_grammar_has(t->grammar, "complement_mark", mark)) add(out, c);
    } else if ((r == TRV_REL_ADVCL || r == TRV_REL_OBL || (r == TRV_REL_ACL && SUB(c) != TRV_SUB_RELCL) ||
                r == TRV_REL_NMOD) &&
               c > word && trv_tree_gerund(t, c)) {
      add(out, c); /* "accused Kyiv of shelling", "a plan for ending the war" */
    }
  }
  /* "a insisté pour que Ryad retire ses troupes" */
  if (!out->n && trv_tree_is_verb(t, word))
    FOR_CHILDREN(word, c) {
      if (REL(c) != TRV_REL_ADVCL || c < word || !trv_tree_is_verb(t, c)) continue;
      uint32_t marks = 0;
      bool purpose = false;
      FOR_CHILDREN(c, m) {
        if (REL(m) != TRV_REL_MARK || m > c) continue;
        marks++;
        purpose |= trv_grammar_has(t->grammar, "complement_mark", LEMMA(m));
        FOR_CHILDREN(m, f) marks += REL(f) == TRV_REL_FIXED;
      }
      if (marks == 2 && purpose) add(out, c);
    }
  /* "l'a accusé d'avoir …": the complement may hang on the object of the verb */
  if (!out->n && trv_tree_is_verb(t, word)) {
    FOR_CHILDREN(word, o)
      if (REL(o) == TRV_REL_OBJ || REL(o) == TRV_REL_OBL)
        FOR_CHILDREN(o, c)
          if (REL(c) == TRV_REL_ACL && SUB(c) != TRV_SUB_RELCL && (trv_tree_infinitive(t, c) || trv_tree_gerund(t, c)))
            add(out, c);
  }
}

/* "Au Venezuela, le pouvoir refuse de négocier": a name before its verb and a comma is where, not to whom. */
static bool sets_scene(const struct trv_tree *t, uint32_t name, uint32_t verb) {
  uint32_t last = t->parse->right[name];
  if (name > verb || last >= verb || UPOS(name) != TRV_PROPN || REL(name) != TRV_REL_OBL) return false;
  return strcmp(t->text->words[last].form, ",") == 0 || strcmp(t->text->words[last + 1].form, ",") == 0;
}

static void dative(const struct trv_tree *t, uint32_t word, struct trv_words *out) {
  char buf[64];
  uint32_t over = undergone(t, word);
  if (over != TRV_NO_WORD)
    FOR_CHILDREN(word, c)
      if (REL(c) == TRV_REL_OBJ) {
        trv_tree_subject(t, over, out);
        break;
      }
  /* "Kyiv was given missiles" */
  if (trv_grammar_has(t->grammar, "two_objects", LEMMA(word)) && trv_tree_passive(t, word)) {
    bool object = false;
    FOR_CHILDREN(word, c) object |= REL(c) == TRV_REL_OBJ && c > word;
    FOR_CHILDREN(word, c)
      if (object && REL(c) == TRV_REL_NSUBJ) add_argument(t, out, c);
  }
  FOR_CHILDREN(word, c) {
    if (REL(c) == TRV_REL_IOBJ && !t->parse->feats[c].reflex) add_argument(t, out, c);
    else if ((REL(c) == TRV_REL_OBL || REL(c) == TRV_REL_NMOD) && is_nominal(t, c)) {
      const char *prep = trv_tree_case(t, c, buf, sizeof buf);
      bool to = prep && trv_grammar_has(t->grammar, "dative_preposition", prep);
      if (to && !sets_scene(t, c, word)) add_argument(t, out, c);
    }
  }
  /* "a offert son aide à Abuja": hung on the object */
  if (!out->n && trv_tree_is_verb(t, word))
    FOR_CHILDREN(word, o)
      if (REL(o) == TRV_REL_OBJ && o > word)
        FOR_CHILDREN(o, c) {
          const char *prep = c > o && REL(c) == TRV_REL_NMOD && t->parse->upos[c] == TRV_PROPN
                                 ? trv_tree_case(t, c, buf, sizeof buf)
                                 : NULL;
          if (prep && trv_grammar_has(t->grammar, "dative_preposition", prep)) add_argument(t, out, c);
        }
}

/* True where prep equals wanted, or wanted begins a longer locution: "près de" for "près". */
static bool same_preposition(const char *prep, const char *wanted) {
  size_t n = strlen(wanted);
  return strncmp(prep, wanted, n) == 0 && prep[n] == '\0';
}

/* "auprès de X", "en faveur de X" where the first words are taken for a phrase of their own. */
static void through_locution(const struct trv_tree *t, uint32_t word, const char *wanted, struct trv_words *out) {
  const char *last = strrchr(wanted, ' ');
  if (!last || !trv_grammar_has(t->grammar, "genitive_preposition", last + 1)) return;
  char buf[64], phrase[160];
  FOR_CHILDREN(word, c) {
    uint8_t r = REL(c);
    if (r != TRV_REL_OBL && r != TRV_REL_ADVMOD && r != TRV_REL_NMOD && r != TRV_REL_OBJ && r != TRV_REL_XCOMP)
      continue;
    const char *prep = trv_tree_case(t, c, buf, sizeof buf);
    snprintf(phrase, sizeof phrase, "%s%s%s", prep ? prep : "", prep ? " " : "", LEMMA(c));
    if (strlen(phrase) == (size_t)(last - wanted) && strncmp(phrase, wanted, strlen(phrase)) == 0)
      trv_tree_genitive(t, c, out);
  }
}

/* "Vingt civils, dont trois enfants, ont été tués dans un raid": the relative opens no clause, but tells some of those meant. */
static bool names_members(const struct trv_tree *t, uint32_t relative) {
  uint32_t noun = HEAD(relative);
  return noun != TRV_NO_WORD && noun > relative && !trv_tree_is_verb(t, noun) &&
         (REL(noun) == TRV_REL_ACL || REL(noun) == TRV_REL_NMOD);
}

static void prepositional(const struct trv_tree *t, uint32_t word, const char *wanted, struct trv_words *out) {
  char buf[64];
  bool genitive = trv_grammar_has(t->grammar, "genitive_preposition", wanted);
  through_locution(t, word, wanted, out);
  FOR_CHILDREN(word, c) {
    uint8_t r = REL(c);
    if (!(r == TRV_REL_OBL || r == TRV_REL_NMOD || r == TRV_REL_IOBJ || r == TRV_REL_ADVCL || r == TRV_REL_ADVMOD ||
          r == TRV_REL_ACL || r == TRV_REL_XCOMP || r == TRV_REL_DISLOCATED || r == TRV_REL_OTHER || r == TRV_REL_OBJ ||
          r == TRV_REL_APPOS || r == TRV_REL_COMPOUND))
      continue;
    const char *prep = trv_tree_case(t, c, buf, sizeof buf);
    if (prep && same_preposition(prep, wanted)) add_argument(t, out, c);
    if (!prep && r == TRV_REL_ADVCL && trv_grammar_has(t->grammar, "clause_word", wanted))
      FOR_CHILDREN(c, m) /* "were killed when a bus plunged" */
        if (m < c && (REL(m) == TRV_REL_ADVMOD || REL(m) == TRV_REL_MARK) && strcmp(LEMMA(m), wanted) == 0) add(out, c);
    if (!prep && genitive && trv_grammar_has(t->grammar, "genitive_relative", LEMMA(c))) add_argument(t, out, c);
  }
  /* "les pourparlers ouverts à Genève entre le régime et l'opposition" */
  if (!out->n && !trv_tree_is_verb(t, word) && trv_grammar_has(t->grammar, "between", wanted))
    FOR_CHILDREN(word, a)
      if (REL(a) == TRV_REL_ACL && SUB(a) != TRV_SUB_RELCL && a > word)
        FOR_CHILDREN(a, c) {
          const char *prep = REL(c) == TRV_REL_OBL ? trv_tree_case(t, c, buf, sizeof buf) : NULL;
          if (prep && same_preposition(prep, wanted)) add_argument(t, out, c);
        }
  /* "X, dont l'Arménie déplore l'inaction": the relative may hang on the verb */
  if (genitive && !out->n && !trv_tree_is_verb(t, word) && HEAD(word) != TRV_NO_WORD && trv_tree_is_verb(t, HEAD(word)))
    for (uint32_t c = t->parse->left[HEAD(word)]; c < word && !out->n; c++)
      if (trv_grammar_has(t->grammar, "genitive_relative", LEMMA(c)) && !names_members(t, c)) add_argument(t, out, c);
}

void trv_tree_genitive(const struct trv_tree *t, uint32_t noun, struct trv_words *out) {
  char buf[64];
  FOR_CHILDREN(noun, c) {
    if (REL(c) != TRV_REL_NMOD && REL(c) != TRV_REL_OBL) continue;
    const char *prep = trv_tree_case(t, c, buf, sizeof buf);
    if (prep && trv_grammar_has(t->grammar, "genitive_preposition", prep)) add_argument(t, out, c);
    else if (!prep && trv_grammar_has(t->grammar, "genitive_relative", LEMMA(c))) add_argument(t, out, c);
  }
}

static void step(const struct trv_tree *t, uint32_t word, uint8_t kind, const char *prep, struct trv_words *out) {
  bool verb = trv_tree_is_verb(t, word);
  switch (kind) {
    case TRV_SLOT_SELF: add(out, word); break;
    case TRV_SLOT_SPEAKER: break; /* no word of the tree: the says stage knows */
    case TRV_SLOT_SUBJ:
      if (verb) trv_tree_subject(t, word, out);
      else
        FOR_CHILDREN(word, c)
          if (REL(c) == TRV_REL_NSUBJ) add_argument(t, out, c);
      break;
    case TRV_SLOT_OBJ: trv_tree_object(t, word, out); break;
    case TRV_SLOT_IOBJ: dative(t, word, out); break;
    case TRV_SLOT_COMP: trv_tree_complement(t, word, out); break;
    case TRV_SLOT_POSS:
      FOR_CHILDREN(word, c)
        if (REL(c) == TRV_REL_DET && t->parse->feats[c].poss) add(out, c);
      FOR_CHILDREN(word, c)
        if (REL(c) == TRV_REL_NMOD && SUB(c) == TRV_SUB_POSS) add(out, c);
      break;
    case TRV_SLOT_ADJ:
      FOR_CHILDREN(word, c)
        if (REL(c) == TRV_REL_AMOD || (REL(c) == TRV_REL_COMPOUND && SUB(c) != TRV_SUB_PRT)) {
          add(out, c);
          /* "US-led strikes": by whom */
          if (REL(c) == TRV_REL_AMOD && trv_grammar_has(t->grammar, "done_by", LEMMA(c)))
            FOR_CHILDREN(c, by)
              if (by < c && UPOS(by) != TRV_PUNCT && UPOS(by) != TRV_ADV) add(out, by);
        }
      break;
    case TRV_SLOT_ADV:
      FOR_CHILDREN(word, c)
        if (REL(c) == TRV_REL_ADVMOD ||
            (REL(c) == TRV_REL_OBL && (SUB(c) == TRV_SUB_TMOD || SUB(c) == TRV_SUB_UNMARKED)))
          add(out, c); /* "gave them two weeks" */
      break;
    case TRV_SLOT_GOV: {
      uint32_t g = HEAD(word);
      for (int i = 0; i < MAX_CLIMB && g != TRV_NO_WORD && !trv_tree_is_verb(t, g); i++) g = HEAD(g);
      if (g != TRV_NO_WORD && trv_tree_is_verb(t, g)) add(out, g);
      break;
    }
    case TRV_SLOT_ACL:
      FOR_CHILDREN(word, c)
        if (REL(c) == TRV_REL_ACL) add(out, c);
      break;
    default:
      prepositional(t, word, prep, out);
      /* "le bombardement d'un marché par l'aviation": hung on the noun between */
      if (!out->n && !verb && trv_grammar_has(t->grammar, "agent_preposition", prep))
        FOR_CHILDREN(word, c)
          if (REL(c) == TRV_REL_NMOD && c > word && UPOS(c) == TRV_NOUN) prepositional(t, c, prep, out);
      /* the parser may hang a verb's complement on its object */
      if (!out->n && verb) {
        FOR_CHILDREN(word, c)
          if (REL(c) == TRV_REL_OBJ || (REL(c) == TRV_REL_NSUBJ && SUB(c) == TRV_SUB_PASS)) {
            if (!trv_grammar_has(t->grammar, "noun_preposition", prep)) prepositional(t, c, prep, out);
          }
      }
  }
}

void trv_tree_slot(const struct trv_tree *t, uint32_t word, const struct trv_slot *slot, struct trv_words *out) {
  struct trv_words from = {1, {word}};
  for (uint32_t s = 0; s < slot->n_steps; s++) {
    struct trv_words to = {0};
    for (uint32_t i = 0; i < from.n; i++) step(t, from.items[i], slot->steps[s].kind, slot->steps[s].prep, &to);
    if (s && !to.n) /* "de l'eau et des vivres aux habitants": hung on the second */
      for (uint32_t i = 0; i < from.n; i++)
        FOR_CHILDREN(from.items[i], c)
          if (REL(c) == TRV_REL_CONJ && !trv_tree_is_verb(t, c))
            step(t, c, slot->steps[s].kind, slot->steps[s].prep, &to);
    /* "announced an end to hostilities": what completes the object hung on the verb */
    if (s == 1 && !to.n && slot->steps[0].kind == TRV_SLOT_OBJ && slot->steps[1].kind == TRV_SLOT_PREP && from.n &&
        trv_tree_is_verb(t, word) && trv_grammar_has(t->grammar, "lent_to_object", slot->steps[1].prep) &&
        !trv_tree_passive(t, word)) {
      struct trv_words lent = {0};
      prepositional(t, word, slot->steps[1].prep, &lent);
      for (uint32_t i = 0; i < lent.n; i++)
        if (lent.items[i] > from.items[0] && HEAD(lent.items[i]) == word) add(&to, lent.items[i]);
    }
    from = to;
  }
  *out = from;
}
