/* Numbers in figures and words: "1 800", "cinquante-neuf", "une vingtaine de", "2,4 millions". */
#include <stdlib.h>
#include <string.h>

#include "what/internal.h"

struct sum {
  int64_t total, group;
  bool any;
};

static void take(struct sum *s, uint32_t entry) {
  int64_t v = entry & TRV_NUMBER_VALUE;
  s->any = true;
  if (entry & TRV_NUMBER_MULTIPLIER) {
    if (!s->group) s->group = 1;
    if (v >= 1000) {
      s->total += s->group * v;
      s->group = 0;
    } else {
      s->group *= v;
    }
  } else {
    s->group += v;
  }
}

/* Reads figures with spaces, points or commas between thousands; a decimal comma before a multiplier is kept in `tenths`. */
static bool figures(const char *form, int64_t *value, int64_t *thousandths) {
  int64_t v = 0, f = 0, scale = 1000;
  bool decimal = false;
  size_t digits = 0;
  for (const char *p = form; *p; p++) {
    if (*p >= '0' && *p <= '9') {
      digits++;
      if (digits > 15) return false;
      if (decimal) {
        scale /= 10;
        f += (*p - '0') * scale;
      } else {
        v = v * 10 + (*p - '0');
      }
    } else if ((*p == ',' || *p == '.') && digits) {
      if (strlen(p + 1) >= 3 && p[1] >= '0' && p[1] <= '9' && p[2] >= '0' && p[2] <= '9' && p[3] >= '0' &&
          p[3] <= '9' && !(p[4] >= '0' && p[4] <= '9'))
        continue; /* a separator of thousands */
      decimal = true;
    } else if ((unsigned char)*p >= 0x80 || *p == ' ' || *p == '\'') {
      continue; /* spaces of any width */
    } else {
      return false;
    }
  }
  *value = v;
  *thousandths = f;
  return digits > 0;
}

/* The number written by the words first..last; -1 where they are none. */
static int64_t number_of(const struct trv_what_data *d, const struct trv_text *text, uint32_t first, uint32_t last,
                         bool *group) {
  struct sum s = {0};
  int64_t thousandths = 0;
  for (uint32_t w = first; w <= last; w++) {
    const char *form = text->words[w].lower;
    int64_t v, f;
    if (figures(form, &v, &f)) {
      /* "2 400" may be two tokens */
      if (s.any && s.group && v < 1000 && strlen(form) == 3) s.group = s.group * 1000 + v;
      else s.group += v;
      s.any = true;
      thousandths = f;
      continue;
    }
    struct trv_slice rest = trv_slice_of(form);
    bool all = true;
    struct sum before = s;
    while (rest.p && rest.n) {
      /* the longest piece between hyphens that the table knows: "quatre-vingt" before "quatre" */
      struct trv_slice part = rest;
      uint32_t entry = trv_map_get(&d->numbers, part);
      while (entry == TRV_MAP_NONE && part.n) {
        do part.n--;
        while (part.n && part.p[part.n] != '-');
        entry = part.n ? trv_map_get(&d->numbers, part) : TRV_MAP_NONE;
      }
      rest =
          part.n < rest.n ? (struct trv_slice){rest.p + part.n + 1, rest.n - part.n - 1} : (struct trv_slice){NULL, 0};
      if (entry == TRV_MAP_NONE) {
        all = false;
        break;
      }
      if (entry & TRV_NUMBER_GROUP) *group = true;
      if (thousandths && entry & TRV_NUMBER_MULTIPLIER) {
        s.total += thousandths * (int64_t)(entry & TRV_NUMBER_VALUE) / 1000;
        thousandths = 0;
      }
      take(&s, entry);
    }
    if (!all) s = before;
  }
  return s.any ? s.total + s.group : -1;
}

static bool number_word(const struct trv_what_data *d, const struct trv_text *text, const struct trv_parse *p,
                        uint32_t w) {
  if (p->upos[w] == TRV_NUM) return true;
  const char *form = text->words[w].lower;
  if (form[0] >= '0' && form[0] <= '9') return true;
  return trv_map_get(&d->numbers, trv_slice_of(form)) != TRV_MAP_NONE;
}

int64_t trv_what_count(const struct trv_what_data *d, const struct trv_text *text, const struct trv_parse *p,
                       uint32_t word) {
  bool group = false;
  /* the noun itself is a number ("une vingtaine", "trente-trois de ses soldats") */
  if (p->upos[word] == TRV_NUM || trv_map_get(&d->numbers, trv_slice_of(text->words[word].lower)) != TRV_MAP_NONE) {
    uint32_t first = word;
    for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
      uint32_t k = p->children[i];
      if (k < word && p->deprel[k] == TRV_REL_NUMMOD) first = k < first ? p->left[k] : first;
    }
    int64_t n = number_of(d, text, first, word, &group);
    if (n > 0) return n;
  }
  /* the run of number words before the noun: "cent trente et un civils" */
  uint32_t end = word;
  while (end > p->left[word] && end > 0 && !number_word(d, text, p, end - 1)) {
    if (p->upos[end - 1] != TRV_ADJ && p->upos[end - 1] != TRV_ADV) break;
    end--;
  }
  uint32_t first = end;
  while (first > p->left[word] && first > 0) {
    if (number_word(d, text, p, first - 1)) first--;
    else if (first < end && first > p->left[word] + 1 && strcmp(text->words[first - 1].form, "-") == 0 &&
             number_word(d, text, p, first - 2))
      first -= 2; /* "thirty-two" of three words */
    else break;
  }
  if (first < end && !(end - first == 1 && p->deprel[first] == TRV_REL_DET)) {
    int64_t n = number_of(d, text, first, end - 1, &group);
    if (n > 0) return n;
  }
  for (uint32_t i = p->child_begin[word]; i < p->child_begin[word + 1]; i++) {
    uint32_t k = p->children[i];
    if (p->deprel[k] != TRV_REL_NUMMOD) continue;
    int64_t n = number_of(d, text, p->left[k], p->right[k] < word || k > word ? p->right[k] : word - 1, &group);
    if (n > 0) return n;
  }
  /* "une vingtaine de civils": the number governs what it counts */
  uint32_t head = p->head[word];
  if (head != TRV_NO_WORD && head < word && (p->deprel[word] == TRV_REL_NMOD || p->deprel[word] == TRV_REL_OBL) &&
      trv_map_get(&d->numbers, trv_slice_of(text->words[head].lower)) != TRV_MAP_NONE)
    return trv_what_count(d, text, p, head);
  return -1;
}
