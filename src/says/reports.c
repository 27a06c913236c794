/* Finding reports and their scopes; see says.h.
 *
 * Method: every speech verb, source preposition and citing participle proposes a report with a set of words it vouches
 * for; reports are then laid over each other from the widest to the narrowest, so that the innermost one remains on
 * each word and its `outer` is the one that lay there before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "says/internal.h"

#define REL(w) (s->parse->deprel[w])
#define SUB(w) (s->parse->sub[w])
#define HEAD(w) (s->parse->head[w])
#define FOR_CHILDREN(w, c)                           \
  for (uint32_t c##_i = s->parse->child_begin[w], c; \
       c##_i < s->parse->child_begin[(w) + 1] && (c = s->parse->children[c##_i], true); c##_i++)

enum { MAX_RANGES = 24 };

struct range {
  uint32_t first, end;
};

struct found {
  struct trv_report report;
  uint32_t n_ranges, size, rank;
  struct range ranges[MAX_RANGES];
};

struct state {
  const struct trv_says_data *data;
  const struct trv_text *text;
  const struct trv_parse *parse;
  const struct trv_who *who;
  struct trv_arena *arena;
  struct trv_tree tree;
  uint32_t n, cap;
  struct found *found;
  uint32_t *quote_at; /* [n_words] innermost quote or UINT32_MAX */
  uint8_t *quote_taken;
  struct range *sentence_quotes; /* [n_sentences]: the quotations that may touch it */
  uint32_t *paragraph_found;     /* [n_paragraphs + 1]: first report found in it */
};

static bool is_verb(const struct state *s, uint32_t w) { return trv_tree_is_verb(&s->tree, w); }

static void add_range(struct found *f, uint32_t first, uint32_t end) {
  if (first >= end || f->n_ranges == MAX_RANGES) return;
  f->ranges[f->n_ranges++] = (struct range){first, end};
  f->size += end - first;
}

/* The subtree of `word` without the subtree of `hole` (TRV_NO_WORD: none). */
static void add_subtree(const struct state *s, struct found *f, uint32_t word, uint32_t hole) {
  uint32_t first = s->parse->left[word], end = s->parse->right[word] + 1;
  if (hole != TRV_NO_WORD && s->parse->left[hole] >= first && s->parse->right[hole] < end && hole != word) {
    add_range(f, first, s->parse->left[hole]);
    add_range(f, s->parse->right[hole] + 1, end);
  } else {
    add_range(f, first, end);
  }
}

static uint32_t map_stance(const struct trv_map *map, const char *lemma) {
  return trv_map_get(map, trv_slice_of(lemma));
}

static void set_speaker(struct state *s, struct found *f, const struct trv_words *words) {
  f->report.speaker = words->n ? words->items[0] : TRV_NO_WORD;
  for (uint32_t i = 0; i < words->n && !f->report.speakers.n; i++)
    f->report.speakers = trv_who_resolve(s->who, s->text, s->parse, words->items[i], s->arena);
  /* "un rapport de l'ONU", "des sources militaires turques": whose the source is */
  for (uint32_t i = 0; i < words->n && !f->report.speakers.n; i++) {
    bool document = trv_grammar_has(s->data->grammar, "document", s->parse->lemma[words->items[i]]);
    if (f->report.kind != TRV_REPORT_ACCORDING && !document) continue;
    struct trv_words of = {0};
    trv_tree_genitive(&s->tree, words->items[i], &of);
    FOR_CHILDREN(words->items[i], c) {
      char prep[64];
      bool of_it = REL(c) == TRV_REL_AMOD;
      if (document) {
        of_it |= REL(c) == TRV_REL_COMPOUND || (REL(c) == TRV_REL_NMOD && SUB(c) == TRV_SUB_POSS);
        const char *by = REL(c) == TRV_REL_NMOD ? trv_tree_case(&s->tree, c, prep, sizeof prep) : NULL;
        of_it |= by && (trv_grammar_has(s->data->grammar, "agent_preposition", by) ||
                        trv_grammar_has(s->data->grammar, "document_from", by));
        if (REL(c) == TRV_REL_ACL && is_verb(s, c) && trv_tree_passive(&s->tree, c) && !of.n)
          trv_tree_subject(&s->tree, c, &of);
      }
      if (of_it && of.n < TRV_MAX_SLOT_WORDS) of.items[of.n++] = c;
    }
    for (uint32_t k = 0; k < of.n && !f->report.speakers.n; k++)
      f->report.speakers = trv_who_resolve(s->who, s->text, s->parse, of.items[k], s->arena);
  }
  for (uint32_t i = 0; i < words->n && !f->report.speakers.n; i++)
    FOR_CHILDREN(words->items[i], c)
      if (REL(c) == TRV_REL_FLAT && !f->report.speakers.n)
        f->report.speakers = trv_who_resolve(s->who, s->text, s->parse, c, s->arena);
}

/* Whether the quotation ends right before the verb group of `w`, at a comma. */
static bool comma_after_quote(const struct state *s, const struct trv_quote *quote, uint32_t w) {
  return quote->end_word < w && w - quote->end_word <= 5 && s->parse->upos[quote->end_word] == TRV_PUNCT;
}

/* "quoted the ministry as saying", "was quoted as saying": the verb of quoting; TRV_NO_WORD: none. */
static uint32_t quoting(const struct state *s, uint32_t w) {
  uint32_t over = HEAD(w);
  if (over == TRV_NO_WORD || REL(w) != TRV_REL_ADVCL || s->parse->feats[w].verbform == TRV_FIN || !is_verb(s, over))
    return TRV_NO_WORD;
  if (map_stance(&s->data->citing, s->parse->lemma[over]) == TRV_MAP_NONE &&
      map_stance(&s->data->cited, s->parse->lemma[over]) == TRV_MAP_NONE)
    return TRV_NO_WORD;
  FOR_CHILDREN(w, m)
    if (REL(m) == TRV_REL_MARK && map_stance(&s->data->comparatives, s->parse->lemma[m]) != TRV_MAP_NONE) return over;
  return TRV_NO_WORD;
}

/* The quotations that the speech verb at `w` introduces: those of its sentence that do not hold it, and the paragraph's
 * later ones that no verb has taken are given to the same speaker in continue_quotes. */
static bool add_quotes(struct state *s, struct found *f, uint32_t w) {
  const struct trv_sentence *sentence = &s->text->sentences[s->text->words[w].sentence];
  uint32_t end = sentence->first_word + sentence->n_words;
  bool any = false;
  const struct range *near = &s->sentence_quotes[s->text->words[w].sentence];
  for (uint32_t q = near->first; q < near->end; q++) {
    const struct trv_quote *quote = &s->text->quotes[q];
    if (quote->end_word <= sentence->first_word || quote->first_word >= end) continue;
    if (w >= quote->first_word && w < quote->end_word) {
      /* an inserted clause inside one pair of marks: « Il n'y a aucun blocus, a rétorqué le ministère. Ce sont … » */
      bool inverted = f->report.speaker != TRV_NO_WORD && f->report.speaker > w;
      if (inverted) {
        add_range(f, quote->first_word, s->parse->left[w]);
        add_range(f, s->parse->right[w] + 1 < end ? s->parse->right[w] + 1 : end, quote->end_word);
        s->quote_taken[q] = 1;
        any = true;
      }
      continue;
    }
    /* a few words in marks are a turn of phrase, part of the reporter's sentence, but for « Une honte », a tonné X */
    if (quote->end_word - quote->first_word < 3 && quote->parent == UINT32_MAX &&
        !(quote->first_word < w && comma_after_quote(s, quote, w)))
      continue;
    if (s->quote_taken[q]) continue;
    add_range(f, quote->first_word, quote->end_word);
    s->quote_taken[q] = 1;
    any = true;
  }
  return any;
}

static void push(struct state *s, const struct found *f) {
  if (f->n_ranges) TRV_PUSH(s->arena, s->found, s->n, s->cap, *f);
}

static void relayed_by(struct state *s, const struct found *of, uint32_t cue, const struct trv_words *words,
                       bool citing) {
  struct found f = *of;
  f.rank = citing ? of->rank + 1 : (of->rank ? of->rank - 1 : 0);
  f.report =
      (struct trv_report){.kind = TRV_REPORT_CITING, .stance = of->report.stance, .cue = cue, .outer = TRV_NO_REPORT};
  set_speaker(s, &f, words);
  if (f.report.speakers.n) push(s, &f);
}

/* The source behind the speaker ("citant X") and the relay before him ("cité par Y"). */
static void relays(struct state *s, const struct found *of, uint32_t around) {
  uint32_t first = s->parse->left[around], end = s->parse->right[around] + 1;
  for (uint32_t w = first; w < end; w++) {
    if (!is_verb(s, w) && s->parse->upos[w] != TRV_ADJ) continue;
    if (REL(w) != TRV_REL_ACL && REL(w) != TRV_REL_ADVCL && REL(w) != TRV_REL_CONJ && REL(w) != TRV_REL_AMOD) continue;
    bool passive = trv_tree_passive(&s->tree, w) || s->parse->upos[w] == TRV_ADJ;
    bool citing = !passive && map_stance(&s->data->citing, s->parse->lemma[w]) != TRV_MAP_NONE;
    bool cited = passive && map_stance(&s->data->cited, s->parse->lemma[w]) != TRV_MAP_NONE;
    if (!citing && !cited) continue;
    struct trv_words words = {0};
    if (citing) trv_tree_object(&s->tree, w, &words);
    else trv_tree_subject(&s->tree, w, &words);
    if (words.n) relayed_by(s, of, w, &words, citing);
  }
  /* "was quoted by Interfax as saying" */
  uint32_t over = quoting(s, around);
  if (over == TRV_NO_WORD) return;
  struct trv_words words = {0};
  trv_tree_subject(&s->tree, over, &words);
  if (words.n) relayed_by(s, of, over, &words, false);
}

static uint32_t clause_root(const struct state *s, uint32_t w) {
  for (int i = 0; i < 12 && HEAD(w) != TRV_NO_WORD; i++) {
    if (is_verb(s, w) && REL(w) != TRV_REL_XCOMP && REL(w) != TRV_REL_AUX && REL(w) != TRV_REL_COP &&
        REL(w) != TRV_REL_ACL)
      break;
    uint8_t r = REL(w);
    if (!is_verb(s, w) && (r == TRV_REL_CCOMP || r == TRV_REL_ADVCL || r == TRV_REL_PARATAXIS)) break;
    w = HEAD(w);
  }
  return w;
}

static bool comma_before(const struct state *s, uint32_t w) {
  uint32_t first = s->parse->left[w];
  while (first < w && s->parse->upos[first] == TRV_PUNCT) first++;
  return first > 0 && s->parse->upos[first - 1] == TRV_PUNCT;
}

/* "The truce, which began on Friday, was announced by X": the relative clause of the noun, where it is no part of what is
 * announced in the language; TRV_NO_WORD: none. */
static uint32_t relative_of(const struct state *s, uint32_t noun) {
  FOR_CHILDREN(noun, c) {
    if (REL(c) != TRV_REL_ACL || SUB(c) != TRV_SUB_RELCL || !comma_before(s, c)) continue;
    FOR_CHILDREN(c, k)
      if (trv_grammar_has(s->data->grammar, "loose_relative", s->parse->lemma[k])) return c;
  }
  return TRV_NO_WORD;
}

/* "boasted of having destroyed two ships": what the verb at `w` tells as a deed of the speaker's own. */
static bool told_deed(const struct state *s, uint32_t w, uint32_t clause) {
  if (REL(clause) != TRV_REL_ADVCL || clause < w || s->parse->feats[clause].verbform == TRV_FIN) return false;
  FOR_CHILDREN(clause, m)
    if (REL(m) == TRV_REL_MARK && trv_grammar_has(s->data->grammar, "told_deed", s->parse->lemma[m])) return true;
  return false;
}

/* A clause of saying set into another: "…, a martelé le ministre". */
static bool inserted(const struct state *s, uint32_t w) {
  bool passive = trv_tree_passive(&s->tree, w), inserted = REL(w) == TRV_REL_PARATAXIS && !passive;
  FOR_CHILDREN(w, m) /* "que X a jugée répréhensible": a clause of its own, not one set into another */
    if ((REL(m) == TRV_REL_MARK && m < w) || REL(m) == TRV_REL_XCOMP) inserted = false;
  if (inserted && trv_grammar_has(s->data->grammar, "object_behind", s->parse->lemma[w])) {
    /* "…; Moscow blamed the rebels" */
    bool before = false, object = false;
    FOR_CHILDREN(w, c) {
      before |= REL(c) == TRV_REL_NSUBJ && c < w;
      object |= REL(c) == TRV_REL_OBJ && c > w;
    }
    if (before && object) return false;
  }
  if (REL(w) == TRV_REL_CCOMP && HEAD(w) < w && comma_before(s, w) && !passive) {
    /* "Il faut que …, a martelé le ministre": taken for a complement, but nothing introduces it and its subject follows */
    bool follows = false, other = false;
    FOR_CHILDREN(w, c) {
      follows |= REL(c) == TRV_REL_NSUBJ && c > w;
      other |= (REL(c) == TRV_REL_NSUBJ && c < w) || REL(c) == TRV_REL_MARK || REL(c) == TRV_REL_CCOMP;
    }
    return follows && !other;
  }
  if (REL(w) != TRV_REL_CONJ) return inserted;
  /* parsed as coordinated, but nothing coordinates it and its only noun follows it */
  bool cc = false, subject = false, object = false;
  FOR_CHILDREN(w, c) {
    cc |= REL(c) == TRV_REL_CC;
    subject |= REL(c) == TRV_REL_NSUBJ && c < w;
    bool behind = (REL(c) == TRV_REL_OBJ || REL(c) == TRV_REL_NSUBJ) && c > w && s->parse->upos[c] != TRV_PRON;
    /* somebody, though it may not be known who: "…, ont annoncé les forces kurdes" */
    object |= behind && ((REL(c) == TRV_REL_NSUBJ && s->who->at[c] != TRV_NO_MENTION) ||
                         trv_who_resolve(s->who, s->text, s->parse, c, s->arena).n > 0);
    subject |= REL(c) == TRV_REL_CCOMP;
  }
  return !cc && !subject && object;
}

/* "…, relate l'agence": who says so stands behind the verb, where it may be taken for an object. */
static void speaker_behind(const struct state *s, uint32_t w, struct trv_words *speaker) {
  char prep[64];
  speaker->n = 0;
  FOR_CHILDREN(w, c)
    if ((REL(c) == TRV_REL_OBJ || REL(c) == TRV_REL_OBL) && c > w && !speaker->n &&
        !trv_tree_case(&s->tree, c, prep, sizeof prep) && (REL(c) == TRV_REL_OBJ || s->who->at[c] != TRV_NO_MENTION))
      speaker->items[speaker->n++] = c;
  /* "a prévenu vendredi, à l'adresse du régime, l'ambassadrice": a noun without preposition after a comma */
  for (uint32_t k = w + 1; k <= s->parse->right[w] && !speaker->n; k++) {
    uint32_t m = s->who->at[k];
    if (m == TRV_NO_MENTION || s->who->mentions[m].head != k || !s->who->mentions[m].n_entities) continue;
    if (s->who->mentions[m].kind == TRV_MENTION_POSSESSIVE || s->parse->upos[k] == TRV_ADJ) continue;
    if (!trv_tree_case(&s->tree, k, prep, sizeof prep)) speaker->items[speaker->n++] = k;
  }
}

/* Who says what verb `w` tells; `quoter`: the verb by which another quotes him, TRV_NO_WORD: none. */
static void speaker_of(const struct state *s, uint32_t w, bool inserted_clause, uint32_t quoter,
                       struct trv_words *speaker) {
  bool passive = trv_tree_passive(&s->tree, w);
  trv_tree_subject(&s->tree, w, speaker);
  /* "« Une honte », a tonné le président": what is said taken for the subject, who says it for the object */
  uint32_t quote = speaker->n && speaker->items[0] < w ? s->quote_at[speaker->items[0]] : UINT32_MAX;
  bool said_first = quote != UINT32_MAX && quote != s->quote_at[w] && comma_after_quote(s, &s->text->quotes[quote], w);
  bool fronted = false; /* "« Partez », a lancé aux rebelles le ministre": what is said stands before */
  if (!speaker->n && !passive)
    FOR_CHILDREN(w, k) fronted |= k < w && is_verb(s, k) && (REL(k) == TRV_REL_PARATAXIS || REL(k) == TRV_REL_CCOMP);
  if (inserted_clause || fronted || said_first) {
    bool own = false;
    FOR_CHILDREN(w, c) own |= REL(c) == TRV_REL_NSUBJ && (!said_first || c > w);
    if (!own) speaker_behind(s, w, speaker);
  }
  if (quoter != TRV_NO_WORD) { /* "Interfax quoted the ministry as saying": the object says */
    speaker->n = 0;
    trv_tree_object(&s->tree, quoter, speaker);
  }
}

/* "…, affirmant que": said by the subject of the sentence, whatever noun it hangs on. */
static void subject_of_sentence(const struct state *s, uint32_t w, struct trv_words *speaker) {
  bool participle = s->parse->feats[w].verbform == TRV_PART_FORM && (REL(w) == TRV_REL_ACL || REL(w) == TRV_REL_ADVCL);
  if (!participle || !speaker->n || trv_tree_passive(&s->tree, w) ||
      trv_who_resolve(s->who, s->text, s->parse, speaker->items[0], s->arena).n)
    return;
  uint32_t verb = HEAD(w);
  for (int i = 0; i < 6 && verb != TRV_NO_WORD && !is_verb(s, verb); i++) verb = HEAD(verb);
  if (verb == TRV_NO_WORD || !is_verb(s, verb)) return;
  speaker->n = 0;
  trv_tree_subject(&s->tree, verb, speaker);
}

/* "comme l'a annoncé le Kremlin", "as the ministry said". */
static bool comments(const struct state *s, uint32_t w) {
  const struct trv_feats *feats = &s->parse->feats[w];
  /* "quoted as saying" */
  if (feats->verbform == TRV_GER || (feats->verbform == TRV_PART_FORM && feats->tense == TRV_PRES)) return false;
  FOR_CHILDREN(w, m)
    if ((REL(m) == TRV_REL_MARK || REL(m) == TRV_REL_ADVMOD) &&
        map_stance(&s->data->comparatives, s->parse->lemma[m]) != TRV_MAP_NONE)
      return true;
  return false;
}

/* "comme l'a annoncé le Kremlin": the noun after the verb speaks. */
static void speaker_of_comment(const struct state *s, uint32_t w, struct trv_words *speaker) {
  FOR_CHILDREN(w, c)
    if (REL(c) == TRV_REL_NSUBJ && s->parse->upos[c] != TRV_PRON) return;
  FOR_CHILDREN(w, c) {
    char prep[64];
    if (c < w || s->parse->upos[c] == TRV_PRON || trv_tree_case(&s->tree, c, prep, sizeof prep)) continue;
    if (!trv_who_resolve(s->who, s->text, s->parse, c, s->arena).n) continue;
    *speaker = (struct trv_words){1, {c}};
    return;
  }
}

/* What is announced or told as a noun: "a annoncé la prise de la ville". */
static void announced(const struct state *s, struct found *f, uint32_t w) {
  if (map_stance(&s->data->announce, s->parse->lemma[w]) == TRV_MAP_NONE) return;
  struct trv_words objects = {0};
  trv_tree_object(&s->tree, w, &objects);
  for (uint32_t i = 0; i < objects.n; i++) {
    uint32_t object = objects.items[i];
    if (s->parse->upos[object] != TRV_NOUN) continue;
    if (HEAD(object) == w) add_subtree(s, f, object, relative_of(s, object));
    else if (REL(w) == TRV_REL_ACL && HEAD(w) == object && HEAD(w) < w)
      add_range(f, s->parse->left[HEAD(w)], s->parse->left[w]);
    else if ((REL(w) == TRV_REL_ACL || REL(w) == TRV_REL_ADVCL) && trv_tree_passive(&s->tree, w) && w < object)
      add_range(f, s->parse->left[w], s->parse->right[w] + 1); /* "Announced on Monday by X, the truce" */
  }
}

/* What verb `w` says: its complements, the clause it is set into, the quotations around it. */
static void what_is_said(struct state *s, struct found *f, uint32_t w, bool inserted_clause, uint32_t quoter,
                         bool speaks) {
  FOR_CHILDREN(w, k) {
    /* a finite complement, or an infinitive that the speaker tells of himself */
    bool infinitive = trv_tree_infinitive(&s->tree, k);
    bool own = REL(k) == TRV_REL_XCOMP && (infinitive || s->parse->feats[k].verbform == TRV_GER);
    bool before = REL(k) == TRV_REL_PARATAXIS && is_verb(s, k) && k < w;
    if (REL(k) != TRV_REL_CCOMP && !told_deed(s, w, k) && !before && !own) continue;
    if (infinitive && f->report.stance == TRV_STANCE_DEMAND) continue;
    add_subtree(s, f, k, TRV_NO_WORD);
  }
  bool cites = quoter != TRV_NO_WORD && REL(quoter) == TRV_REL_PARATAXIS; /* "…, Interfax quoted X as saying" */
  uint32_t insert = cites ? quoter : w, over = HEAD(insert);
  if ((inserted_clause || cites) && over != TRV_NO_WORD && !f->n_ranges && speaks) {
    uint32_t root = clause_root(s, over);
    if (s->quote_at[root] == s->quote_at[w] || s->quote_at[root] == UINT32_MAX) add_subtree(s, f, root, insert);
  }
  if (speaks && f->report.stance != TRV_STANCE_EXPECT) {
    if (!f->n_ranges) f->report.kind = TRV_REPORT_QUOTE;
    if (add_quotes(s, f, w)) {
      f->report.quoted = true;
      f->report.kind = TRV_REPORT_QUOTE;
    }
  }
  if (!f->n_ranges && !inserted_clause) announced(s, f, w);
}

static void speech_verb(struct state *s, uint32_t w) {
  uint32_t stance = map_stance(&s->data->verbs, s->parse->lemma[w]);
  if (stance == TRV_MAP_NONE) return;
  struct found f = {.rank = 4};
  f.report = (struct trv_report){
      .kind = TRV_REPORT_CLAUSE, .stance = (uint8_t)stance, .cue = w, .speaker = TRV_NO_WORD, .outer = TRV_NO_REPORT};
  bool inserted_clause = inserted(s, w);
  uint32_t quoter = quoting(s, w), head = HEAD(w);
  struct trv_words speaker = {0};
  speaker_of(s, w, inserted_clause, quoter, &speaker);
  f.report.speaker = speaker.n ? speaker.items[0] : TRV_NO_WORD;
  subject_of_sentence(s, w, &speaker);
  if (head != TRV_NO_WORD && comments(s, w)) {
    speaker_of_comment(s, w, &speaker);
    f.report.kind = TRV_REPORT_COMMENT;
    add_subtree(s, &f, clause_root(s, head), w);
  } else what_is_said(s, &f, w, inserted_clause, quoter, speaker.n > 0);
  if (!f.n_ranges) return;
  set_speaker(s, &f, &speaker);
  push(s, &f);
  relays(s, &f, w);
}

static bool own_subject(const struct state *s, uint32_t verb) {
  FOR_CHILDREN(verb, c)
    if (REL(c) == TRV_REL_NSUBJ || REL(c) == TRV_REL_CSUBJ || REL(c) == TRV_REL_EXPL) return true;
  return false;
}

static void source_preposition(struct state *s, uint32_t w) {
  char buf[64];
  const char *prep = trv_tree_case(&s->tree, w, buf, sizeof buf);
  if (!prep || HEAD(w) == TRV_NO_WORD) return;
  uint32_t stance = map_stance(&s->data->prepositions, prep);
  if (stance == TRV_MAP_NONE && s->parse->upos[w] == TRV_NOUN) {
    /* "soixante-neuf morts, de sources hospitalières": the noun belongs to the words of saying */
    char with_noun[128];
    bool bare = true, described = false;
    FOR_CHILDREN(w, c) bare &= REL(c) != TRV_REL_DET, described |= REL(c) == TRV_REL_AMOD;
    snprintf(with_noun, sizeof with_noun, "%s %s", prep, s->parse->lemma[w]);
    if (bare && described) stance = map_stance(&s->data->prepositions, with_noun);
  }
  if (stance == TRV_MAP_NONE) {
    /* "Pour Paris, …": an opinion only where it opens the clause */
    stance = map_stance(&s->data->opening, prep);
    if (stance == TRV_MAP_NONE || w > HEAD(w)) return;
    uint32_t first = s->text->sentences[s->text->words[w].sentence].first_word;
    if (s->parse->left[w] > first + 1 || !trv_who_resolve(s->who, s->text, s->parse, w, s->arena).n) return;
  }
  if (REL(w) != TRV_REL_OBL && REL(w) != TRV_REL_NMOD && REL(w) != TRV_REL_PARATAXIS && REL(w) != TRV_REL_ADVMOD &&
      REL(w) != TRV_REL_ADVCL && REL(w) != TRV_REL_OTHER && REL(w) != TRV_REL_DISLOCATED && REL(w) != TRV_REL_CONJ)
    return;
  struct found f = {.rank = 3};
  f.report = (struct trv_report){
      .kind = TRV_REPORT_ACCORDING, .stance = (uint8_t)stance, .cue = w, .speaker = w, .outer = TRV_NO_REPORT};
  uint32_t root = clause_root(s, HEAD(w));
  /* "shelled the town and burned the market, according to X": behind a comma, of both that have one subject */
  while (REL(root) == TRV_REL_CONJ && root < w && comma_before(s, w) && is_verb(s, HEAD(root)) && !own_subject(s, root))
    root = HEAD(root);
  /* "Five died when rebels attacked a post, according to X": behind a comma at the end, of the whole sentence */
  const struct trv_sentence *sentence = &s->text->sentences[s->text->words[w].sentence];
  uint32_t last = sentence->first_word + sentence->n_words - 1;
  while (last > w && s->parse->upos[last] == TRV_PUNCT) last--;
  while (REL(root) == TRV_REL_ADVCL && root < w && comma_before(s, w) && s->parse->right[w] >= last &&
         is_verb(s, HEAD(root)) && HEAD(root) < root)
    root = HEAD(root);
  add_subtree(s, &f, root, w);
  struct trv_words words = {1, {w}};
  set_speaker(s, &f, &words);
  push(s, &f);
  relays(s, &f, w);
}

/* "Moscow's claim that Kyiv had fired", "reports that …": the noun tells, its owner says so. */
static void speech_noun(struct state *s, uint32_t w) {
  uint32_t stance = map_stance(&s->data->nouns, s->parse->lemma[w]);
  if (stance == TRV_MAP_NONE) return;
  struct found f = {.rank = 4};
  f.report = (struct trv_report){
      .kind = TRV_REPORT_CLAUSE, .stance = (uint8_t)stance, .cue = w, .speaker = TRV_NO_WORD, .outer = TRV_NO_REPORT};
  FOR_CHILDREN(w, c) {
    if ((REL(c) != TRV_REL_ACL && REL(c) != TRV_REL_CCOMP) || c < w) continue;
    bool marked = false;
    FOR_CHILDREN(c, m)
      marked |= REL(m) == TRV_REL_MARK && s->parse->upos[m] == TRV_SCONJ &&
                trv_grammar_has(s->data->grammar, "told_mark", s->parse->lemma[m]);
    if (marked) add_subtree(s, &f, c, TRV_NO_WORD);
  }
  if (!f.n_ranges) return;
  struct trv_words owners = {0};
  static const struct trv_slot slots[] = {{1, {{TRV_SLOT_POSS, NULL}}}, {1, {{TRV_SLOT_ADJ, NULL}}}};
  trv_tree_slot(&s->tree, w, &slots[0], &owners);
  set_speaker(s, &f, &owners);
  if (!f.report.speakers.n) {
    trv_tree_slot(&s->tree, w, &slots[1], &owners);
    set_speaker(s, &f, &owners);
  }
  if (!f.report.speakers.n)
    FOR_CHILDREN(w, c) {
      char prep[64];
      const char *by = REL(c) == TRV_REL_NMOD ? trv_tree_case(&s->tree, c, prep, sizeof prep) : NULL;
      if (!by || !(trv_grammar_has(s->data->grammar, "agent_preposition", by) ||
                   trv_grammar_has(s->data->grammar, "document_from", by)))
        continue;
      owners = (struct trv_words){1, {c}};
      set_speaker(s, &f, &owners);
      break;
    }
  push(s, &f);
}

/* "« Nous tirerons. » C'est en ces termes que le général s'est adressé au pays.", "Par ces mots, il a clos la trêve.": the verb by which
 * the sentence behind a quotation tells whose words they are; TRV_NO_WORD: it does not. */
static uint32_t in_these_words(const struct state *s, const struct trv_quote *quote) {
  if (quote->end_word == 0 || quote->end_word >= s->text->n_words) return TRV_NO_WORD;
  uint32_t own = s->text->words[quote->end_word - 1].sentence, behind = own + 1;
  if (behind >= s->text->n_sentences) return TRV_NO_WORD;
  const struct trv_sentence *next = &s->text->sentences[behind];
  if (quote->end_word + 1 < next->first_word || next->paragraph != s->text->sentences[own].paragraph)
    return TRV_NO_WORD;
  for (uint32_t w = next->first_word; w < next->first_word + next->n_words && w < next->first_word + 6; w++) {
    bool these = false;
    if (!trv_grammar_has(s->data->grammar, "these_words", s->parse->lemma[w])) continue;
    FOR_CHILDREN(w, c) these |= REL(c) == TRV_REL_DET && s->parse->feats[c].prontype == 2;
    if (!these) continue;
    if (HEAD(w) != TRV_NO_WORD && is_verb(s, HEAD(w))) return HEAD(w);
    FOR_CHILDREN(w, c)
      if (c > w && is_verb(s, c)) return c;
  }
  return TRV_NO_WORD;
}

/* A quotation that no verb introduces goes on from the one before in its paragraph, or its sentence's own speaker. */
static void continue_quotes(struct state *s) {
  for (uint32_t q = 0; q < s->text->n_quotes; q++) {
    const struct trv_quote *quote = &s->text->quotes[q];
    if (s->quote_taken[q] || quote->parent != UINT32_MAX || quote->end_word - quote->first_word < 4 ||
        quote->first_word >= s->text->n_words)
      continue;
    uint32_t paragraph = s->text->sentences[s->text->words[quote->first_word].sentence].paragraph;
    uint32_t best = UINT32_MAX, distance = UINT32_MAX;
    uint32_t verb = in_these_words(s, quote);
    if (verb != TRV_NO_WORD) {
      struct found told = {.rank = 4};
      struct trv_words subject = {0};
      trv_tree_subject(&s->tree, verb, &subject);
      told.report.cue = verb;
      told.report.kind = TRV_REPORT_QUOTE;
      told.report.quoted = true;
      told.report.outer = TRV_NO_REPORT;
      set_speaker(s, &told, &subject);
      add_range(&told, quote->first_word, quote->end_word);
      if (told.report.speakers.n) {
        push(s, &told);
        continue;
      }
    }
    for (uint32_t i = s->paragraph_found[paragraph]; i < s->n; i++) {
      if (s->text->sentences[s->text->words[s->found[i].report.cue].sentence].paragraph > paragraph) break;
      if (!s->found[i].report.speakers.n || s->found[i].report.kind == TRV_REPORT_ACCORDING) continue;
      uint32_t cue = s->found[i].report.cue;
      if (s->text->sentences[s->text->words[cue].sentence].paragraph != paragraph) continue;
      uint32_t d = cue < quote->first_word ? quote->first_word - cue : (cue - quote->end_word) * 2;
      if (d < distance) distance = d, best = i;
    }
    if (best == UINT32_MAX) continue;
    struct found f = {.rank = 4};
    f.report = s->found[best].report;
    f.report.kind = TRV_REPORT_QUOTE;
    f.report.quoted = true;
    add_range(&f, quote->first_word, quote->end_word);
    push(s, &f);
  }
}

static void index_quotes(struct state *s) {
  uint32_t n = s->text->n_sentences;
  s->sentence_quotes = TRV_NEW_ARRAY(s->arena, struct range, n + 1);
  for (uint32_t q = 0; q < s->text->n_quotes; q++) {
    const struct trv_quote *quote = &s->text->quotes[q];
    if (quote->first_word >= quote->end_word || quote->end_word > s->text->n_words) continue;
    uint32_t last = s->text->words[quote->end_word - 1].sentence;
    for (uint32_t i = s->text->words[quote->first_word].sentence; i <= last; i++) {
      struct range *r = &s->sentence_quotes[i];
      if (r->end == 0) r->first = q;
      r->end = q + 1;
    }
  }
}

/* Reports are found in the order of the words, so that a paragraph's stand together. */
static void index_found(struct state *s) {
  uint32_t n = s->text->n_paragraphs, i = 0;
  s->paragraph_found = TRV_NEW_ARRAY(s->arena, uint32_t, n + 1);
  for (uint32_t p = 0; p < n; p++) {
    while (i < s->n && s->text->sentences[s->text->words[s->found[i].report.cue].sentence].paragraph < p) i++;
    s->paragraph_found[p] = i;
  }
}

static int wider_first(const void *a, const void *b) {
  const struct found *x = *(const struct found *const *)a, *y = *(const struct found *const *)b;
  if (x->size != y->size) return x->size > y->size ? -1 : 1;
  if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
  return x->report.cue < y->report.cue ? -1 : x->report.cue > y->report.cue;
}

enum trv_status trv_says_run(const struct trv_says_data *data, const struct trv_text *text,
                             const struct trv_parse *parse, const struct trv_who *who, struct trv_arena *arena,
                             struct trv_says **out, struct trv_error *err) {
  (void)err;
  struct state s = {
      .data = data, .text = text, .parse = parse, .who = who, .arena = arena, .tree = {text, parse, data->grammar}};
  uint32_t n = parse->n_words;
  s.quote_at = TRV_NEW_ARRAY(arena, uint32_t, n + 1);
  s.quote_taken = TRV_NEW_ARRAY(arena, uint8_t, text->n_quotes + 1);
  memset(s.quote_at, 0xff, (n + 1) * sizeof *s.quote_at);
  for (uint32_t q = 0; q < text->n_quotes; q++)
    for (uint32_t w = text->quotes[q].first_word; w < text->quotes[q].end_word && w < n; w++) s.quote_at[w] = q;
  index_quotes(&s);
  for (uint32_t w = 0; w < n; w++) {
    if (is_verb(&s, w)) speech_verb(&s, w);
    else source_preposition(&s, w);
    if (parse->upos[w] == TRV_NOUN) speech_noun(&s, w);
  }
  index_found(&s);
  continue_quotes(&s);
  struct found **order = TRV_NEW_ARRAY(arena, struct found *, s.n + 1);
  for (uint32_t i = 0; i < s.n; i++) order[i] = &s.found[i];
  qsort(order, s.n, sizeof *order, wider_first);
  struct trv_says *says = TRV_NEW(arena, struct trv_says);
  says->n = s.n;
  says->reports = TRV_NEW_ARRAY(arena, struct trv_report, s.n + 1);
  says->at = TRV_NEW_ARRAY(arena, uint32_t, n + 1);
  memset(says->at, 0xff, (n + 1) * sizeof *says->at);
  for (uint32_t i = 0; i < s.n; i++) {
    struct trv_report *r = &says->reports[i];
    *r = order[i]->report;
    uint32_t inside = order[i]->ranges[0].first;
    r->outer = says->at[inside];
    for (uint32_t k = 0; k < order[i]->n_ranges; k++)
      for (uint32_t w = order[i]->ranges[k].first; w < order[i]->ranges[k].end && w < n; w++) says->at[w] = i;
  }
  *out = says;
  return TRV_OK;
}

static bool same_entity(const struct trv_entity *a, const struct trv_entity *b) {
  return strcmp(a->code, b->code) == 0 &&
         (a->sector == b->sector || (a->sector && b->sector && strcmp(a->sector, b->sector) == 0)) &&
         (a->name == b->name || (a->name && b->name && strcmp(a->name, b->name) == 0));
}

struct trv_entities trv_says_chain(const struct trv_says *says, uint32_t word, struct trv_arena *arena) {
  uint32_t reports[8], n = 0;
  for (uint32_t r = says->at[word]; r != TRV_NO_REPORT && n < 8; r = says->reports[r].outer) reports[n++] = r;
  uint32_t room = 0;
  for (uint32_t i = 0; i < n; i++) room += says->reports[reports[i]].speakers.n;
  if (!room) return (struct trv_entities){0, NULL};
  struct trv_entity *items = TRV_NEW_ARRAY(arena, struct trv_entity, room);
  uint32_t count = 0;
  while (n--) {
    const struct trv_report *r = &says->reports[reports[n]];
    for (uint32_t i = 0; i < r->speakers.n; i++) {
      bool known = false;
      for (uint32_t k = 0; k < count; k++) known |= same_entity(&items[k], &r->speakers.items[i]);
      if (!known) items[count++] = r->speakers.items[i];
    }
  }
  return (struct trv_entities){count, count ? items : NULL};
}

struct trv_entities trv_says_first_person(const struct trv_says *says, uint32_t word) {
  for (uint32_t r = says->at[word]; r != TRV_NO_REPORT; r = says->reports[r].outer)
    if (says->reports[r].quoted) return says->reports[r].speakers;
  return (struct trv_entities){0, NULL};
}
