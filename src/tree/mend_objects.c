/* Objects that the parser hung elsewhere or took for something else. See mend.h. */
#include "tree/mend.h"

/* "struck Gaza hours after", "arrested the mayor Tuesday": the object taken for an epithet of the time behind it. */
void mend_object_before_date(struct mender *m, uint32_t date) {
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

/* "un cessez-le-feu": has an indefinite article. */
static bool indefinite(const struct mender *m, uint32_t noun) {
  FOR_CHILDREN(m->p, noun, c)
    if (c < noun && m->p->deprel[c] == TRV_REL_DET && m->p->feats[c].definite == 2) return true;
  return false;
}

/* "a proposé à l'armée et aux rebelles un cessez-le-feu", "ont appelé à une trêve le gouvernement et les rebelles": with an article of
 * its own, and no comma before it, a noun is no apposition to those to whom something is done, or to what they are called to, but the
 * object that follows them. */
void mend_object_behind(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[word], behind = noun;
  bool article = false;
  if (p->deprel[word] != TRV_REL_APPOS || p->upos[word] != TRV_NOUN || noun == TRV_NO_WORD || noun > word) return;
  FOR_CHILDREN(p, word, c)
    article |= c < word && p->deprel[c] == TRV_REL_DET && (p->feats[c].definite == 2 || indefinite(m, noun));
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
  FOR_CHILDREN(p, behind, c)
    if (c > word && p->deprel[c] == TRV_REL_CONJ) hang(m, c, word, TRV_REL_CONJ, TRV_SUB_NONE);
}

/* "trois jours de trêve": a length of truce, no time in which something is. */
bool mend_is_length_of_truce(const struct mender *m, uint32_t word) {
  const struct trv_parse *p = m->p;
  bool counted = has_child(m, word, TRV_REL_NUMMOD) || has_child(m, word, TRV_REL_DET);
  if (!counted || p->upos[word] != TRV_NOUN || !is(m, "calendar", word)) return false;
  FOR_CHILDREN(p, word, c)
    if (c > word && p->deprel[c] == TRV_REL_NMOD && is(m, "truce", c)) return true;
  return false;
}

/* "a mené dans la nuit des frappes": what a light verb has no object without is none of the night's. */
void mend_object_behind_time(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t time = p->head[noun], of = TRV_NO_WORD, verb;
  if (p->upos[noun] != TRV_NOUN || p->deprel[noun] != TRV_REL_NMOD || time == TRV_NO_WORD || time > noun) return;
  if (!is(m, "part_of_day", time) || p->deprel[time] != TRV_REL_OBL || is(m, "calendar", noun)) return;
  verb = p->head[time];
  if (verb == TRV_NO_WORD || verb > time || p->upos[verb] != TRV_VERB || !is(m, "light", verb)) return;
  if (has_child(m, verb, TRV_REL_OBJ) || !has_child(m, verb, TRV_REL_NSUBJ) || !has_child(m, time, TRV_REL_CASE))
    return;
  bool whole = false; /* one token: "des", not "de la" */
  FOR_CHILDREN(p, noun, c) {
    if (p->deprel[c] == TRV_REL_CASE && c < noun && is(m, "genitive_preposition", c)) of = c;
    whole |= p->deprel[c] == TRV_REL_DET && c < noun && of != TRV_NO_WORD &&
             m->text->words[c].token == m->text->words[of].token && p->feats[noun].number == TRV_PLUR;
  }
  FOR_CHILDREN(p, verb, c)
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
  if (!whole) return;
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, of, time, TRV_REL_FIXED, TRV_SUB_NONE);
}

/* "began two days of talks": a length of what is done is the verb's object. */
void mend_length_as_object(struct mender *m, uint32_t length) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[length];
  bool of = false;
  if (!is(m, "act_noun", length) || p->deprel[length] != TRV_REL_OBL) return;
  if (!has_child(m, length, TRV_REL_NUMMOD) && !has_child(m, length, TRV_REL_DET)) return;
  if (verb == TRV_NO_WORD || verb > length || p->upos[verb] != TRV_VERB) return;
  if (has_child(m, length, TRV_REL_CASE) || has_child(m, verb, TRV_REL_OBJ)) return;
  FOR_CHILDREN(p, length, c) {
    if (c != length + 2 || p->deprel[c] != TRV_REL_NMOD) continue;
    FOR_CHILDREN(p, c, k) of |= p->deprel[k] == TRV_REL_CASE && is(m, "genitive_preposition", k);
  }
  if (of) hang(m, length, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "a organisé deux jours de manœuvres", "ont tenu trois jours de pourparlers": what is done for so long is the object. */
void mend_length_of_act(struct mender *m, uint32_t length) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[length], act = TRV_NO_WORD;
  if (p->upos[length] != TRV_NOUN || !is(m, "calendar", length) || !has_child(m, length, TRV_REL_NUMMOD)) return;
  if (verb == TRV_NO_WORD || verb > length || p->upos[verb] != TRV_VERB || !is(m, "light", verb)) return;
  if (p->deprel[length] != TRV_REL_OBL && p->deprel[length] != TRV_REL_OBJ) return;
  if (has_child(m, length, TRV_REL_CASE) || (p->deprel[length] == TRV_REL_OBL && has_child(m, verb, TRV_REL_OBJ)))
    return;
  FOR_CHILDREN(p, length, c)
    if (c > length && p->deprel[c] == TRV_REL_NMOD && is(m, "lasting_act", c)) act = c;
  if (act == TRV_NO_WORD) return;
  hang(m, act, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, length, act, TRV_REL_NMOD, TRV_SUB_NONE);
  FOR_CHILDREN(p, act, c)
    if (p->deprel[c] == TRV_REL_CASE && c > length) hang(m, c, length, TRV_REL_FIXED, TRV_SUB_NONE);
}

/* "a proposé mardi aux deux camps trois jours de trêve", "a clos deux semaines d'accalmie": what is offered or ended. */
void mend_length_of_truce(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  bool oblique = p->deprel[word] == TRV_REL_OBL || p->deprel[word] == TRV_REL_NMOD || p->deprel[word] == TRV_REL_APPOS;
  uint32_t verb = p->head[word];
  if (!oblique || !mend_is_length_of_truce(m, word) || has_child(m, word, TRV_REL_CASE)) return;
  for (int i = 0; i < 3 && verb != TRV_NO_WORD && p->upos[verb] != TRV_VERB; i++) verb = p->head[verb];
  if (verb == TRV_NO_WORD || verb > word || p->upos[verb] != TRV_VERB || is(m, "truce_runs", verb)) return;
  if (has_child(m, verb, TRV_REL_OBJ) || has_child(m, verb, TRV_REL_CCOMP)) return;
  bool active = has_child(m, verb, TRV_REL_NSUBJ);
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS) return;
    active |= p->deprel[c] == TRV_REL_AUX && is(m, "active_auxiliary", c);
  }
  if (active) hang(m, word, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

void mend_plain_object(struct mender *m, uint32_t noun);

/* "laid down their arms", "resume talks": a noun right behind a verb or its particle, without preposition, is its object. */
void mend_bare_object(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word];
  bool aside = p->deprel[word] == TRV_REL_PARATAXIS; /* "had signed, late on Monday, an agreement" */
  if ((p->deprel[word] != TRV_REL_OBL && !aside) || p->upos[word] != TRV_NOUN || verb == TRV_NO_WORD || verb > word)
    return;
  if (p->upos[verb] != TRV_VERB || has_child(m, word, TRV_REL_CASE) || has_child(m, word, TRV_REL_MARK)) return;
  uint32_t inner = p->left[word] - 1; /* "called on Iran to resume talks" */
  if (inner > verb && inner < word && p->head[inner] == verb && p->upos[inner] == TRV_VERB &&
      p->feats[inner].verbform == TRV_INF && !has_child(m, inner, TRV_REL_OBJ) && !date_word(m, word)) {
    hang(m, word, inner, TRV_REL_OBJ, TRV_SUB_NONE);
    return;
  }
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
  for (uint32_t w = verb + 1; w < p->left[word]; w++) { /* nothing but the particle between, or the day */
    uint32_t h = w;
    while (p->head[h] != TRV_NO_WORD && p->head[h] != verb && p->head[h] > verb && p->head[h] < p->left[word])
      h = p->head[h];
    bool day = p->head[h] == verb && p->deprel[h] == TRV_REL_OBL && date_word(m, h);
    if (p->head[h] != verb || (p->deprel[h] != TRV_REL_COMPOUND && !day)) return;
    if (day && !has_child(m, word, TRV_REL_DET)) return;
  }
  hang(m, word, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "send Ukraine 5,000 missiles": a name, a number and what is counted are two objects, not one. */
void mend_name_before_number(struct mender *m, uint32_t name) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[name], number = name + 1;
  if (p->upos[name] != TRV_PROPN || p->deprel[name] != TRV_REL_COMPOUND || noun == TRV_NO_WORD || noun < name + 2)
    return;
  uint32_t verb = p->head[noun];
  if (p->deprel[noun] != TRV_REL_OBJ || verb == TRV_NO_WORD || verb > name || !is(m, "two_objects", verb)) return;
  if (p->upos[number] != TRV_NUM || (p->head[number] != name && p->head[number] != noun)) return;
  hang(m, number, noun, TRV_REL_NUMMOD, TRV_SUB_NONE);
  hang(m, name, verb, TRV_REL_IOBJ, TRV_SUB_NONE);
}

/* "gave Kyiv 200 tanks": of two objects the first is to whom. */
void mend_first_of_two_objects(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[word], second = TRV_NO_WORD;
  if (p->deprel[word] != TRV_REL_OBJ || verb == TRV_NO_WORD || verb > word) return;
  bool names = is(m, "naming_verb", verb); /* "calls the militia a gang": the second says what the first is */
  if (!names && !is(m, "ditransitive", verb)) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_OBJ && c > word && second == TRV_NO_WORD) second = c;
    if (p->deprel[c] == TRV_REL_IOBJ) return;
  }
  /* "granted the rebels an amnesty": the second taken for an apposition of the first */
  if (second == TRV_NO_WORD) {
    FOR_CHILDREN(p, word, c)
      if (p->deprel[c] == TRV_REL_APPOS && c > word && p->upos[c] == TRV_NOUN && p->upos[p->left[c]] == TRV_DET &&
          p->upos[p->left[c] - 1] != TRV_PUNCT)
        second = c;
    if (second != TRV_NO_WORD) hang(m, second, verb, TRV_REL_OBJ, TRV_SUB_NONE);
    if (second != TRV_NO_WORD) hang(m, word, verb, TRV_REL_IOBJ, TRV_SUB_NONE);
    return;
  }
  if (p->right[word] >= p->left[second]) return;
  if (names) hang(m, second, verb, TRV_REL_XCOMP, TRV_SUB_NONE);
  else hang(m, word, verb, TRV_REL_IOBJ, TRV_SUB_NONE);
}

/* "sent 23 diplomats home": said of the verb. */
void mend_way_behind_object(struct mender *m, uint32_t adverb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[adverb];
  if (p->deprel[adverb] != TRV_REL_ADVMOD || noun == TRV_NO_WORD || noun > adverb || !is(m, "way_adverb", adverb))
    return;
  if (p->deprel[noun] != TRV_REL_OBJ || p->head[noun] == TRV_NO_WORD || p->upos[p->head[noun]] != TRV_VERB) return;
  hang(m, adverb, p->head[noun], TRV_REL_ADVMOD, TRV_SUB_NONE);
}

/* "called the president on Tuesday": a verb that gives its object a name has that object where it has no other. */
static bool names_nobody_else(const struct mender *m, uint32_t verb) {
  const struct trv_parse *p = m->p;
  return trv_grammar_has(m->grammar, "naming_verb", p->lemma[verb]) && p->deprel[verb] != TRV_REL_ACL &&
         has_child(m, verb, TRV_REL_NSUBJ);
}

/* "declared the movement a terrorist group": what the object is called, taken for a length or for an apposition. */
void mend_what_it_is_called(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], object = TRV_NO_WORD;
  if (p->deprel[noun] == TRV_REL_IOBJ && verb != TRV_NO_WORD && verb < noun && is(m, "naming", verb) &&
      p->upos[noun] != TRV_PRON) {
    FOR_CHILDREN(p, verb, c)
      if (c > noun && nominal(p, c) && (p->deprel[c] == TRV_REL_OBJ || p->deprel[c] == TRV_REL_XCOMP)) object = c;
    if (object == TRV_NO_WORD) return;
    hang(m, object, verb, TRV_REL_XCOMP, TRV_SUB_NONE);
    hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
    return;
  }
  if (p->upos[noun] != TRV_NOUN || verb == TRV_NO_WORD || verb > noun || date_word(m, noun)) return;
  if (p->deprel[noun] == TRV_REL_APPOS && p->deprel[verb] == TRV_REL_OBJ) object = verb, verb = p->head[verb];
  else if (p->deprel[noun] != TRV_REL_OBL || has_child(m, noun, TRV_REL_CASE)) return;
  if (verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB || !is(m, "naming", verb)) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_OBJ && c > verb && c < noun) object = c;
    if (p->deprel[c] == TRV_REL_XCOMP || p->deprel[c] == TRV_REL_CCOMP) return;
  }
  uint32_t first = p->left[noun];
  if (object == TRV_NO_WORD || first <= object || p->upos[first] != TRV_DET || p->upos[first - 1] == TRV_PUNCT) return;
  hang(m, noun, verb, TRV_REL_XCOMP, TRV_SUB_NONE);
}

/* "surrounded the compound", "shelled Belgorod": the object taken for a predicate, or for an adverb where it is a name. */
void mend_plain_object(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun];
  bool predicate = p->deprel[noun] == TRV_REL_XCOMP && (p->upos[noun] == TRV_NOUN || p->upos[noun] == TRV_PROPN);
  bool name = (p->deprel[noun] == TRV_REL_OBL || p->deprel[noun] == TRV_REL_ADVMOD) && p->upos[noun] == TRV_PROPN;
  /* "was given 30 tanks" */
  bool given = p->deprel[noun] == TRV_REL_OBL && p->upos[noun] == TRV_NOUN && verb != TRV_NO_WORD && verb < noun &&
               is(m, "two_objects", verb);
  if ((!predicate && !name && !given) || verb == TRV_NO_WORD || verb > noun || p->upos[verb] != TRV_VERB) return;
  if (!trv_grammar_has(m->grammar, "linking", "") || date_word(m, noun)) return;
  if (is(m, "linking", verb) && !names_nobody_else(m, verb)) return;
  if (p->left[noun] != verb + 1 || has_child(m, noun, TRV_REL_CASE) || has_child(m, noun, TRV_REL_COP) ||
      has_child(m, noun, TRV_REL_MARK) || has_child(m, noun, TRV_REL_NSUBJ))
    return;
  if (has_child(m, verb, TRV_REL_OBJ) || has_child(m, verb, TRV_REL_CCOMP)) return;
  FOR_CHILDREN(p, verb, c) /* but "were granted an amnesty" */
    if (p->deprel[c] == TRV_REL_AUX && p->sub[c] == TRV_SUB_PASS && !is(m, "two_objects", verb)) return;
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "Le texte applique l'arrêt des combats conclu à Pretoria": said of the last noun that it agrees with, not of the subject. */
void mend_behind_the_object(struct mender *m, uint32_t word) {
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
void mend_object_of_its_own(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t before = TRV_NO_WORD, behind = TRV_NO_WORD;
  if (p->upos[verb] != TRV_VERB) return;
  FOR_CHILDREN(p, verb, c) {
    if (p->deprel[c] == TRV_REL_OBJ && c > verb && p->upos[c] == TRV_NOUN && is(m, "calendar", c) &&
        !has_child(m, c, TRV_REL_DET) && !has_child(m, c, TRV_REL_CASE) && !mend_is_length_of_truce(m, c) &&
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

/* "reopened the Erez crossing": no name and a predicate of it, but a name before the noun that it tells more of. */
void mend_name_before_object(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], name = noun - 1;
  if (noun == 0 || p->deprel[noun] != TRV_REL_XCOMP || p->upos[noun] != TRV_NOUN || verb == TRV_NO_WORD) return;
  if (p->left[noun] != noun || verb > name || p->upos[name] != TRV_PROPN || p->deprel[name] != TRV_REL_OBJ) return;
  if (p->head[name] != verb || p->right[name] != name || !has_child(m, name, TRV_REL_DET)) return;
  FOR_CHILDREN(p, name, c) p->head[c] = noun;
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
  hang(m, name, noun, TRV_REL_COMPOUND, TRV_SUB_NONE);
}

/* "Police arrested opposition leader Bobi Wine as he left": the noun behind the object hung on the subject, which the verb
 * parts it from, is the object; a clause there is the verb's. */
void mend_subject_across_verb(struct mender *m, uint32_t word) {
  struct trv_parse *p = m->p;
  uint32_t subject = p->head[word], verb, object = word - 1;
  if (subject == TRV_NO_WORD || subject >= word || p->deprel[subject] != TRV_REL_NSUBJ) return;
  verb = p->head[subject];
  if (verb == TRV_NO_WORD || verb <= subject || verb >= word || p->upos[verb] != TRV_VERB) return;
  if (p->upos[word] == TRV_VERB && p->feats[word].verbform == TRV_FIN && has_child(m, word, TRV_REL_MARK) &&
      p->deprel[word] == TRV_REL_ACL && p->sub[word] != TRV_SUB_RELCL) {
    hang(m, word, verb, TRV_REL_ADVCL, TRV_SUB_NONE);
    return;
  }
  if (!nominal(p, word) || has_child(m, word, TRV_REL_CASE) || p->deprel[word] == TRV_REL_CONJ || date_word(m, word))
    return;
  if (p->head[object] == verb && p->deprel[object] == TRV_REL_OBJ && p->upos[object] == TRV_NOUN) {
    hang(m, word, verb, TRV_REL_OBJ, TRV_SUB_NONE);
    hang(m, object, word, TRV_REL_COMPOUND, TRV_SUB_NONE);
    FOR_CHILDREN(p, object, c)
      if (p->deprel[c] == TRV_REL_DET || p->deprel[c] == TRV_REL_AMOD || p->deprel[c] == TRV_REL_NUMMOD)
        p->head[c] = word;
  } else if (p->deprel[word] == TRV_REL_APPOS) {
    uint32_t before = p->left[word] - 1;
    while (before > verb && p->head[before] != verb) before = p->head[before] < word ? p->head[before] : verb;
    if (before > verb && before < word && nominal(p, before)) hang(m, word, before, TRV_REL_APPOS, TRV_SUB_NONE);
  }
}

/* What is called so, described "as" that, or said to "be" that by the clause of `called`; TRV_NO_WORD: nothing. */
static uint32_t named_so(const struct mender *m, uint32_t called) {
  const struct trv_parse *p = m->p;
  FOR_CHILDREN(p, called, c) {
    if (c < called || p->upos[c] != TRV_NOUN) continue;
    if (p->deprel[c] == TRV_REL_OBJ && !has_child(m, c, TRV_REL_CASE)) return c;
    if (p->deprel[c] == TRV_REL_OBL && trv_grammar_has(m->grammar, "named_as", m->text->words[p->left[c]].lower))
      return c;
    if (p->deprel[c] == TRV_REL_CCOMP && has_child(m, c, TRV_REL_COP) && !has_child(m, c, TRV_REL_NSUBJ)) return c;
  }
  return TRV_NO_WORD;
}

/* "launched what it called a special operation", "in what officials described as a raid": the operation is launched, whoever calls it
 * so. */
void mend_called_so(struct mender *m, uint32_t what) {
  struct trv_parse *p = m->p;
  if (!is(m, "free_relative", what) || p->head[what] == TRV_NO_WORD) return;
  uint32_t called = TRV_NO_WORD, over = p->head[what];
  if (p->upos[what] == TRV_DET && p->deprel[over] == TRV_REL_NSUBJ && over > what && p->head[over] != TRV_NO_WORD) {
    p->upos[what] = TRV_PRON; /* "what officials described as strikes" */
    hang(m, what, p->head[over], TRV_REL_OBJ, TRV_SUB_NONE);
    over = p->head[over];
  }
  if (p->upos[what] != TRV_PRON) return;
  FOR_CHILDREN(p, what, c)
    if (c > what && p->deprel[c] == TRV_REL_ACL && is(m, "called_so", c)) called = c;
  bool inside = called == TRV_NO_WORD && over > what && is(m, "called_so", over) && p->deprel[what] == TRV_REL_OBJ &&
                (p->deprel[over] == TRV_REL_CCOMP || p->deprel[over] == TRV_REL_ADVCL) && p->head[over] < what;
  if (inside) called = over; /* "carried out what it described as a strike": the clause taken for the object */
  uint32_t noun = called == TRV_NO_WORD ? TRV_NO_WORD : named_so(m, called);
  if (noun == TRV_NO_WORD) return;
  FOR_CHILDREN(p, noun, c)
    if (c < noun && (p->deprel[c] == TRV_REL_CASE || p->deprel[c] == TRV_REL_COP))
      hang(m, c, called, TRV_REL_MARK, TRV_SUB_NONE);
  FOR_CHILDREN(p, called, c) /* "what it called punishment for separatist acts" */
    if (c > noun && p->deprel[c] == TRV_REL_OBL && p->left[c] == p->right[noun] + 1)
      hang(m, c, noun, TRV_REL_NMOD, TRV_SUB_NONE);
  uint32_t head = inside ? p->head[called] : over;
  hang(m, noun, head, inside ? TRV_REL_OBJ : p->deprel[what], inside ? TRV_SUB_NONE : p->sub[what]);
  FOR_CHILDREN(p, what, c)
    if (p->deprel[c] == TRV_REL_CASE) hang(m, c, noun, TRV_REL_CASE, TRV_SUB_NONE);
  hang(m, called, noun, TRV_REL_DEP, TRV_SUB_NONE);
  hang(m, what, called, TRV_REL_OBL, TRV_SUB_NONE);
}

/* "it was suspending aid": a verb taken for an epithet of its object. */
void mend_progressive(struct mender *m, uint32_t verb) {
  struct trv_parse *p = m->p;
  uint32_t noun = p->head[verb], be = verb - 1;
  if (p->upos[verb] != TRV_VERB || p->deprel[verb] != TRV_REL_AMOD || p->feats[verb].tense != TRV_PRES || verb == 0)
    return;
  if (noun == TRV_NO_WORD || noun < verb || p->upos[noun] != TRV_NOUN || p->left[verb] != verb) return;
  if (p->head[be] != noun || p->deprel[be] != TRV_REL_COP || !has_child(m, noun, TRV_REL_NSUBJ) ||
      has_child(m, noun, TRV_REL_DET))
    return;
  uint32_t head = p->head[noun];
  put(m, verb, head, p->deprel[noun], p->sub[noun]);
  FOR_CHILDREN(p, noun, c) {
    uint8_t rel = p->deprel[c];
    if (rel == TRV_REL_COP) p->deprel[c] = TRV_REL_AUX;
    if (rel == TRV_REL_NSUBJ || rel == TRV_REL_COP || rel == TRV_REL_MARK || rel == TRV_REL_AUX ||
        rel == TRV_REL_PUNCT || rel == TRV_REL_ADVCL || rel == TRV_REL_CONJ || rel == TRV_REL_ADVMOD)
      p->head[c] = verb;
  }
  put(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "sentenced to death six men", "handed over to police the suspects": two noun phrases taken for one; a number or an article opens the
 * second. */
void mend_two_phrases(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun], mark = p->left[noun], first = mark + 1, next = mark + 2;
  if (p->deprel[noun] != TRV_REL_OBL || p->upos[noun] != TRV_NOUN || verb == TRV_NO_WORD || verb > mark) return;
  if (p->upos[verb] != TRV_VERB || has_child(m, verb, TRV_REL_OBJ) || next >= noun) return;
  if (p->deprel[mark] != TRV_REL_CASE || (p->head[mark] != noun && p->head[mark] != first)) return;
  if (p->head[first] != noun || p->deprel[first] != TRV_REL_COMPOUND) return;
  if (p->head[next] != noun || (p->deprel[next] != TRV_REL_NUMMOD && p->deprel[next] != TRV_REL_DET)) return;
  hang(m, first, verb, TRV_REL_OBL, TRV_SUB_NONE);
  hang(m, mark, first, TRV_REL_CASE, TRV_SUB_NONE);
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "shot and wounded two protesters": a noun right behind a verb, joined to it by nothing, is its object. */
void mend_joined_by_nothing(struct mender *m, uint32_t noun) {
  struct trv_parse *p = m->p;
  uint32_t verb = p->head[noun];
  if (p->deprel[noun] != TRV_REL_CONJ || !nominal(p, noun) || verb == TRV_NO_WORD || p->upos[verb] != TRV_VERB) return;
  if (p->left[noun] != verb + 1 || has_child(m, noun, TRV_REL_CC) || has_child(m, noun, TRV_REL_CASE) ||
      has_child(m, noun, TRV_REL_NSUBJ) || has_child(m, noun, TRV_REL_COP) || has_child(m, verb, TRV_REL_OBJ))
    return;
  hang(m, noun, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}

/* "left five dead": the number is the object, and no measure of the adjective. */
void mend_number_before_adjective(struct mender *m, uint32_t number) {
  struct trv_parse *p = m->p;
  uint32_t adjective = p->head[number];
  if (p->upos[number] != TRV_NUM || p->deprel[number] != TRV_REL_NUMMOD || adjective != number + 1) return;
  uint32_t verb =
      p->upos[adjective] == TRV_ADJ && p->deprel[adjective] == TRV_REL_XCOMP ? p->head[adjective] : TRV_NO_WORD;
  if (verb == TRV_NO_WORD || verb > number || p->upos[verb] != TRV_VERB || has_child(m, verb, TRV_REL_OBJ)) return;
  hang(m, number, verb, TRV_REL_OBJ, TRV_SUB_NONE);
}
