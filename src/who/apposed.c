/* Names in apposition to a role: "le ministre russe, Sergueï Lavrov", "les ministres X et Y". */
#include "who/internal.h"

bool who_is_dash(const struct who_ctx *c, uint32_t w) {
  const char *f = c->text->words[w].form;
  return !strcmp(f, "\xe2\x80\x94") || !strcmp(f, "\xe2\x80\x93") || !strcmp(f, "-") || !strcmp(f, "(");
}

/* End of a person's name that begins at `w`, known or not; `w`: none. */
uint32_t who_person_end(const struct who_ctx *c, uint32_t w, bool comma) {
  if (w >= c->text->n_words) return w;
  uint32_t end = who_name_sequence(c, w, true);
  const struct who_hit *hit = who_hit_begin(c, w);
  bool known = hit && who_value_at(c, w, WHO_PERSON) != WHO_NONE;
  if (known && hit->end_word > end) end = hit->end_word;
  if (end == w) return w;
  if (known || who_alias(c, w, end) != WHO_NONE) return end;
  /* after a comma one word may be anything; two are a name */
  uint32_t atoms = c->text->word_atom[end] - c->text->word_atom[w];
  bool other = c->parse->name[w].kind == TRV_NAME_LOC || c->parse->name[w].kind == TRV_NAME_ORG;
  if (other && !(c->data->owner_first && comma && atoms > 1)) return w;
  if (comma && atoms < 2) return w;
  return end;
}

/* A name set off by a comma ends at the next sign or "et": "entre les dirigeants turc et russe, Vladimir Poutine avait"
 * is no apposition. */
static bool closes(const struct who_ctx *c, uint32_t w, uint32_t end) {
  uint8_t u = w < end ? c->parse->upos[w] : TRV_PUNCT;
  return u == TRV_PUNCT || u == TRV_CCONJ || u == TRV_ADP || (u == TRV_PRON && c->parse->feats[w].prontype == 3);
}

/* The names in apposition that begin at `w`: "Sergueï Lavrov", "Serge Sarkissian et Mamedrafi Mamedov". */
uint32_t who_read_apposed(struct who_ctx *c, uint32_t draft, uint32_t w, bool comma) {
  uint32_t end = who_sentence_end(c, w), start = w;
  bool plural = c->drafts[draft].number == TRV_PLUR || c->drafts[draft].n_polities > 1;
  for (;;) {
    bool titled = w < end && who_word(c, w, NULL) == WHO_WORD_TITLE; /* "its leader, Mr Nyangoma" */
    uint32_t first = w + titled, e = first < end ? who_person_end(c, first, comma && !titled) : first;
    if (e == first) return w;
    if (comma && !closes(c, e, end)) return w - (c->drafts[draft].n_names > 0);
    uint32_t name = who_read_name(c, first, true);
    if (name == WHO_NONE) return w;
    struct who_draft *d = &c->drafts[draft];
    c->drafts[name].title = draft;
    c->drafts[name].title_index = d->n_names;
    d->names[d->n_names++] = name;
    w = c->drafts[name].m.end_word;
    if (!plural || d->n_names == WHO_MAX_NAMES || w + 1 >= end) break;
    if (!who_is_comma(c, w) && who_word(c, w, NULL) != WHO_WORD_AND) break;
    if (who_person_end(c, w + 1, comma) == w + 1) break;
    w++;
  }
  /* two nationalities and one name: not theirs */
  struct who_draft *d = &c->drafts[draft];
  if (comma && d->n_polities > 1 && d->n_names == 1) {
    c->drafts[d->names[0]].title = WHO_NONE;
    d->n_names = 0;
    return start;
  }
  return w;
}
