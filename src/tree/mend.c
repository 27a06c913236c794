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
        !has_child(m, c, TRV_REL_DET) && !has_child(m, c, TRV_REL_CASE))
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

void trv_tree_mend(const struct trv_text *text, const struct trv_grammar *grammar, struct trv_arena *arena,
                   struct trv_parse *parse) {
  struct mender m = {text, grammar, parse, false};
  for (uint32_t w = 0; w < parse->n_words; w++) {
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
    before_participle(&m, w);
    behind_the_object(&m, w);
  }
  if (m.changed) trv_parse_index(parse, arena);
}
