/* The date of a word that has none of its own: what governs it gives it its date, rule by rule below. See when.h for the contract. */
#include <string.h>

#include "when/attach.h"

/* What is said in the present, the imperfect or the conditional is of the time of the saying: "a indiqué jeudi qu'il
 * envisageait de libérer"; what "avait" or "a" happened has its own time. */
static bool is_contemporary(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  struct trv_feats f = p->feats[verb];
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_AUX && p->deprel[c] != TRV_REL_COP) continue;
    /* "said that it would free", "that it was considering" */
    if (trv_syntax_in_class(t, c, TRV_CLASS_AHEAD)) return true;
    if (f.verbform == TRV_PART_FORM && f.tense == TRV_PRES && p->feats[c].verbform == TRV_FIN) return true;
    /* "said that it was ready to talk" */
    if (p->deprel[c] == TRV_REL_COP && p->upos[verb] == TRV_ADJ && p->feats[c].verbform == TRV_FIN) return true;
  }
  return f.verbform == TRV_FIN && f.tense != TRV_FUT && !(f.tense == TRV_PAST && f.mood == TRV_IND);
}

/* "The truce is holding": in the present, itself or its auxiliary. */
static bool is_told_now(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  struct trv_feats f = p->feats[verb];
  if (f.verbform == TRV_FIN) return f.tense == TRV_PRES && f.mood == TRV_IND;
  bool now = false;
  for (uint32_t i = p->child_begin[verb]; i < p->child_begin[verb + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] != TRV_REL_AUX && p->deprel[c] != TRV_REL_COP) continue;
    bool perfect = p->deprel[c] == TRV_REL_AUX && p->sub[c] != TRV_SUB_PASS && f.tense == TRV_PAST;
    now |= p->feats[c].verbform == TRV_FIN && p->feats[c].tense == TRV_PRES && !perfect;
  }
  return now;
}

/* An act done by saying it: "« Nous attaquerons », avait averti Nétanyahou dès mardi", "Israël ne négociera pas». */
static uint32_t saying_of(const struct trv_scope *s, uint32_t word) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  bool performed = p->feats[word].person == 1 || (trv_text_quoted(t->text, word) && p->feats[word].verbform == TRV_FIN);
  /* "The truce is holding, monitors said on Tuesday" */
  if (!performed && !is_told_now(t, word)) return TRV_NO_WORD;
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t c = p->children[i];
    if (p->deprel[c] == TRV_REL_PARATAXIS && trv_syntax_in_class(t, c, TRV_CLASS_SAYING)) return c;
  }
  return TRV_NO_WORD;
}

/* "tués", "conclu" that lean on no auxiliary. */
static bool is_past_participle(const struct trv_syntax *t, uint32_t verb) {
  return trv_syntax_is_bare_participle(t, verb) && t->parse->feats[verb].tense != TRV_PRES;
}

/* A participle has the date that its noun, or the noun above that, has of its own: "la perte, samedi, d'un hélicoptère
 * abattu", "au lendemain de mesures identiques prises par Paris". */
static uint32_t participle_noun(const struct trv_scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  uint32_t w = p->head[verb];
  for (uint32_t n = 0; n < 2 && w != TRV_NO_WORD && !trv_syntax_is_clause(&s->tree, w); n++) {
    if (trv_scope_direct(s, w)) return w;
    if (p->deprel[w] != TRV_REL_NMOD) break;
    w = p->head[w];
  }
  return TRV_NO_WORD;
}

/* The verb of the clause in which a relative clause's antecedent stands, where the two have one subject: "a exhorté
 * mardi le Conseil à exclure la Russie, qu'il accuse". */
static uint32_t outer_of_relative(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  uint32_t subject = trv_syntax_child(t, verb, TRV_REL_NSUBJ);
  if (subject == TRV_NO_WORD || p->upos[subject] != TRV_PRON || p->feats[subject].prontype == 3 ||
      p->feats[subject].person != 3)
    return TRV_NO_WORD;
  return trv_syntax_clause_above(t, p->head[verb]);
}

/* "That morning, officials said, troops had opened fire": a date before a saying that stands between commas is that of what
 * is said. */
static bool said_between(const struct trv_scope *s, uint32_t verb) {
  const struct trv_parse *p = s->tree.parse;
  const struct trv_text *text = s->tree.text;
  uint32_t said = p->head[verb];
  if (said >= verb || s->first_expr == s->end_expr || strcmp(text->words[said + 1].form, ",") != 0) return false;
  const struct trv_when_expr *e = &s->when->exprs[s->first_expr];
  uint32_t first = text->sentences[text->words[verb].sentence].first_word;
  return e->first_word == first && e->end_word < said && strcmp(text->words[e->end_word].form, ",") == 0 &&
         trv_syntax_in_class(&s->tree, said, TRV_CLASS_SAYING);
}

/* "asked for protection at the embassy, which took them in": a relative clause behind its main verb and a comma that tells what
 * came next, in the simple past. */
static bool goes_on(const struct trv_syntax *t, uint32_t verb) {
  const struct trv_parse *p = t->parse;
  uint32_t noun = p->head[verb], above = trv_syntax_clause_above(t, noun), first = p->left[verb];
  struct trv_feats f = p->feats[verb];
  if (above == TRV_NO_WORD || above > noun || p->deprel[noun] == TRV_REL_NSUBJ || first <= noun) return false;
  if (strcmp(t->text->words[first].form, ",") != 0 && strcmp(t->text->words[first - 1].form, ",") != 0) return false;
  uint32_t pronoun = trv_syntax_child(t, verb, TRV_REL_NSUBJ);
  if (pronoun == TRV_NO_WORD || !trv_syntax_in_class(t, pronoun, TRV_CLASS_GOING_ON)) return false;
  return f.verbform == TRV_FIN && f.tense == TRV_PAST && trv_syntax_child(t, verb, TRV_REL_AUX) == TRV_NO_WORD &&
         trv_syntax_child(t, verb, TRV_REL_COP) == TRV_NO_WORD;
}

/* The word whose date is also that of a verb without one; *before: only a date that stands before the verb. */
static uint32_t source_of_verb(const struct trv_scope *s, uint32_t verb, bool *before) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  uint32_t head = p->head[verb];
  uint32_t said = saying_of(s, verb);
  if (said != TRV_NO_WORD) return said;
  if (head == TRV_NO_WORD) return TRV_NO_WORD;
  bool beside = p->deprel[verb] == TRV_REL_CONJ || p->deprel[verb] == TRV_REL_PARATAXIS;
  if (beside && trv_syntax_is_up_to_now(t, verb)) return TRV_NO_WORD;
  switch (p->deprel[verb]) {
    case TRV_REL_CONJ: *before = true; return head;
    case TRV_REL_XCOMP: return head;
    case TRV_REL_ADVCL:
      /* "avant de reprendre ses raids", "tuant dix soldats", "le Hamas ayant refusé"; not "alors que …" nor "Arrêtée en
       * février, elle …". */
      if (trv_scope_is_of_same_time(t, verb)) return head;
      if (trv_syntax_case_in(t, verb, TRV_CLASS_PRIOR)) return TRV_NO_WORD;
      return trv_syntax_is_finite(t, verb) || is_past_participle(t, verb) ? TRV_NO_WORD : head;
    case TRV_REL_CCOMP:
      if (!trv_syntax_is_finite(t, verb) || said_between(s, verb)) return head;
      /* "announced on Thursday that their armies had agreed" */
      if (trv_syntax_in_class(t, head, TRV_CLASS_ANNOUNCING)) return head;
      return is_contemporary(t, verb) ? head : TRV_NO_WORD;
    case TRV_REL_PARATAXIS:
      /* "n'est pas parvenu à s'entendre : les États-Unis ont bloqué le projet". */
      *before = true;
      return trv_syntax_in_class(t, verb, TRV_CLASS_SAYING) ? TRV_NO_WORD : head;
    case TRV_REL_ACL:
      if (p->sub[verb] == TRV_SUB_RELCL && goes_on(t, verb)) return trv_syntax_clause_above(t, head);
      /* "s'est installé lundi, à l'heure où débutait la trêve" */
      if (p->sub[verb] == TRV_SUB_RELCL && p->deprel[head] == TRV_REL_OBL &&
          trv_syntax_in_class(t, head, TRV_CLASS_MOMENT))
        return trv_syntax_clause_above(t, head);
      if (p->sub[verb] == TRV_SUB_RELCL) return outer_of_relative(t, verb);
      if (is_past_participle(t, verb)) return participle_noun(s, verb);
      /* "le mouvement ayant refusé de la prolonger" has the time of the clause that the noun stands in. */
      return trv_syntax_is_finite(t, verb)        ? TRV_NO_WORD
             : p->feats[verb].verbform == TRV_INF ? head
                                                  : trv_syntax_clause_above(t, head);
    case TRV_REL_OBJ:
    case TRV_REL_OBL: return p->feats[verb].verbform == TRV_INF ? head : TRV_NO_WORD;
    default: return TRV_NO_WORD;
  }
}

/* The same for an event noun: "ont annoncé mardi l'expulsion de …", not "a condamné mardi l'expulsion". */
static uint32_t source_of_noun(const struct trv_scope *s, uint32_t noun, bool *before) {
  const struct trv_syntax *t = &s->tree;
  const struct trv_parse *p = t->parse;
  uint32_t head = trv_scope_governor(p, noun);
  if (head == TRV_NO_WORD || trv_syntax_case_in(t, noun, TRV_CLASS_APART)) return TRV_NO_WORD;
  if (head != p->head[noun] && trv_syntax_in_class(t, p->head[noun], TRV_CLASS_APART)) return TRV_NO_WORD;
  switch (p->deprel[noun]) {
    case TRV_REL_OBJ:
    case TRV_REL_NSUBJ:
    case TRV_REL_OBL:
    case TRV_REL_IOBJ: return trv_syntax_in_class(t, head, TRV_CLASS_TELLING) ? TRV_NO_WORD : head;
    case TRV_REL_NMOD: return p->upos[head] == TRV_VERB ? TRV_NO_WORD : head;
    case TRV_REL_CONJ: *before = true; return head;
    default: return TRV_NO_WORD;
  }
}

const struct trv_when_expr *trv_when_of(const struct trv_when *when, const struct trv_text *text,
                                        const struct trv_parse *parse, uint32_t word) {
  struct trv_scope s = trv_scope_of(when, text, parse, word);
  if (s.first_expr == s.end_expr) return NULL;
  uint32_t limit = UINT32_MAX;
  const struct trv_when_expr *time = NULL;
  for (uint32_t n = 0; word != TRV_NO_WORD && n < TRV_WHEN_CLIMB; n++) {
    const struct trv_when_expr *e = trv_scope_own(&s, word);
    if (e && e->first_word < limit && !e->time_of_day) return e;
    if (e && !time) time = e;
    bool before = false;
    uint32_t next =
        trv_syntax_is_clause(&s.tree, word) ? source_of_verb(&s, word, &before) : source_of_noun(&s, word, &before);
    if (before && word < limit) limit = word;
    word = next;
  }
  return time;
}
