/* Verbs of two words. Verbs with a particle: "called off the talks", "called the talks off", "was called off" all have the lemma `call_off`.
 *
 * What the parser marks as a particle is one. What it takes for an adverb, or for a preposition of the noun behind ("gunned
 * down a journalist"), is one where a rule or a table has the joined lemma. */
#include "tree/tree.h"

#include <string.h>

#define FOR_CHILDREN(p, w, c)                                                                                          \
  for (uint32_t c##_i = (p)->child_begin[w], c; c##_i < (p)->child_begin[(w) + 1] && (c = (p)->children[c##_i], true); \
       c##_i++)

struct joiner {
  const struct trv_text *text;
  const struct trv_grammar *grammar;
  struct trv_arena *arena;
  struct trv_parse *p;
  bool changed;
};

static const char *join(const struct joiner *j, uint32_t verb, uint32_t particle) {
  return trv_arena_printf(j->arena, "%s_%s", j->p->lemma[verb], j->text->words[particle].lower);
}

static bool is_particle(const struct joiner *j, uint32_t w) {
  return trv_grammar_has(j->grammar, "particle", j->text->words[w].lower);
}

static void take(struct joiner *j, uint32_t verb, uint32_t particle, const char *lemma) {
  struct trv_parse *p = j->p;
  p->lemma[verb] = lemma;
  p->head[particle] = verb;
  p->deprel[particle] = TRV_REL_COMPOUND;
  p->sub[particle] = TRV_SUB_PRT;
  FOR_CHILDREN(p, particle, c) /* "shot dead by police" */
    if (c > particle && p->deprel[c] == TRV_REL_OBL) p->head[c] = verb;
  j->changed = true;
}

/* "gunned down a journalist": the noun behind is the object, unless another preposition is left to it. */
static void free_noun(struct joiner *j, uint32_t verb, uint32_t noun, uint32_t particle) {
  struct trv_parse *p = j->p;
  bool object = false;
  FOR_CHILDREN(p, noun, c)
    if (c != particle && c < noun && (p->deprel[c] == TRV_REL_CASE || p->deprel[c] == TRV_REL_MARK)) return;
  if (p->head[noun] != verb || p->deprel[noun] != TRV_REL_OBL) return;
  FOR_CHILDREN(p, verb, c)
    object |= p->deprel[c] == TRV_REL_OBJ || (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS);
  if (object) return;
  p->deprel[noun] = TRV_REL_OBJ;
  p->sub[noun] = TRV_SUB_NONE;
}

/* "called on the government to act": a preposition of the noun behind it taken for a particle of the verb. */
static bool is_preposition(struct joiner *j, uint32_t verb, uint32_t particle, const char *lemma) {
  struct trv_parse *p = j->p;
  if (!trv_grammar_has(j->grammar, "verb_preposition", lemma) &&
      (trv_grammar_joined(j->grammar, lemma) ||
       !trv_grammar_has(j->grammar, "loose_particle", j->text->words[particle].lower)))
    return false;
  FOR_CHILDREN(p, verb, noun) {
    if (noun < particle || p->left[noun] != particle + 1) continue;
    if (p->deprel[noun] != TRV_REL_OBJ && p->deprel[noun] != TRV_REL_OBL && p->deprel[noun] != TRV_REL_IOBJ) continue;
    p->head[particle] = noun;
    p->deprel[particle] = TRV_REL_CASE;
    p->sub[particle] = TRV_SUB_NONE;
    p->upos[particle] = TRV_ADP;
    p->deprel[noun] = TRV_REL_OBL;
    p->sub[noun] = TRV_SUB_NONE;
    j->changed = true;
    return true;
  }
  return false;
}

/* The particle of `verb`; TRV_NO_WORD: none. */
static void join_particle(struct joiner *j, uint32_t verb) {
  struct trv_parse *p = j->p;
  const struct trv_sentence *s = &j->text->sentences[j->text->words[verb].sentence];
  FOR_CHILDREN(p, verb, c)
    if (c > verb && p->deprel[c] == TRV_REL_COMPOUND && p->sub[c] == TRV_SUB_PRT) {
      const char *lemma = join(j, verb, c);
      /* "discussed a way out": apart from its verb, only in a lemma that is known */
      if (c != verb + 1 && !trv_grammar_joined(j->grammar, lemma)) continue;
      if (!is_preposition(j, verb, c, lemma)) take(j, verb, c, lemma);
      return;
    }
  /* "carry on fighting": what goes on is no purpose */
  FOR_CHILDREN(p, verb, clause) {
    if (clause != verb + 2 || p->deprel[clause] != TRV_REL_ADVCL || p->upos[clause] != TRV_VERB) continue;
    const char *lemma = join(j, verb, verb + 1);
    if (p->head[verb + 1] != clause || p->deprel[verb + 1] != TRV_REL_MARK || !trv_grammar_joined(j->grammar, lemma))
      continue;
    p->deprel[clause] = TRV_REL_XCOMP;
    take(j, verb, verb + 1, lemma);
    return;
  }
  uint32_t next = verb + 1;
  if (next < s->first_word + s->n_words &&
      (is_particle(j, next) || trv_grammar_has(j->grammar, "joined_preposition", j->text->words[next].lower))) {
    const char *lemma = join(j, verb, next);
    uint8_t rel = p->deprel[next];
    uint32_t noun = p->head[next];
    if (trv_grammar_joined(j->grammar, lemma)) {
      if (rel == TRV_REL_CASE && noun != TRV_NO_WORD && noun > next) {
        if (trv_grammar_has(j->grammar, "calendar", p->lemma[noun]) || p->upos[noun] == TRV_NUM) return;
        if (!trv_grammar_has(j->grammar, "joined_preposition", j->text->words[next].lower)) return;
        take(j, verb, next, lemma);
        free_noun(j, verb, noun, next);
        return;
      }
      if (rel != TRV_REL_MARK && rel != TRV_REL_CC && rel != TRV_REL_AUX) {
        take(j, verb, next, lemma);
        return;
      }
    }
  }
  /* "shot three of the inhabitants dead", "took the crew hostage", "ordered envoys of three states out": behind the object */
  for (uint32_t w = verb + 1; w <= p->right[verb] && w < verb + 14; w++) {
    bool out = is_particle(j, w) && p->upos[w] == TRV_ADP && p->deprel[w] == TRV_REL_ADVMOD;
    if (!out && !trv_grammar_has(j->grammar, "resultative", j->text->words[w].lower)) continue;
    uint32_t over = p->head[w];
    bool behind = over != TRV_NO_WORD && (over == verb || over < w);
    for (int i = 0; i < 3 && over != TRV_NO_WORD && over != verb; i++) {
      behind &= p->upos[over] != TRV_VERB && p->deprel[over] != TRV_REL_APPOS;
      over = p->head[over];
    }
    const char *lemma = join(j, verb, w);
    if (!behind || over != verb || !trv_grammar_joined(j->grammar, lemma)) continue;
    take(j, verb, w, lemma);
    return;
  }
  /* "pulled its troops out of Gaza": before another preposition */
  FOR_CHILDREN(p, verb, noun) {
    if (noun < verb || p->deprel[noun] != TRV_REL_OBL) continue;
    FOR_CHILDREN(p, noun, c) {
      if (c > noun || p->deprel[c] != TRV_REL_CASE || !is_particle(j, c)) continue;
      bool another = p->deprel[c + 1] == TRV_REL_CASE && p->head[c + 1] == noun;
      const char *lemma = another ? join(j, verb, c) : NULL;
      if (!another || !trv_grammar_joined(j->grammar, lemma)) break;
      take(j, verb, c, lemma);
      return;
    }
  }
  /* "pulled its troops out" */
  FOR_CHILDREN(p, verb, c) {
    if (c < verb || p->deprel[c] != TRV_REL_ADVMOD || !is_particle(j, c)) continue;
    const char *lemma = join(j, verb, c);
    if (!trv_grammar_joined(j->grammar, lemma)) continue;
    take(j, verb, c, lemma);
    return;
  }
}

/* "a fait savoir l'armée": a verb and the one that causes it, where a table has them joined; who it is behind has them for his verb. */
static void join_causative(struct joiner *j, uint32_t verb) {
  struct trv_parse *p = j->p;
  uint32_t cause = TRV_NO_WORD, agent = TRV_NO_WORD;
  bool own = false;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_CAUS && c < verb) cause = c;
    if (p->deprel[c] == TRV_REL_OBJ && c > verb && p->upos[c] != TRV_PRON) agent = c;
    own |= p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_CC ||
           p->deprel[c] == TRV_REL_CCOMP;
  }
  if (cause == TRV_NO_WORD) return;
  const char *lemma = trv_arena_printf(j->arena, "%s_%s", p->lemma[cause], p->lemma[verb]);
  if (!trv_grammar_joined(j->grammar, lemma)) return;
  p->lemma[verb] = lemma;
  p->feats[verb] = p->feats[cause];
  uint32_t first = p->left[verb];
  bool parted = p->upos[first] == TRV_PUNCT || (first > 0 && p->upos[first - 1] == TRV_PUNCT);
  if (own || agent == TRV_NO_WORD || !parted || p->head[verb] == TRV_NO_WORD) return;
  p->deprel[verb] = TRV_REL_PARATAXIS;
  p->sub[verb] = TRV_SUB_NONE;
  p->deprel[agent] = TRV_REL_NSUBJ;
  p->sub[agent] = TRV_SUB_NONE;
  j->changed = true;
}

/* "a cease fire", "the pull out": a noun written as two. */
static void join_noun(struct joiner *j, uint32_t noun) {
  struct trv_parse *p = j->p;
  if (noun == 0 || p->head[noun - 1] != noun || j->text->words[noun - 1].sentence != j->text->words[noun].sentence)
    return;
  const char *lemma = trv_arena_printf(j->arena, "%s_%s", j->text->words[noun - 1].lower, p->lemma[noun]);
  if (trv_grammar_has(j->grammar, "joined_noun", lemma)) p->lemma[noun] = lemma;
}

static bool has_subject(const struct trv_parse *p, uint32_t word) {
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++)
    if (p->deprel[p->children[i]] == TRV_REL_NSUBJ) return true;
  return false;
}

void trv_tree_join_particles(const struct trv_text *text, const struct trv_grammar *grammar, struct trv_arena *arena,
                             struct trv_parse *parse) {
  struct joiner j = {text, grammar, arena, parse, false};
  for (uint32_t w = 0; w < parse->n_words; w++) {
    if (parse->upos[w] == TRV_NOUN) join_noun(&j, w);
    const char *lemma = trv_grammar_lemma(grammar, text->words[w].lower);
    /* with a subject it is the verb, though taken for an adverb: "Téhéran dément avoir livré" */
    if (lemma && parse->upos[w] == TRV_ADV && has_subject(parse, w)) {
      parse->upos[w] = TRV_VERB;
      parse->feats[w].verbform = TRV_FIN;
    }
    if (parse->upos[w] != TRV_VERB) continue;
    if (lemma) parse->lemma[w] = lemma;
    join_particle(&j, w);
    join_causative(&j, w);
  }
  if (j.changed) trv_parse_index(parse, arena);
}
