/* Attachments that the parser gets wrong in ways that can be told from the words alone, mended before the other stages
 * look at the tree.
 *
 *   "a acheminé dimanche trois cents légionnaires"   what hangs on a bare word of the calendar goes to the verb
 *   "a souscrit au plan de la Ligue, promettant de"  a present participle behind a comma goes to the verb before it
 *   "avec la Belgique et Bruxelles a expulsé"        the noun before a finite verb that has no subject is its subject,
 *   "Réunis à Prague, Macron et Merkel ont"          not one more of the nouns before
 *   "a renforcé sa flotte et pressé Ankara"          a second participle goes to the verb whose auxiliary it shares
 *   "la trêve que les deux armées observent n'a"     a clause between a subject and its verb is said of the subject
 *   "Le texte applique l'arrêt des combats conclu"   a participle behind an object is not said of the subject */
#include "tree/tree.h"

#include <string.h>

#define FOR_CHILDREN(p, w, c)                                                                                          \
  for (uint32_t c##_i = (p)->child_begin[w], c; c##_i < (p)->child_begin[(w) + 1] && (c = (p)->children[c##_i], true); \
       c##_i++)

struct mender {
  const struct trv_text *text;
  const struct trv_grammar *grammar;
  struct trv_parse *p;
  bool changed;
};

static bool is(const struct mender *m, const char *set, uint32_t word) {
  return trv_grammar_has(m->grammar, set, m->p->lemma[word]);
}

static bool has_child(const struct mender *m, uint32_t word, uint8_t rel) {
  FOR_CHILDREN(m->p, word, c)
    if (m->p->deprel[c] == rel) return true;
  return false;
}

static void hang(struct mender *m, uint32_t word, uint32_t head, uint8_t rel, uint8_t sub) {
  uint32_t above = head, steps = 0; /* never on what hangs on it */
  for (; above != TRV_NO_WORD && above != word && steps < m->p->n_words; steps++) above = m->p->head[above];
  if (above != TRV_NO_WORD) return;
  m->p->head[word] = head;
  m->p->deprel[word] = rel;
  m->p->sub[word] = sub;
  m->changed = true;
}

static bool nominal(const struct trv_parse *p, uint32_t w) {
  return p->upos[w] == TRV_NOUN || p->upos[w] == TRV_PROPN || p->upos[w] == TRV_PRON;
}

/* "dimanche", "jeudi soir", without article or preposition, beside a verb. */
static void free_of_date(struct mender *m, uint32_t date) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[date];
  if (!is(m, "calendar", date) || p->upos[date] != TRV_NOUN || p->deprel[date] != TRV_REL_OBL) return;
  if (verb == TRV_NO_WORD || verb > date || p->upos[verb] != TRV_VERB) return;
  if (has_child(m, date, TRV_REL_DET) || has_child(m, date, TRV_REL_CASE)) return;
  bool object = has_child(m, verb, TRV_REL_OBJ), subject = has_child(m, verb, TRV_REL_NSUBJ);
  FOR_CHILDREN(p, date, c) {
    uint8_t rel = p->deprel[c];
    if (c < date || !nominal(p, c) || is(m, "calendar", c)) continue;
    if (rel != TRV_REL_NMOD && rel != TRV_REL_OBL && rel != TRV_REL_OBJ && rel != TRV_REL_APPOS && rel != TRV_REL_FLAT)
      continue;
    bool preposition = false;
    FOR_CHILDREN(p, c, k) preposition |= p->deprel[k] == TRV_REL_CASE;
    if (preposition) {
      hang(m, c, verb, TRV_REL_OBL, TRV_SUB_ARG);
    } else if (!object && subject) {
      hang(m, c, verb, TRV_REL_OBJ, 0);
      object = true;
    } else if (!subject) {
      hang(m, c, verb, TRV_REL_NSUBJ, 0);
      subject = true;
    }
  }
}

/* "struck Gaza hours after", "arrested the mayor Tuesday": the object taken for an epithet of the time behind it. */
static void object_before_date(struct mender *m, uint32_t date) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[date], object = TRV_NO_WORD;
  bool oblique =
      p->deprel[date] == TRV_REL_OBL && !has_child(m, date, TRV_REL_CASE) && !has_child(m, verb, TRV_REL_OBJ);
  if (p->deprel[date] != TRV_REL_OBJ && !oblique) return;
  if (verb == TRV_NO_WORD || verb > date || p->upos[verb] != TRV_VERB) return;
  if (!trv_grammar_has(m->grammar, "time_behind", p->lemma[date])) return;
  FOR_CHILDREN(p, date, c)
    if (c < date && (p->deprel[c] == TRV_REL_COMPOUND || p->deprel[c] == TRV_REL_NMOD) &&
        (p->upos[c] == TRV_PROPN || p->upos[c] == TRV_NOUN) && !trv_grammar_has(m->grammar, "time_behind", p->lemma[c]))
      object = c;
  if (object == TRV_NO_WORD || has_child(m, object, TRV_REL_CASE) || has_child(m, date, TRV_REL_NUMMOD)) return;
  FOR_CHILDREN(p, date, c)
    if (c < object) p->head[c] = object;
  hang(m, object, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, date, verb, TRV_REL_OBL, TRV_SUB_UNMARKED);
}

/* ", promettant de", ", excluant": not said of the noun before the comma. */
static void free_of_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ACL || p->sub[word] == TRV_SUB_RELCL) return;
  if (p->feats[word].verbform != TRV_PART_FORM || p->feats[word].tense != TRV_PRES) return;
  if (noun == TRV_NO_WORD || noun > word || p->left[word] == 0) return;
  uint32_t first = p->left[word];
  if (p->upos[first] == TRV_PUNCT) first++;
  if (first == 0 || p->upos[first - 1] != TRV_PUNCT || strcmp(m->text->words[first - 1].form, ",") != 0) return;
  uint32_t verb = noun;
  for (int i = 0; i < 8 && verb != TRV_NO_WORD && p->upos[verb] != TRV_VERB; i++) {
    if (p->deprel[verb] == TRV_REL_NSUBJ) return; /* an apposition to the subject */
    verb = p->head[verb];
  }
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || verb > word) return;
  hang(m, word, verb, TRV_REL_ADVCL, 0);
}

/* "les Émirats arabes unis et Bahreïn": a noun joined to an adjective or participle of the noun before it. */
static void joined_to_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t other = p->head[word];
  if (p->deprel[word] != TRV_REL_CONJ || (p->upos[word] != TRV_PROPN && p->upos[word] != TRV_NOUN)) return;
  if (other == TRV_NO_WORD || other > word || (p->upos[other] != TRV_ADJ && p->upos[other] != TRV_VERB)) return;
  if (p->deprel[other] != TRV_REL_AMOD && p->deprel[other] != TRV_REL_ACL) return;
  if (p->sub[other] == TRV_SUB_RELCL || has_child(m, word, TRV_REL_CASE)) return;
  bool next = false;
  FOR_CHILDREN(p, word, c) next |= p->deprel[c] == TRV_REL_CC && c == other + 1;
  if (!next) return;
  uint32_t noun = p->head[other];
  if (noun == TRV_NO_WORD || noun > other || (p->upos[noun] != TRV_PROPN && p->upos[noun] != TRV_NOUN)) return;
  hang(m, word, noun, TRV_REL_CONJ, 0);
}

/* The head of the noun phrase that ends right before the verb group of `verb`; TRV_NO_WORD: none. */
static uint32_t noun_before(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  uint32_t first = m->text->sentences[m->text->words[verb].sentence].first_word, w = verb;
  while (w > first && p->head[w - 1] == verb &&
         (p->deprel[w - 1] == TRV_REL_AUX || p->upos[w - 1] == TRV_ADV || p->upos[w - 1] == TRV_PRON))
    w--;
  if (w == first) return TRV_NO_WORD;
  w--;
  while ((p->deprel[w] == TRV_REL_FLAT || p->deprel[w] == TRV_REL_AMOD) && p->head[w] != TRV_NO_WORD && p->head[w] < w)
    w = p->head[w];
  return p->upos[w] == TRV_NOUN || p->upos[w] == TRV_PROPN ? w : TRV_NO_WORD;
}

static void subject_of_its_own(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB) return;
  bool finite = p->feats[verb].verbform == TRV_FIN, and = false;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_EXPL) return;
    finite |= p->deprel[c] == TRV_REL_AUX && c < verb && p->feats[c].verbform == TRV_FIN;
    and |= p->deprel[c] == TRV_REL_CC;
  }
  if (!finite || p->feats[verb].mood == TRV_IMPER) return;
  uint32_t noun = noun_before(m, verb);
  if (noun == TRV_NO_WORD) return;
  while (p->deprel[noun] == TRV_REL_NMOD && p->head[noun] < noun && nominal(p, p->head[noun])) noun = p->head[noun];
  bool apposed = p->deprel[noun] == TRV_REL_APPOS;
  if ((p->deprel[noun] != TRV_REL_CONJ && !apposed) || has_child(m, noun, TRV_REL_CASE)) return;
  uint32_t top = noun;
  while (p->deprel[top] == TRV_REL_CONJ && p->head[top] != TRV_NO_WORD && p->deprel[p->head[top]] == TRV_REL_CONJ &&
         nominal(p, p->head[top]))
    top = p->head[top];
  if (p->deprel[top] == TRV_REL_CONJ && p->head[top] != TRV_NO_WORD && p->deprel[p->head[top]] == TRV_REL_APPOS &&
      nominal(p, p->head[top]))
    top = p->head[top]; /* "À Taëz, rebelles et soldats ont": no apposition to the town */
  uint32_t over = p->head[top];
  if (over == TRV_NO_WORD) return;
  /* the first of the nouns stands behind the comma of a clause set before the verb */
  uint32_t clause = over;
  for (int i = 0; i < 6 && clause != TRV_NO_WORD && p->head[clause] != verb; i++) clause = p->head[clause];
  bool fronted = clause != TRV_NO_WORD && p->head[clause] == verb && clause < top &&
                 (p->deprel[clause] == TRV_REL_ADVCL || p->deprel[clause] == TRV_REL_OBL);
  uint32_t mark = p->left[top];
  if (p->upos[mark] == TRV_PUNCT) mark++;
  fronted = fronted && mark > 0 && p->upos[mark - 1] == TRV_PUNCT && !has_child(m, top, TRV_REL_CC);
  /* or the last of them begins a clause that the parser joins to the verb before */
  bool joined = !and&&!apposed && top == noun && p->deprel[verb] == TRV_REL_CONJ && p->head[verb] < noun &&
                has_child(m, noun, TRV_REL_CC);
  if (!fronted && !joined) return;
  hang(m, top, verb, TRV_REL_NSUBJ, 0);
}

/* "a renforcé la présence navale française et pressé Ankara": a participle that shares the auxiliary of the verb before,
 * joined to the adjective or noun in between. */
static void participle_of_verb(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_CONJ || verb == TRV_NO_WORD || p->upos[verb] == TRV_VERB)
    return;
  if (p->feats[word].verbform != TRV_PART_FORM || p->feats[word].tense != TRV_PAST) return;
  if (!has_child(m, word, TRV_REL_CC) || has_child(m, word, TRV_REL_AUX)) return;
  bool own = false;
  FOR_CHILDREN(p, word, c)
    own |= c > word && (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_CCOMP);
  if (!own) return;
  for (int i = 0; i < 6 && verb != TRV_NO_WORD && p->upos[verb] != TRV_VERB; i++) verb = p->head[verb];
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || verb > word) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && c < verb && is(m, "active_auxiliary", c)) {
      hang(m, word, verb, TRV_REL_CONJ, 0);
      return;
    }
}

/* "une trêve entre la coalition et les rebelles a commencé": not two subjects, but two in the phrase of one. */
static void one_subject(struct mender *m, uint32_t second) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[second], first = TRV_NO_WORD;
  if (p->deprel[second] != TRV_REL_NSUBJ || verb == TRV_NO_WORD || verb < second || !nominal(p, second)) return;
  uint32_t left = p->left[second];
  if (left == 0 || p->deprel[left - 1] != TRV_REL_CC || (p->head[left - 1] != verb && p->head[left - 1] != second))
    return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_NSUBJ && c < second && first == TRV_NO_WORD) first = c;
  if (first == TRV_NO_WORD || p->right[first] + 2 != left) return;
  uint32_t to = TRV_NO_WORD;
  for (uint32_t w = first; w <= p->right[first]; w++)
    if (nominal(p, w) && !has_child(m, w, TRV_REL_CONJ))
      FOR_CHILDREN(p, w, c)
        if (p->deprel[c] == TRV_REL_CASE && c < w && is(m, "between", c)) to = w;
  if (to != TRV_NO_WORD) hang(m, second, to, TRV_REL_CONJ, 0);
}

/* "a demandé à Israël et au Hezbollah de cesser", "a appelé l'armée et les rebelles à la retenue": what is asked of both
 * hangs on the verb, not on the second of them. */
static void asked_of_both(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  bool infinitive = p->upos[word] == TRV_VERB && p->feats[word].verbform == TRV_INF && p->deprel[word] == TRV_REL_ACL;
  if ((!infinitive && p->deprel[word] != TRV_REL_NMOD) || noun == TRV_NO_WORD || noun > word) return;
  bool marked = false;
  FOR_CHILDREN(p, word, c)
    marked |= c < word && (infinitive ? p->deprel[c] == TRV_REL_MARK && is(m, "complement_mark", c)
                                      : p->deprel[c] == TRV_REL_CASE && is(m, "dative_preposition", c));
  if (!marked || p->deprel[noun] != TRV_REL_CONJ) return;
  while (p->deprel[noun] == TRV_REL_CONJ && p->head[noun] != TRV_NO_WORD && nominal(p, p->head[noun]))
    noun = p->head[noun];
  uint32_t verb = p->head[noun];
  uint8_t rel = p->deprel[noun];
  if (verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB || !is(m, "ask", verb)) return;
  if (rel != TRV_REL_OBJ && rel != TRV_REL_IOBJ && rel != TRV_REL_OBL) return;
  if (infinitive) hang(m, word, verb, TRV_REL_XCOMP, 0);
  else if (rel == TRV_REL_OBJ) hang(m, word, verb, TRV_REL_OBL, TRV_SUB_ARG);
}

/* "Paris comme Berlin ont": two, as the verb tells. */
static void both_alike(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t first = p->head[word];
  if (p->deprel[word] != TRV_REL_NMOD || first == TRV_NO_WORD || first > word || p->deprel[first] != TRV_REL_NSUBJ)
    return;
  bool alike = false, plural = false;
  FOR_CHILDREN(p, word, c) alike |= p->deprel[c] == TRV_REL_CASE && is(m, "alike", c);
  uint32_t verb = p->head[first];
  if (!alike || verb == TRV_NO_WORD || p->feats[first].number == TRV_PLUR) return;
  plural = p->feats[verb].verbform == TRV_FIN && p->feats[verb].number == TRV_PLUR;
  FOR_CHILDREN(p, verb, c) plural |= p->deprel[c] == TRV_REL_AUX && p->feats[c].number == TRV_PLUR;
  if (plural) hang(m, word, first, TRV_REL_CONJ, 0);
}

/* "entre l'Inde et le Pakistan": the second of the two hung on some noun further back. */
static void second_of_two(struct mender *m, uint32_t first) {
  struct trv_parse *p = m->p;
  bool between = false;
  if (!nominal(p, first) || has_child(m, first, TRV_REL_CONJ)) return;
  FOR_CHILDREN(p, first, c) between |= p->deprel[c] == TRV_REL_CASE && c < first && is(m, "between", c);
  uint32_t and = p->right[first] + 1;
  if (!between || and >= p->n_words || p->deprel[and] != TRV_REL_CC) return;
  uint32_t second = p->head[and];
  if (second == TRV_NO_WORD || second < and || p->deprel[second] != TRV_REL_CONJ || p->head[second] == first ||
      !nominal(p, second))
    return;
  if (p->head[second] < first) hang(m, second, first, TRV_REL_CONJ, 0);
}

/* "a proposé à l'armée et aux rebelles un cessez-le-feu": with an article of its own, and no comma before it, a noun is no apposition
 * to those to whom something is done, but the object that follows them. */
static void object_behind(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  bool article = false;
  if (p->deprel[word] != TRV_REL_APPOS || p->upos[word] != TRV_NOUN || noun == TRV_NO_WORD || noun > word) return;
  FOR_CHILDREN(p, word, c) article |= c < word && p->deprel[c] == TRV_REL_DET && p->feats[c].definite == 2;
  uint32_t first = p->left[word];
  if (!article || !first || p->upos[first - 1] == TRV_PUNCT) return;
  while (p->deprel[noun] == TRV_REL_CONJ && p->head[noun] != TRV_NO_WORD && nominal(p, p->head[noun]))
    noun = p->head[noun];
  uint32_t verb = p->head[noun];
  if (verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB) return;
  if (p->deprel[noun] != TRV_REL_OBL && p->deprel[noun] != TRV_REL_IOBJ) return;
  if (has_child(m, verb, TRV_REL_OBJ) || has_child(m, verb, TRV_REL_CCOMP)) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  hang(m, word, verb, TRV_REL_OBJ, 0);
}

/* "Shelling by government forces killed twelve", "four days of fighting", "by rebel shelling", "because of shelling": a
 * verbal noun taken for the verb of a clause. */
static void verbal_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint8_t rel = p->deprel[word];
  if (p->upos[word] != TRV_VERB || !trv_grammar_has(m->grammar, "verbal_noun", m->text->words[word].lower)) return;
  bool noun = rel == TRV_REL_CSUBJ || rel == TRV_REL_NSUBJ || rel == TRV_REL_OBL || rel == TRV_REL_NMOD;
  bool clause = rel == TRV_REL_ACL || rel == TRV_REL_ADVCL, of = false;
  if (!noun && !clause) return;
  FOR_CHILDREN(p, word, c) {
    uint8_t r = p->deprel[c];
    bool relative = false; /* "four days of fighting in which" */
    if (r == TRV_REL_CCOMP)
      FOR_CHILDREN(p, word, k) relative |= k < c && is(m, "relative_pronoun", k) && has_child(m, k, TRV_REL_CASE);
    if (r == TRV_REL_OBJ || r == TRV_REL_NSUBJ || r == TRV_REL_AUX || r == TRV_REL_XCOMP) return;
    if (r == TRV_REL_CCOMP && !relative) return;
    if (r == TRV_REL_MARK && !clause) return;
    of |= r == TRV_REL_MARK && is(m, rel == TRV_REL_ACL ? "noun_preposition" : "before_noun", c);
    of |= r == TRV_REL_MARK && rel == TRV_REL_ACL && is(m, "truce_head", p->head[word]); /* "a halt in fighting" */
    noun |= clause && c < word && (r == TRV_REL_DET || (r == TRV_REL_AMOD && p->upos[c] == TRV_ADJ));
  }
  if (!noun && !of) return;
  p->upos[word] = TRV_NOUN;
  p->lemma[word] = m->text->words[word].lower;
  if (rel == TRV_REL_CSUBJ) p->deprel[word] = TRV_REL_NSUBJ;
  else if (rel == TRV_REL_ACL) p->deprel[word] = TRV_REL_NMOD;
  else if (rel == TRV_REL_ADVCL) p->deprel[word] = TRV_REL_OBL;
  p->feats[word].verbform = p->feats[word].tense = 0;
  FOR_CHILDREN(p, word, c) {
    if (p->deprel[c] == TRV_REL_OBL) p->deprel[c] = TRV_REL_NMOD;
    if (p->deprel[c] == TRV_REL_MARK) p->deprel[c] = TRV_REL_CASE;
    if (p->deprel[c] == TRV_REL_CCOMP) {
      p->deprel[c] = TRV_REL_ACL, p->sub[c] = TRV_SUB_RELCL;
      FOR_CHILDREN(p, word, k)
        if (k < c && is(m, "relative_pronoun", k)) hang(m, k, c, TRV_REL_OBL, TRV_SUB_NONE);
    }
    if (p->deprel[c] == TRV_REL_ADVMOD && p->upos[c] == TRV_ADJ) p->deprel[c] = TRV_REL_AMOD;
  }
  m->changed = true;
}

/* "killing at least 20 civilians": the words before a number are no preposition of what is counted, which is the object. */
static void counted_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], least = TRV_NO_WORD;
  if (p->deprel[word] != TRV_REL_OBL || verb == TRV_NO_WORD || verb > word || p->upos[verb] != TRV_VERB) return;
  uint32_t behind = p->left[word] - 1; /* "shot dead at least eight protesters" */
  if (has_child(m, verb, TRV_REL_OBJ)) return;
  if (behind != verb && !(behind == verb + 1 && p->head[behind] == verb && p->upos[behind] == TRV_ADJ)) return;
  for (uint32_t w = p->left[word]; w < word && least == TRV_NO_WORD; w++)
    if (is(m, "before_number", w)) least = w;
  if (least == TRV_NO_WORD) return;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_CASE && c + 1 != least) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  hang(m, word, verb, TRV_REL_OBJ, 0);
}

/* "is walking out of the truce it signed six years ago": of the nearest finite verb. */
static void length_ago(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t head = p->head[word];
  if (!is(m, "ago", word) || head == TRV_NO_WORD || head > word || p->upos[head] != TRV_VERB) return;
  for (uint32_t k = p->left[word]; k-- > head + 1;)
    if (p->upos[k] == TRV_VERB && p->feats[k].verbform == TRV_FIN) {
      hang(m, word, k, TRV_REL_ADVMOD, 0);
      return;
    }
}

/* "were killed and 12 wounded by shelling": a number before a second participle is its subject, and both are told of the
 * first verb's clause. */
static void counted_subject(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  /* "and captured 15" */
  if (p->upos[word] == TRV_NUM && word && p->deprel[word] == TRV_REL_XCOMP && p->head[word] == word - 1 &&
      is(m, "casualty", word - 1))
    hang(m, word, word - 1, TRV_REL_OBJ, 0);
  if (!is(m, "casualty", word) || word < 2) return;
  uint32_t number = word - 1, verb = TRV_NO_WORD;
  bool counted = p->upos[number] == TRV_NUM;
  if (nominal(p, number)) /* "five others wounded" */
    FOR_CHILDREN(p, number, c) counted |= p->deprel[c] == TRV_REL_NUMMOD && c < number;
  if (!counted) return;
  uint32_t w = number;
  while (w > 0 && p->upos[w] != TRV_CCONJ && number - w < 4 && p->upos[w] != TRV_VERB && p->upos[w] != TRV_PUNCT) w--;
  if (p->upos[w] != TRV_CCONJ || w == 0) return;
  for (uint32_t k = w; k-- > 0 && w - k < 8 && verb == TRV_NO_WORD && p->upos[k] != TRV_PUNCT;)
    FOR_CHILDREN(p, k, c)
      if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) verb = k;
  /* "left 12 dead and 40 wounded" */
  if (verb == TRV_NO_WORD && is(m, "casualty", w - 1))
    for (uint32_t h = p->head[w - 1], n = 0; h != TRV_NO_WORD && n < 3 && verb == TRV_NO_WORD; h = p->head[h], n++)
      if (p->upos[h] == TRV_VERB && h < w) verb = h;
  if (verb == TRV_NO_WORD || has_child(m, word, TRV_REL_AUX) || p->head[verb] == word) return;
  for (uint32_t h = verb, n = 0; h != TRV_NO_WORD && n < 12; h = p->head[h], n++)
    if (h == word) return;
  hang(m, word, verb, TRV_REL_CONJ, 0);
  hang(m, number, word, TRV_REL_NSUBJ, TRV_SUB_PASS);
  p->upos[word] = TRV_VERB;
  p->feats[word].verbform = TRV_PART_FORM;
  p->feats[word].tense = TRV_PAST;
  p->feats[word].passive = 1;
}

/* "In Yerevan police detained 98": the noun right before a finite verb without a subject is its subject; the name before
 * it alone stands with the preposition. */
static void subject_behind_name(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], name = TRV_NO_WORD, first = p->left[noun];
  if (p->deprel[noun] != TRV_REL_OBL || p->upos[noun] != TRV_NOUN || verb == TRV_NO_WORD || verb < noun) return;
  if (p->upos[verb] != TRV_VERB || p->feats[noun].number != TRV_PLUR || has_child(m, verb, TRV_REL_NSUBJ)) return;
  bool finite = p->feats[verb].verbform == TRV_FIN;
  FOR_CHILDREN(p, verb, c) {
    finite |= p->deprel[c] == TRV_REL_AUX && c < verb && p->feats[c].verbform == TRV_FIN;
    if (c > noun && c < verb && p->deprel[c] != TRV_REL_AUX && p->deprel[c] != TRV_REL_ADVMOD) return;
  }
  if (!finite || p->right[noun] != noun || p->deprel[first] != TRV_REL_CASE || p->head[first] != noun) return;
  FOR_CHILDREN(p, noun, c)
    if (c > first && c < noun && p->deprel[c] == TRV_REL_COMPOUND && p->upos[c] == TRV_PROPN && p->left[c] == first + 1)
      name = c;
  if (name == TRV_NO_WORD) return;
  hang(m, name, verb, TRV_REL_OBL, 0);
  hang(m, first, name, TRV_REL_CASE, 0);
  hang(m, noun, verb, TRV_REL_NSUBJ, 0);
}

/* "Clashes between police and protesters left five dead": a finite verb joined by nothing to the noun before it, which
 * nothing governs, is the clause of which that noun is the subject. */
static void headless_subject(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || noun == TRV_NO_WORD || noun > verb || p->head[noun] != TRV_NO_WORD) return;
  if (p->deprel[verb] != TRV_REL_CONJ && p->deprel[verb] != TRV_REL_PARATAXIS) return;
  if ((p->upos[noun] != TRV_NOUN && p->upos[noun] != TRV_PROPN) || p->feats[verb].verbform != TRV_FIN) return;
  if (!trv_grammar_has(m->grammar, "headless_subject", p->lemma[verb]) || has_child(m, verb, TRV_REL_NSUBJ) ||
      has_child(m, verb, TRV_REL_CC) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, noun, TRV_REL_CASE) ||
      has_child(m, noun, TRV_REL_COP))
    return;
  uint32_t left = p->left[verb];
  if (left == 0 || p->upos[left - 1] == TRV_PUNCT || p->upos[left] == TRV_PUNCT) return;
  p->head[verb] = TRV_NO_WORD;
  p->deprel[verb] = TRV_REL_ROOT;
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  FOR_CHILDREN(p, noun, c)
    if (c > verb) p->head[c] = verb;
}

/* "Police shot and killed two protesters", "A sniper shot dead a soldier": a past form taken for the noun that looks like it. */
static void past_as_noun(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  const char *form = m->text->words[word].lower, *lemma = trv_grammar_lemma(m->grammar, form);
  if (p->upos[word] != TRV_NOUN || word == 0 || !lemma || !trv_grammar_has(m->grammar, "past_as_noun", form)) return;
  if (p->deprel[word] != TRV_REL_ROOT && p->deprel[word] != TRV_REL_CCOMP && p->deprel[word] != TRV_REL_PARATAXIS) return;
  uint32_t subject = word - 1, second = TRV_NO_WORD, object = TRV_NO_WORD;
  if (!nominal(p, subject) || p->head[subject] != word || p->deprel[subject] != TRV_REL_COMPOUND) return;
  bool acts = false; /* it has what a noun has not */
  FOR_CHILDREN(p, word, c) {
    if (p->deprel[c] == TRV_REL_CASE || p->deprel[c] == TRV_REL_COP || p->deprel[c] == TRV_REL_NSUBJ) return;
    if (c < word) continue;
    acts |= p->deprel[c] == TRV_REL_OBJ || (p->deprel[c] == TRV_REL_XCOMP && c == word + 1);
    if (p->deprel[c] != TRV_REL_CONJ) continue;
    if (p->upos[c] == TRV_VERB && c == word + 2 && has_child(m, c, TRV_REL_CC)) second = c;
    else if (nominal(p, c) && second != TRV_NO_WORD && p->left[c] == second + 1 && !has_child(m, c, TRV_REL_CC)) object = c;
  }
  if (!acts && second == TRV_NO_WORD) return;
  p->upos[word] = TRV_VERB;
  p->lemma[word] = lemma;
  p->feats[word].verbform = TRV_FIN;
  p->feats[word].tense = TRV_PAST;
  FOR_CHILDREN(p, word, c)
    if (c < subject) p->head[c] = subject;
  hang(m, subject, word, TRV_REL_NSUBJ, TRV_SUB_NONE);
  if (second != TRV_NO_WORD) p->feats[second].verbform = TRV_FIN;
  if (object != TRV_NO_WORD) hang(m, object, second, TRV_REL_OBJ, TRV_SUB_NONE);
}

static void plain_object(struct mender *m, uint32_t noun);

/* "Human Rights Watch accused the army", "Opposition supporters rallied in Minsk": where past and participle look alike, a sentence
 * without any other verb has one as its own: if an object stands behind it, or if it takes none. */
static void participle_root(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ACL || p->sub[verb] == TRV_SUB_RELCL) return;
  if (noun == TRV_NO_WORD || noun > verb || p->head[noun] != TRV_NO_WORD || !nominal(p, noun)) return;
  if ((p->feats[verb].verbform != TRV_PART_FORM && p->feats[verb].verbform != TRV_FIN) ||
      p->feats[verb].tense == TRV_PRES || has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_MARK))
    return;
  if (!trv_grammar_has(m->grammar, "participle_root", "*") || has_child(m, noun, TRV_REL_CASE) ||
      has_child(m, noun, TRV_REL_COP) || has_child(m, noun, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_AUX))
    return;
  if (p->left[verb] == 0 || p->upos[p->left[verb] - 1] == TRV_PUNCT) return;
  FOR_CHILDREN(p, verb, c)
    if (c > verb) plain_object(m, c);
  if (!has_child(m, verb, TRV_REL_OBJ) && !trv_grammar_has(m->grammar, "participle_root", p->lemma[verb])) return;
  const struct trv_sentence *s = &m->text->sentences[m->text->words[verb].sentence];
  for (uint32_t w = s->first_word; w < s->first_word + s->n_words; w++) {
    bool below = w > verb && p->left[verb] <= w && w <= p->right[verb];
    if (w != verb && !below && p->feats[w].verbform == TRV_FIN) return;
  }
  p->head[verb] = TRV_NO_WORD;
  p->deprel[verb] = TRV_REL_ROOT;
  p->feats[verb].verbform = TRV_FIN;
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  FOR_CHILDREN(p, noun, c)
    if (c > verb) p->head[c] = verb;
}

/* "Under the deal Armenia promised": where no comma parts them, the name behind an adjunct is taken for a part of it, and
 * the verb is left without a subject. */
static void subject_behind_adjunct(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[name], preposition = TRV_NO_WORD;
  if (p->deprel[name] != TRV_REL_OBL || p->upos[name] != TRV_PROPN || verb == TRV_NO_WORD || verb < name) return;
  if (p->upos[verb] != TRV_VERB ||
      (p->deprel[verb] != TRV_REL_ROOT && p->deprel[verb] != TRV_REL_CCOMP && p->deprel[verb] != TRV_REL_PARATAXIS))
    return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, verb, TRV_REL_CSUBJ))
    return;
  for (uint32_t w = name + 1; w < verb; w++) /* nothing between but the verb's own words and the rest of the name */
    if (p->upos[w] != TRV_AUX && p->upos[w] != TRV_ADV && p->head[w] != name) return;
  FOR_CHILDREN(p, name, c)
    if (c < name && p->deprel[c] == TRV_REL_CASE && preposition == TRV_NO_WORD) preposition = c;
  uint32_t noun = name;
  while (noun > 0 && p->upos[noun] == TRV_PROPN) noun--;
  if (p->upos[noun] != TRV_NOUN || preposition == TRV_NO_WORD || preposition > noun) return;
  bool part = p->head[noun] == name && p->deprel[noun] == TRV_REL_COMPOUND;
  bool beside = p->head[noun] == verb && p->deprel[noun] == TRV_REL_OBL && !has_child(m, noun, TRV_REL_CASE);
  if (!part && !beside) return;
  FOR_CHILDREN(p, name, c)
    if (c < noun) p->head[c] = noun;
  hang(m, noun, verb, TRV_REL_OBL, TRV_SUB_NONE);
  hang(m, name, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* "laid down their arms", "resume talks": a noun right behind a verb or its particle, without preposition, is its object. */
static void bare_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word];
  bool aside = p->deprel[word] == TRV_REL_PARATAXIS; /* "had signed, late on Monday, an agreement" */
  if ((p->deprel[word] != TRV_REL_OBL && !aside) || p->upos[word] != TRV_NOUN || verb == TRV_NO_WORD || verb > word)
    return;
  if (p->upos[verb] != TRV_VERB || has_child(m, word, TRV_REL_CASE) || has_child(m, word, TRV_REL_MARK)) return;
  if (has_child(m, verb, TRV_REL_OBJ) || is(m, "calendar", word) || p->sub[word] == TRV_SUB_TMOD) return;
  if (aside) {
    if (is(m, "takes_object", verb) && has_child(m, word, TRV_REL_DET) && !has_child(m, word, TRV_REL_NSUBJ) &&
        !has_child(m, word, TRV_REL_COP) && !has_child(m, verb, TRV_REL_CCOMP))
      hang(m, word, verb, TRV_REL_OBJ, TRV_SUB_NONE);
    return;
  }
  if (p->left[word] == verb + 1 && !is(m, "takes_object", verb)) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  for (uint32_t w = verb + 1; w < p->left[word]; w++) /* nothing but the particle between */
    if (p->head[w] != verb || p->deprel[w] != TRV_REL_COMPOUND) return;
  hang(m, word, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "accused each other of breaking it": a clause hung on the second word of a fixed pair goes to the pair. */
static void behind_fixed(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t head = p->head[word];
  if (head == TRV_NO_WORD || p->deprel[head] != TRV_REL_FIXED || p->head[head] == TRV_NO_WORD || word < head) return;
  if (!is(m, "reciprocal", head)) return;
  if (p->deprel[word] == TRV_REL_ADVCL) hang(m, word, p->head[head], TRV_REL_ACL, TRV_SUB_NONE);
}

/* "gave the ambassador, Joel Meyer, 72 hours to leave", "handed the editor a long term": a counted length of time is no apposition of
 * a name, nor a noun with an article of its own a part of another, but what is given. */
static void length_given(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  bool length = p->deprel[word] == TRV_REL_APPOS && is(m, "calendar", word) && has_child(m, word, TRV_REL_NUMMOD);
  bool noun_of_its_own = p->deprel[word] == TRV_REL_NMOD && p->upos[word] == TRV_NOUN &&
                         has_child(m, word, TRV_REL_DET) && !has_child(m, word, TRV_REL_CASE) &&
                         p->sub[word] == TRV_SUB_NONE;
  if (!length && !noun_of_its_own) return;
  uint32_t noun = p->head[word];
  if (noun == TRV_NO_WORD || noun > word) return;
  for (int i = 0; i < 3 && noun != TRV_NO_WORD && (p->deprel[noun] == TRV_REL_APPOS || p->deprel[noun] == TRV_REL_FLAT);
       i++)
    noun = p->head[noun];
  uint32_t verb = noun == TRV_NO_WORD ? TRV_NO_WORD : p->head[noun];
  if (verb == TRV_NO_WORD || verb > noun || !is(m, "ditransitive", verb)) return;
  if (p->deprel[noun] != TRV_REL_OBJ && p->deprel[noun] != TRV_REL_IOBJ) return;
  hang(m, word, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_IOBJ, TRV_SUB_NONE);
}

/* "gave Kyiv 200 tanks": of two objects the first is to whom. */
static void first_of_two_objects(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], second = TRV_NO_WORD;
  if (p->deprel[word] != TRV_REL_OBJ || verb == TRV_NO_WORD || verb > word || !is(m, "ditransitive", verb)) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_OBJ && c > word && second == TRV_NO_WORD) second = c;
    if (p->deprel[c] == TRV_REL_IOBJ) return;
  }
  if (second == TRV_NO_WORD || p->right[word] >= p->left[second]) return;
  hang(m, word, verb, TRV_REL_IOBJ, TRV_SUB_NONE);
}

/* "wrote on Telegram that …", "reported, citing the ministry, that …": what is said, and no clause of the noun before it. */
static void told_clause(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->deprel[word] != TRV_REL_ACL || noun == TRV_NO_WORD || noun > word) return;
  bool subject = false, conjunction = false;
  FOR_CHILDREN(p, word, c) {
    subject |= (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_EXPL) && c < word;
    conjunction |= p->deprel[c] == TRV_REL_MARK && p->upos[c] == TRV_SCONJ && is(m, "told_mark", c);
  }
  if (!subject || !conjunction || is(m, "told_noun", noun)) return;
  uint32_t verb = noun;
  for (int i = 0; i < 5 && verb != TRV_NO_WORD; i++, verb = p->head[verb]) {
    bool told = p->upos[verb] == TRV_VERB && is(m, "saying", verb);
    if (told && !is(m, "citing", verb)) break;
  }
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB || verb > noun || !is(m, "saying", verb) ||
      has_child(m, verb, TRV_REL_CCOMP))
    return;
  hang(m, word, verb, TRV_REL_CCOMP, TRV_SUB_NONE);
}

static bool comma(const struct mender *m, uint32_t w) {
  return w < m->p->n_words && m->p->upos[w] == TRV_PUNCT && strcmp(m->text->words[w].form, ",") == 0;
}

/* "The army, Interfax reported, bombed": a clause of saying between commas, set into the sentence. */
static void inserted_saying(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || noun == TRV_NO_WORD || p->feats[verb].verbform != TRV_FIN) return;
  if (!trv_grammar_has(m->grammar, "inserted_saying", p->lemma[verb])) return;
  if (p->deprel[verb] != TRV_REL_ACL && p->deprel[verb] != TRV_REL_ADVCL) return;
  uint32_t subject = TRV_NO_WORD;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_MARK || p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_CCOMP ||
        p->deprel[c] == TRV_REL_XCOMP)
      return;
    if (p->deprel[c] == TRV_REL_NSUBJ) subject = c;
  }
  if (subject != TRV_NO_WORD && is(m, "relative_pronoun", subject)) return;
  uint32_t apposed = TRV_NO_WORD;
  if (subject == TRV_NO_WORD && verb > 0) { /* taken for an apposition of the noun before */
    apposed = verb - 1;
    while ((p->deprel[apposed] == TRV_REL_FLAT || p->deprel[apposed] == TRV_REL_COMPOUND) &&
           p->head[apposed] != TRV_NO_WORD)
      apposed = p->head[apposed];
    if (p->deprel[apposed] != TRV_REL_APPOS || apposed > verb) return;
    subject = apposed;
  }
  uint32_t first = p->left[subject];
  while (comma(m, first)) first++;
  if (first == 0 || !comma(m, first - 1) || !comma(m, p->right[verb] == verb ? verb + 1 : p->right[verb])) {
    if (first == 0 || !comma(m, first - 1) || !comma(m, p->right[verb] + 1)) return;
  }
  uint32_t over = noun;
  if (p->upos[over] != TRV_VERB && over < verb && p->head[over] != TRV_NO_WORD && p->deprel[over] == TRV_REL_NSUBJ)
    over = p->head[over];
  hang(m, verb, over, TRV_REL_PARATAXIS, TRV_SUB_NONE);
  FOR_CHILDREN(p, verb, c)
    if (p->upos[c] == TRV_PUNCT && c > verb + 1) p->head[c] = over; /* the sentence's */
  if (apposed != TRV_NO_WORD) hang(m, apposed, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* The full stop is the sentence's, not that of a clause set into it. */
static void stop_of_inserted(struct mender *m, uint32_t stop) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[stop];
  if (p->upos[stop] != TRV_PUNCT || verb == TRV_NO_WORD || p->deprel[verb] != TRV_REL_PARATAXIS) return;
  uint32_t over = p->head[verb];
  if (over == TRV_NO_WORD || over < verb || stop < over || !is(m, "inserted_saying", verb)) return;
  p->head[stop] = over;
  m->changed = true;
}

/* "It would not, it added, accept a decree": the inserted clause taken for the main one, and that for one joined to it. */
static void inserted_above(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || !is(m, "inserted_saying", verb) || !comma(m, verb + 1)) return;
  uint32_t subject = TRV_NO_WORD, main = TRV_NO_WORD;
  FOR_CHILDREN(p, verb, c) {
    uint8_t r = p->deprel[c];
    if (r == TRV_REL_OBJ || r == TRV_REL_CCOMP || r == TRV_REL_XCOMP || r == TRV_REL_MARK) return;
    if (r == TRV_REL_NSUBJ && c < verb) subject = c;
    if (c > verb && p->upos[c] == TRV_VERB && main == TRV_NO_WORD &&
        (r == TRV_REL_CONJ || r == TRV_REL_PARATAXIS || r == TRV_REL_ADVCL) && !has_child(m, c, TRV_REL_CC))
      main = c;
  }
  if (subject == TRV_NO_WORD || main == TRV_NO_WORD || has_child(m, main, TRV_REL_MARK)) return;
  uint32_t first = p->left[subject];
  while (comma(m, first)) first++;
  if (first == 0 || !comma(m, first - 1)) return;
  bool before = false;
  FOR_CHILDREN(p, verb, c) before |= c < first - 1 && p->upos[c] != TRV_PUNCT && p->deprel[c] != TRV_REL_CC;
  if (!before) return;
  hang(m, main, p->head[verb], p->deprel[verb], p->sub[verb]);
  FOR_CHILDREN(p, verb, c)
    if (c + 1 < first || (c > main && p->upos[c] != TRV_PUNCT)) p->head[c] = main;
  hang(m, verb, main, TRV_REL_PARATAXIS, TRV_SUB_NONE);
}

static bool finite(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  bool finite = p->feats[verb].verbform == TRV_FIN;
  FOR_CHILDREN(p, verb, c) finite |= p->deprel[c] == TRV_REL_AUX && c < verb && p->feats[c].verbform == TRV_FIN;
  return finite && p->feats[verb].mood != TRV_IMPER;
}

/* The first word of the verb group: auxiliaries and adverbs. */
static uint32_t group_start(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  uint32_t first = m->text->sentences[m->text->words[verb].sentence].first_word, w = verb;
  while (w > first && p->head[w - 1] == verb &&
         (p->deprel[w - 1] == TRV_REL_AUX || p->deprel[w - 1] == TRV_REL_ADVMOD || p->deprel[w - 1] == TRV_REL_COP))
    w--;
  return w;
}

static bool date_word(const struct mender *m, uint32_t w) {
  return is(m, "calendar", w) || trv_grammar_has(m->grammar, "calendar", m->text->words[w].lower);
}

/* The end of the date or place that opens the noun phrase of `head` at `first`, behind the preposition at `first` - 1 where
 * `marked`; `first` where none does. `orphan`: the verb has no subject. */
static uint32_t setting_end(const struct mender *m, uint32_t first, uint32_t head, bool marked, bool orphan) {
  const struct trv_parse *p = m->p;
  uint32_t w = first, end = first;
  bool opener = marked;
  while (w < head && (p->upos[w] == TRV_DET || trv_grammar_has(m->grammar, "date_opener", m->text->words[w].lower))) {
    opener |= trv_grammar_has(m->grammar, "date_opener", m->text->words[w].lower);
    w++;
  }
  while (w < head && opener &&
         (date_word(m, w) || (w > first && p->upos[w] == TRV_NUM && date_word(m, w - 1)) ||
          (p->upos[w] == TRV_NUM && w + 1 < head && date_word(m, w + 1))))
    end = ++w;
  if (end > first) return end;
  if (!marked || p->upos[w] == TRV_PUNCT) return first;
  /* "in the east", "near the Brazilian frontier" */
  uint32_t at = w;
  while (at < head && p->upos[at] == TRV_ADJ && !trv_grammar_has(m->grammar, "setting_noun", m->text->words[at].lower))
    at++;
  if (w > first && at < head && trv_grammar_has(m->grammar, "setting_noun", m->text->words[at].lower)) return at + 1;
  if (w > first && w < head && trv_grammar_has(m->grammar, "setting_noun", m->text->words[w].lower)) return w + 1;
  bool named = p->name[w].kind == TRV_NAME_LOC && p->name[w].begin;
  if (w > first || p->upos[w] != TRV_PROPN || (!named && !(orphan && p->upos[head] == TRV_NOUN))) return first;
  for (w = first + 1; w < head && (named ? p->name[w].kind == TRV_NAME_LOC && !p->name[w].begin
                                         : p->upos[w] == TRV_PROPN && p->head[w] != head);
       w++)
    continue;
  if (w < head && w + 1 < head + 1 && trv_grammar_has(m->grammar, "setting_noun", m->text->words[w].lower)) w++;
  return w;
}

/* "In Yerevan police detained", "On Tuesday Chancellor Olaf Scholz halted": no comma parts where or when from the subject,
 * and the parser makes one noun phrase of both. */
static void setting_before_subject(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if ((p->upos[verb] != TRV_VERB && p->upos[verb] != TRV_AUX) || !finite(m, verb)) return;
  uint32_t start = group_start(m, verb), subject = TRV_NO_WORD, oblique = TRV_NO_WORD;
  bool passive = false;
  FOR_CHILDREN(p, verb, c) {
    passive |= p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS;
    if (c >= verb) continue;
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_EXPL) subject = c;
    if (p->deprel[c] == TRV_REL_OBL && (p->upos[c] == TRV_NOUN || p->upos[c] == TRV_PROPN)) oblique = c;
  }
  uint32_t head = subject != TRV_NO_WORD ? subject : oblique;
  if (head == TRV_NO_WORD || (p->upos[head] != TRV_NOUN && p->upos[head] != TRV_PROPN)) return;
  uint32_t end = p->right[head] + 1;
  while (end < start && p->upos[end] == TRV_PUNCT) end++;
  if (end != start) return;
  uint32_t first = p->left[head];
  while (first < head && p->upos[first] == TRV_PUNCT) first++;
  bool marked = p->deprel[first] == TRV_REL_CASE && p->head[first] <= head &&
                trv_grammar_has(m->grammar, "opening_preposition", m->text->words[first].lower);
  if (p->deprel[first] == TRV_REL_CASE && !marked) return;
  uint32_t from = marked ? first + 1 : first, to = setting_end(m, from, head, marked, subject == TRV_NO_WORD);
  if (to <= from || to > head) return;
  uint32_t setting = to - 1; /* the last word of the date or place that hangs outside it heads it */
  for (uint32_t w = to; w-- > from;)
    if (p->head[w] < from || p->head[w] >= to) {
      setting = w;
      break;
    }
  for (uint32_t w = first; w < to; w++)
    if (w != setting && (p->head[w] < from || p->head[w] >= to)) p->head[w] = setting;
  hang(m, setting, verb, TRV_REL_OBL, TRV_SUB_NONE);
  hang(m, head, verb, TRV_REL_NSUBJ, passive ? TRV_SUB_PASS : TRV_SUB_NONE);
}

/* "hours after Vladimir Putin, in an address, announced": the subject of the clause hung on the verb over it. */
static void subject_behind_mark(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ADVCL || !finite(m, verb)) return;
  uint32_t mark = TRV_NO_WORD, over = p->head[verb], noun = TRV_NO_WORD;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_EXPL) return;
    if (p->deprel[c] == TRV_REL_MARK && c < verb && mark == TRV_NO_WORD) mark = c;
  }
  if (mark == TRV_NO_WORD || over == TRV_NO_WORD || over > mark ||
      !trv_grammar_has(m->grammar, "clause_mark", p->lemma[mark]))
    return;
  FOR_CHILDREN(p, over, c)
    if (c > mark && c < verb && p->deprel[c] == TRV_REL_NSUBJ && nominal(p, c)) noun = c;
  if (noun != TRV_NO_WORD) hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
}

/* "after rebels, who had refused, pounded it", "after rebels attacked the town": a clause whose subject was taken for the
 * noun of the preposition. */
static void clause_behind_preposition(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  if (p->upos[verb] != TRV_VERB || p->head[verb] == TRV_NO_WORD) return;
  bool own = false, object = false;
  FOR_CHILDREN(p, verb, c) {
    own |= p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CC || p->deprel[c] == TRV_REL_MARK ||
           p->deprel[c] == TRV_REL_EXPL;
    object |= p->deprel[c] == TRV_REL_OBJ && c > verb;
  }
  if (own) return;
  uint32_t noun = TRV_NO_WORD, start = group_start(m, verb);
  bool participle = p->deprel[verb] == TRV_REL_ACL && p->sub[verb] != TRV_SUB_RELCL && object && start == verb &&
                    p->feats[verb].verbform == TRV_PART_FORM && p->feats[verb].tense == TRV_PAST;
  if (participle) noun = p->head[verb];
  else if ((p->deprel[verb] == TRV_REL_CONJ || p->deprel[verb] == TRV_REL_PARATAXIS) && finite(m, verb))
    FOR_CHILDREN(p, p->head[verb], c) {
      uint32_t end = p->right[c] + 1;
      while (end < start && p->upos[end] == TRV_PUNCT) end++;
      if (c < verb && p->deprel[c] == TRV_REL_OBL && end == start) noun = c;
    }
  if (noun == TRV_NO_WORD || noun > verb || !nominal(p, noun) || p->head[noun] == TRV_NO_WORD) return;
  if (p->deprel[noun] != TRV_REL_OBL || date_word(m, noun) || (participle && p->left[verb] != noun + 1)) return;
  uint32_t mark = TRV_NO_WORD;
  FOR_CHILDREN(p, noun, c)
    if (p->deprel[c] == TRV_REL_CASE && c < noun && mark == TRV_NO_WORD) mark = c;
  if (mark == TRV_NO_WORD || !trv_grammar_has(m->grammar, "clause_mark", p->lemma[mark])) return;
  hang(m, verb, p->head[noun], TRV_REL_ADVCL, TRV_SUB_NONE);
  p->feats[verb].verbform = TRV_FIN;
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  hang(m, mark, verb, TRV_REL_MARK, TRV_SUB_NONE);
  p->upos[mark] = TRV_SCONJ;
}

/* "Human Rights Watch accused the army of": no participle of the name, since it has an object of its own. */
static void name_acts(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb];
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_ACL || p->sub[verb] == TRV_SUB_RELCL) return;
  if (noun == TRV_NO_WORD || noun > verb || p->head[noun] != TRV_NO_WORD || !nominal(p, noun)) return;
  if (p->feats[verb].verbform != TRV_PART_FORM || p->feats[verb].tense != TRV_PAST || p->left[verb] != noun + 1) return;
  bool object = false;
  FOR_CHILDREN(p, verb, c) {
    object |= p->deprel[c] == TRV_REL_OBJ && c > verb;
    if (p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_MARK) return;
  }
  if (!object || !trv_grammar_has(m->grammar, "clause_mark", "") || is(m, "two_objects", verb) ||
      has_child(m, noun, TRV_REL_CASE) || has_child(m, noun, TRV_REL_COP))
    return;
  p->head[verb] = TRV_NO_WORD;
  p->deprel[verb] = TRV_REL_ROOT;
  p->sub[verb] = TRV_SUB_NONE;
  p->feats[verb].verbform = TRV_FIN;
  hang(m, noun, verb, TRV_REL_NSUBJ, TRV_SUB_NONE);
  FOR_CHILDREN(p, noun, c)
    if (c > verb) p->head[c] = verb;
}

/* "to have captured Bakhmut": the auxiliary taken for the verb, and the participle for an epithet of the name. */
static void name_captured(struct mender *m, uint32_t have) {
  struct trv_parse *p = m->p;
  uint32_t verb = have + 1;
  if ((p->upos[have] != TRV_VERB && p->upos[have] != TRV_AUX) || p->deprel[have] == TRV_REL_AUX ||
      !is(m, "active_auxiliary", have) || verb >= p->n_words)
    return;
  uint32_t noun = p->head[verb];
  if (p->deprel[verb] != TRV_REL_AMOD || p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return;
  if (noun == TRV_NO_WORD || p->head[noun] != have || p->deprel[noun] != TRV_REL_OBJ) return;
  unsigned char first = (unsigned char)m->text->words[noun].form[0];
  if (first < 'A' || first > 'Z' || !trv_grammar_has(m->grammar, "finite_auxiliary", p->lemma[have])) return;
  uint32_t head = p->head[have];
  uint8_t rel = p->deprel[have], sub = p->sub[have];
  FOR_CHILDREN(p, have, c) p->head[c] = verb;
  p->upos[have] = TRV_AUX;
  hang(m, verb, head, rel, sub);
  hang(m, have, verb, TRV_REL_AUX, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "shelled Kharkiv and bombed Mariupol": a second verb joined to the object of the first, which got the second's object. */
static void joined_to_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word], second = TRV_NO_WORD;
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_CONJ || noun == TRV_NO_WORD || noun > word) return;
  if (!nominal(p, noun) || p->deprel[noun] != TRV_REL_OBJ || p->feats[word].tense != TRV_PAST) return;
  uint32_t verb = p->head[noun];
  if (verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return;
  if (!has_child(m, word, TRV_REL_CC) || has_child(m, word, TRV_REL_AUX) || has_child(m, word, TRV_REL_OBJ) ||
      has_child(m, word, TRV_REL_NSUBJ) || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  FOR_CHILDREN(p, verb, c)
    if (c > word && p->left[c] == word + 1 && p->deprel[c] == TRV_REL_OBJ) second = c;
  if (second == TRV_NO_WORD) return;
  p->feats[word].verbform = p->feats[verb].verbform;
  hang(m, word, verb, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, second, word, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "raped and killed civilians", "looted and burned villages": a second verb taken for an epithet of the object. */
static void second_as_epithet(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_AMOD || p->feats[word].tense != TRV_PAST) return;
  if (noun == TRV_NO_WORD || noun < word || !nominal(p, noun) || p->deprel[noun] != TRV_REL_CONJ) return;
  uint32_t verb = p->head[noun], joint = TRV_NO_WORD;
  if (verb == TRV_NO_WORD || verb + 2 != word || p->upos[verb] != TRV_VERB || p->feats[verb].tense != TRV_PAST) return;
  if (has_child(m, verb, TRV_REL_OBJ) || !trv_grammar_has(m->grammar, "shares", "")) return;
  FOR_CHILDREN(p, noun, c)
    if (c == word - 1 && p->deprel[c] == TRV_REL_CC) joint = c;
  if (joint == TRV_NO_WORD) return;
  p->feats[word].verbform = p->feats[verb].verbform;
  hang(m, word, verb, TRV_REL_CONJ, TRV_SUB_NONE);
  hang(m, joint, word, TRV_REL_CC, TRV_SUB_NONE);
  hang(m, noun, word, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "called on the government to free comrades": an infinitive taken for an epithet. */
static void infinitive_as_epithet(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_ADJ || p->deprel[word] != TRV_REL_AMOD || noun == TRV_NO_WORD || noun < word || word == 0)
    return;
  if (!is(m, "verb_or_adjective", word) || p->deprel[noun] != TRV_REL_OBL) return;
  uint32_t to = word - 1, verb = p->head[noun];
  if (p->head[to] != noun || p->deprel[to] != TRV_REL_CASE ||
      !trv_grammar_has(m->grammar, "planned_mark", p->lemma[to]))
    return;
  if (verb == TRV_NO_WORD || verb > to || p->upos[verb] != TRV_VERB ||
      (!is(m, "object_control", verb) && !is(m, "subject_control", verb)))
    return;
  p->upos[word] = TRV_VERB;
  p->feats[word].verbform = TRV_INF;
  hang(m, word, verb, TRV_REL_XCOMP, TRV_SUB_NONE);
  hang(m, noun, word, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, to, word, TRV_REL_MARK, TRV_SUB_NONE);
}

/* "surrounded the compound", "shelled Belgorod": the object taken for a predicate, or for an adverb where it is a name. */
static void plain_object(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun];
  bool predicate = p->deprel[noun] == TRV_REL_XCOMP && (p->upos[noun] == TRV_NOUN || p->upos[noun] == TRV_PROPN);
  bool name = (p->deprel[noun] == TRV_REL_OBL || p->deprel[noun] == TRV_REL_ADVMOD) && p->upos[noun] == TRV_PROPN;
  if ((!predicate && !name) || verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB) return;
  if (!trv_grammar_has(m->grammar, "linking", "") || is(m, "linking", verb) || date_word(m, noun)) return;
  if (p->left[noun] != verb + 1 || has_child(m, noun, TRV_REL_CASE) || has_child(m, noun, TRV_REL_COP) ||
      has_child(m, noun, TRV_REL_MARK) || has_child(m, noun, TRV_REL_NSUBJ))
    return;
  if (has_child(m, verb, TRV_REL_OBJ) || has_child(m, verb, TRV_REL_CCOMP)) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "announced the halt in fighting and called on": a finite verb is joined to a finite verb. */
static void joined_to_finite(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t over = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_CONJ || over == TRV_NO_WORD || over > word) return;
  if (!trv_grammar_has(m->grammar, "shares", "")) return;
  if (nominal(p, over) && p->feats[word].verbform == TRV_PART_FORM && p->feats[word].tense == TRV_PAST) {
    /* joined to a noun, and with more behind it than an epithet has: past, and no participle */
    bool more = false;
    FOR_CHILDREN(p, word, c) {
      if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_AUX || p->deprel[c] == TRV_REL_MARK) return;
      more |=
          c > word && (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_CCOMP);
    }
    if (!more || !has_child(m, word, TRV_REL_CC)) return;
    for (int i = 0; i < 6 && over != TRV_NO_WORD; i++, over = p->head[over])
      if (p->upos[over] == TRV_VERB && p->feats[over].verbform == TRV_FIN && p->feats[over].tense == TRV_PAST) {
        p->feats[word].verbform = TRV_FIN;
        hang(m, word, over, TRV_REL_CONJ, TRV_SUB_NONE);
        return;
      }
    return;
  }
  if (p->feats[word].verbform != TRV_FIN) return;
  uint8_t form = p->feats[over].verbform;
  if (p->upos[over] != TRV_VERB || (form != TRV_GER && form != TRV_INF) || has_child(m, over, TRV_REL_AUX)) return;
  if (!has_child(m, word, TRV_REL_CC) || has_child(m, word, TRV_REL_NSUBJ) || has_child(m, word, TRV_REL_MARK)) return;
  for (int i = 0; i < 6 && over != TRV_NO_WORD; i++, over = p->head[over])
    if (p->upos[over] == TRV_VERB && p->feats[over].verbform == TRV_FIN && p->deprel[over] != TRV_REL_ACL) {
      hang(m, word, over, TRV_REL_CONJ, TRV_SUB_NONE);
      return;
    }
}

/* "declared it over and shelled Rafah, killing 70": said of the verb before it, not of the first. */
static void participle_of_last(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], last = TRV_NO_WORD;
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_ADVCL || verb == TRV_NO_WORD || verb > word) return;
  if (p->feats[word].verbform != TRV_PART_FORM || p->feats[word].tense != TRV_PRES ||
      has_child(m, word, TRV_REL_MARK) || !trv_grammar_has(m->grammar, "shares", ""))
    return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_CONJ && p->upos[c] == TRV_VERB && c < word &&
        p->feats[c].verbform == p->feats[verb].verbform)
      last = c;
  if (last != TRV_NO_WORD) hang(m, word, last, TRV_REL_ADVCL, TRV_SUB_NONE);
}

/* "Theresa May": a name taken for an auxiliary. */
static void name_as_auxiliary(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  if (p->upos[word] != TRV_AUX || word == 0 || p->upos[word - 1] != TRV_PROPN) return;
  unsigned char first = (unsigned char)m->text->words[word].form[0],
                second = (unsigned char)m->text->words[word].form[1];
  if (first < 'A' || first > 'Z' || second < 'a' || second > 'z') return; /* not a heading in capitals */
  if (m->text->words[word - 1].sentence != m->text->words[word].sentence) return;
  uint32_t noun = word - 1;
  while (p->deprel[noun] == TRV_REL_FLAT && p->head[noun] != TRV_NO_WORD) noun = p->head[noun];
  p->upos[word] = TRV_PROPN;
  p->lemma[word] = m->text->words[word].form;
  p->feats[word].verbform = p->feats[word].tense = p->feats[word].mood = 0;
  hang(m, word, noun, TRV_REL_FLAT, TRV_SUB_NONE);
}

/* ", quoting witnesses": a participle behind a comma with its object, taken for an epithet of it. */
static void citing_participle(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word];
  if (p->upos[word] != TRV_VERB || p->deprel[word] != TRV_REL_AMOD || noun == TRV_NO_WORD || noun < word) return;
  if (!is(m, "citing", word) || word == 0 || !comma(m, word - 1)) return;
  uint32_t verb = p->head[noun];
  for (int i = 0; i < 4 && verb != TRV_NO_WORD && p->upos[verb] != TRV_VERB; i++) verb = p->head[verb];
  if (verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB) return;
  hang(m, word, verb, TRV_REL_ADVCL, TRV_SUB_NONE);
  hang(m, noun, word, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "La trêve que les deux armées observent n'a connu que": what stands between a noun and its verb is no complement of the verb. */
static void between_subject_and_verb(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], mark = TRV_NO_WORD;
  if (p->deprel[word] != TRV_REL_CCOMP || verb == TRV_NO_WORD || verb < word || p->upos[word] != TRV_VERB) return;
  FOR_CHILDREN(p, word, c)
    if (p->deprel[c] == TRV_REL_MARK && c == p->left[word] && is(m, "relative_pronoun", c)) mark = c;
  if (mark == TRV_NO_WORD || !mark) return;
  uint32_t noun = mark - 1;
  while (p->head[noun] != TRV_NO_WORD && p->head[noun] < noun && p->deprel[noun] != TRV_REL_NSUBJ) noun = p->head[noun];
  if (p->deprel[noun] != TRV_REL_NSUBJ || p->head[noun] != verb || !nominal(p, noun)) return;
  hang(m, word, noun, TRV_REL_ACL, TRV_SUB_RELCL);
  if (has_child(m, word, TRV_REL_OBJ)) return;
  p->upos[mark] = TRV_PRON;
  hang(m, mark, word, TRV_REL_OBJ, 0);
}

/* "Le texte applique l'arrêt des combats conclu à Pretoria": said of the last noun that it agrees with, not of the subject. */
static void behind_the_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t subject = p->head[word];
  if (p->deprel[word] != TRV_REL_ACL || p->sub[word] == TRV_SUB_RELCL || p->upos[word] != TRV_VERB) return;
  if (p->feats[word].verbform != TRV_PART_FORM || subject == TRV_NO_WORD || p->deprel[subject] != TRV_REL_NSUBJ) return;
  uint32_t verb = p->head[subject];
  if (verb == TRV_NO_WORD || verb < subject || verb >= word || p->upos[verb] != TRV_VERB) return;
  uint32_t noun = p->left[word];
  while (noun > verb && (p->upos[noun - 1] == TRV_PUNCT)) noun--;
  if (noun <= verb + 1) return;
  for (noun--; noun > verb && p->head[noun] != TRV_NO_WORD; noun = p->head[noun]) {
    bool agrees = nominal(p, noun) && p->feats[noun].gender == p->feats[word].gender &&
                  p->feats[noun].number == p->feats[word].number;
    if (agrees) {
      hang(m, word, noun, TRV_REL_ACL, p->sub[word]);
      return;
    }
  }
}

/* "ont prolongé jeudi, jusqu'au 20 décembre, la trêve": a bare day is no object; and with a subject before it, what stands behind the
 * verb is one. */
static void object_of_its_own(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t before = TRV_NO_WORD, behind = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_OBJ && c > verb && p->upos[c] == TRV_NOUN && is(m, "calendar", c) &&
        !has_child(m, c, TRV_REL_DET) && !has_child(m, c, TRV_REL_CASE) &&
        !(is(m, "ditransitive", verb) && has_child(m, c, TRV_REL_NUMMOD))) /* "gave the president 48 hours" */
      hang(m, c, verb, TRV_REL_OBL, 0);
    if (p->deprel[c] == TRV_REL_NSUBJ && c < verb) before = c;
    if (p->deprel[c] == TRV_REL_NSUBJ && c > verb && p->upos[c] == TRV_NOUN) behind = behind == TRV_NO_WORD ? c : verb;
  }
  if (before == TRV_NO_WORD || behind == TRV_NO_WORD || behind == verb || has_child(m, verb, TRV_REL_OBJ)) return;
  if (has_child(m, verb, TRV_REL_CCOMP) || has_child(m, verb, TRV_REL_XCOMP)) return;
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && is(m, "active_auxiliary", c)) {
      hang(m, behind, verb, TRV_REL_OBJ, 0);
      return;
    }
}

/* "« … », a lu son négociateur", "à l'heure où débutait la trêve": a finite verb without a subject in a clause of its own has it
 * behind it. */
static void inverted_subject(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t behind = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB || p->feats[verb].mood == TRV_IMPER) return;
  bool clause = p->deprel[verb] == TRV_REL_PARATAXIS || p->deprel[verb] == TRV_REL_ADVCL ||
                (p->deprel[verb] == TRV_REL_ACL && p->sub[verb] == TRV_SUB_RELCL);
  bool finite = p->feats[verb].verbform == TRV_FIN;
  uint8_t number = p->feats[verb].number;
  if (!clause) return;
  FOR_CHILDREN(p, verb, c) {
    uint8_t rel = p->deprel[c];
    if (rel == TRV_REL_NSUBJ || rel == TRV_REL_CSUBJ || rel == TRV_REL_EXPL) return;
    if (rel == TRV_REL_AUX && c < verb && p->feats[c].verbform == TRV_FIN) finite = true, number = p->feats[c].number;
    if (rel == TRV_REL_OBJ && c > verb && (p->upos[c] == TRV_NOUN || p->upos[c] == TRV_PROPN))
      behind = behind == TRV_NO_WORD ? c : verb;
  }
  if (!finite || behind == TRV_NO_WORD || behind == verb) return;
  if (number && p->feats[behind].number && number != p->feats[behind].number && !has_child(m, behind, TRV_REL_CONJ))
    return;
  hang(m, behind, verb, TRV_REL_NSUBJ, 0);
}

/* "à l'heure où débutait la trêve conclue samedi": the noun between a verb without a subject and a bare participle is the verb's. */
static void before_participle(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t participle = p->head[noun];
  if (p->deprel[noun] != TRV_REL_NSUBJ || p->upos[noun] != TRV_NOUN || participle == TRV_NO_WORD || participle < noun)
    return;
  if (p->deprel[participle] != TRV_REL_ADVCL || p->feats[participle].verbform != TRV_PART_FORM ||
      has_child(m, participle, TRV_REL_AUX) || has_child(m, participle, TRV_REL_MARK))
    return;
  uint32_t verb = p->head[participle], first = p->left[noun];
  if (verb == TRV_NO_WORD || verb + 1 != first || p->feats[verb].verbform != TRV_FIN) return;
  if (has_child(m, verb, TRV_REL_NSUBJ) || has_child(m, verb, TRV_REL_EXPL) || has_child(m, verb, TRV_REL_OBJ)) return;
  hang(m, noun, verb, TRV_REL_NSUBJ, 0);
  hang(m, participle, noun, TRV_REL_ACL, 0);
}

/* "ont accepté, quelques minutes avant qu'il n'expire, de prolonger": what stands behind the comma that closes a clause completes the
 * verb before that clause. */
static void behind_a_clause(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t inner = p->head[word], first = p->left[word];
  if (p->deprel[word] != TRV_REL_XCOMP || p->feats[word].verbform != TRV_INF || inner == TRV_NO_WORD || inner > word)
    return;
  if (p->deprel[inner] != TRV_REL_ADVCL || !first || p->head[inner] == TRV_NO_WORD || p->head[inner] > inner) return;
  uint32_t mark = p->upos[first] == TRV_PUNCT ? first + 1 : first;
  if (!mark || strcmp(m->text->words[mark - 1].form, ",") != 0 || p->deprel[mark] != TRV_REL_MARK ||
      !is(m, "complement_mark", mark))
    return;
  uint32_t verb = p->head[inner];
  if (p->upos[verb] != TRV_VERB || has_child(m, verb, TRV_REL_XCOMP) || has_child(m, verb, TRV_REL_CCOMP)) return;
  hang(m, word, verb, TRV_REL_XCOMP, 0);
}

/* "Le cessez-le-feu signé la veille est entré en vigueur mardi, a déclaré le porte-parole": what is said was hung on the clause of
 * saying behind it, which took its subject. */
static void saying_behind(struct mender *m, uint32_t said) {
  struct trv_parse *p = m->p;
  uint32_t saying = p->head[said], subject = TRV_NO_WORD, speaker = TRV_NO_WORD;
  if (p->upos[said] != TRV_VERB || saying == TRV_NO_WORD || saying < said || p->upos[saying] != TRV_VERB) return;
  if (p->deprel[said] != TRV_REL_PARATAXIS && p->deprel[said] != TRV_REL_CCOMP) return;
  bool finite = p->feats[said].verbform == TRV_FIN;
  FOR_CHILDREN(p, said, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ || p->deprel[c] == TRV_REL_CSUBJ || p->deprel[c] == TRV_REL_MARK) return;
    finite |= p->deprel[c] == TRV_REL_AUX && p->feats[c].verbform == TRV_FIN;
  }
  FOR_CHILDREN(p, saying, c) {
    if (p->deprel[c] == TRV_REL_NSUBJ && c < said) subject = c;
    bool behind = c > saying && (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_NSUBJ);
    if (behind && nominal(p, c)) speaker = speaker == TRV_NO_WORD ? c : saying;
  }
  if (!finite || subject == TRV_NO_WORD || speaker == TRV_NO_WORD || speaker == saying) return;
  /* between the two a comma, and nothing but the auxiliaries of the saying */
  uint32_t w = saying;
  while (w > said && (p->head[w - 1] == saying) && (p->deprel[w - 1] == TRV_REL_AUX || p->upos[w - 1] == TRV_PRON)) w--;
  if (w <= said + 1 || strcmp(m->text->words[w - 1].form, ",") != 0) return;
  uint32_t head = p->head[saying];
  uint8_t rel = p->deprel[saying], sub = p->sub[saying];
  hang(m, subject, said, TRV_REL_NSUBJ, p->sub[subject]);
  hang(m, said, head, rel, sub);
  hang(m, saying, said, TRV_REL_PARATAXIS, 0);
  hang(m, speaker, saying, TRV_REL_NSUBJ, 0);
}

void trv_tree_mend(const struct trv_text *text, const struct trv_grammar *grammar, struct trv_arena *arena,
                   struct trv_parse *parse) {
  struct mender m = {text, grammar, parse, false};
  for (uint32_t w = 0; w < parse->n_words; w++) {
    verbal_noun(&m, w);
    counted_object(&m, w);
    counted_subject(&m, w);
    length_ago(&m, w);
    subject_behind_name(&m, w);
    headless_subject(&m, w);
    past_as_noun(&m, w);
    participle_root(&m, w);
    bare_object(&m, w);
    behind_fixed(&m, w);
    length_given(&m, w);
    first_of_two_objects(&m, w);
    subject_behind_adjunct(&m, w);
    told_clause(&m, w);
    name_as_auxiliary(&m, w);
    inserted_saying(&m, w);
    inserted_above(&m, w);
    stop_of_inserted(&m, w);
    setting_before_subject(&m, w);
    subject_behind_mark(&m, w);
    clause_behind_preposition(&m, w);
    name_acts(&m, w);
    second_as_epithet(&m, w);
    infinitive_as_epithet(&m, w);
    joined_to_finite(&m, w);
    participle_of_last(&m, w);
    plain_object(&m, w);
    name_captured(&m, w);
    joined_to_object(&m, w);
    citing_participle(&m, w);
    object_before_date(&m, w);
    free_of_date(&m, w);
    free_of_noun(&m, w);
    subject_of_its_own(&m, w);
    second_of_two(&m, w);
    joined_to_noun(&m, w);
    one_subject(&m, w);
    asked_of_both(&m, w);
    both_alike(&m, w);
    object_behind(&m, w);
    participle_of_verb(&m, w);
    between_subject_and_verb(&m, w);
    object_of_its_own(&m, w);
    inverted_subject(&m, w);
    behind_a_clause(&m, w);
    saying_behind(&m, w);
    before_participle(&m, w);
    behind_the_object(&m, w);
  }
  if (m.changed) trv_parse_index(parse, arena);
}
