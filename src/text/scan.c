/* Cuts a paragraph into pieces, one pass from left to right, with bounded looks ahead.
 *
 * Words are runs of letters and digits with what joins them: hyphens and apostrophes between letters, periods in
 * acronyms and numbers, spaces between groups of three digits. Everything else is punctuation, a character each,
 * except runs of periods or of hyphens. The conventions are those of the UD treebanks of French (Sequoia, GSD); what
 * belongs to the language alone stands in its table. */
#include <string.h>

#include "base/limits.h"
#include "text/pieces.h"
#include "text/utf8.h"

struct scanner {
  struct trv_pieces *out;
  const char *s;
  uint32_t at, end;
  uint32_t flags; /* TRV_PIECE_SPACE_BEFORE where a space was met since the last piece */
};

static enum trv_char_class class_at(const struct scanner *k, uint32_t at, uint32_t *c, uint32_t *length) {
  if (at >= k->end) return *c = 0, *length = 0, TRV_CHAR_SPACE;
  *c = trv_utf8_get(k->s + at, length);
  return trv_char_class(*c);
}

static enum trv_char_class peek(const struct scanner *k, uint32_t at) {
  uint32_t c, length;
  return class_at(k, at, &c, &length);
}

static bool is_alnum(enum trv_char_class class) { return class == TRV_CHAR_LETTER || class == TRV_CHAR_DIGIT; }

static void emit(struct scanner *k, uint32_t end, enum trv_piece_kind kind) {
  trv_pieces_add(k->out, (struct trv_span){k->at, end}, kind, k->flags);
  k->flags = 0;
  k->at = end;
}

static uint32_t rule_at(const struct scanner *k, uint32_t begin, uint32_t end) {
  char key[TRV_TEXT_KEY_BYTES + 4];
  if (end - begin > TRV_TEXT_KEY_BYTES * 2) return 0;
  return trv_rules_get(k->out->rules, key, trv_lookup_key(k->s + begin, end - begin, key, sizeof key), NULL);
}

/* --- addresses --- */

static bool starts_with(const struct scanner *k, const char *what) {
  size_t n = strlen(what);
  if (k->end - k->at < n) return false;
  for (size_t i = 0; i < n; i++)
    if (((unsigned char)k->s[k->at + i] | 0x20) != ((unsigned char)what[i] | 0x20)) return false;
  return true;
}

static bool scan_url(struct scanner *k) {
  if (!starts_with(k, "http://") && !starts_with(k, "https://") && !starts_with(k, "ftp://") && !starts_with(k, "www."))
    return false;
  uint32_t p = k->at, c, length, stop = k->at;
  while (p - k->at < TRV_MAX_TOKEN_BYTES - 4) {
    enum trv_char_class class = class_at(k, p, &c, &length);
    if (class == TRV_CHAR_SPACE || c == '<' || c == '>' || c == '"' || c == 0xAB || c == 0xBB || c == 0x201C ||
        c == 0x201D)
      break;
    p += length;
    /* A final period, comma or parenthesis belongs to the sentence. */
    if (!strchr(".,;:!?)]}'", (int)(c < 0x80 ? c : 'x'))) stop = p;
  }
  if (stop <= k->at) return false;
  emit(k, stop, TRV_PIECE_ADDRESS);
  return true;
}

/* "jean.p.dupont@example.org", from its first letter: the run that has an @ between letters or digits. */
static bool scan_mail(struct scanner *k) {
  uint32_t p = k->at, c, length, stop = 0;
  for (enum trv_char_class class; p - k->at < TRV_MAX_TOKEN_BYTES - 4; p += length) {
    class = class_at(k, p, &c, &length);
    if (c == '@' && !stop && is_alnum(peek(k, p + length))) stop = p;
    else if (stop && is_alnum(class)) stop = p + length; /* a final period belongs to the sentence */
    else if (!is_alnum(class) && (!length || !strchr(stop ? ".-" : "._%+-", (int)(c && c < 0x80 ? c : 'x')))) break;
  }
  if (!stop) return false;
  emit(k, stop, TRV_PIECE_ADDRESS);
  return true;
}

/* --- numbers --- */

/* The end of "1 800 000": groups of exactly three digits behind one space each. `p`: after the first one to three. */
static uint32_t digit_groups(const struct scanner *k, uint32_t p) {
  uint32_t c, length;
  for (;;) {
    if (class_at(k, p, &c, &length) != TRV_CHAR_SPACE || !length || c == '\n' || c == '\t' || c == '\r') return p;
    uint32_t q = p + length, digits = 0;
    while (digits < 4 && q < k->end && k->s[q] >= '0' && k->s[q] <= '9') q++, digits++;
    if (digits != 3 || is_alnum(peek(k, q))) return p;
    p = q;
  }
}

/* --- runs --- */

struct run {
  uint32_t end;
  uint32_t segment; /* begin of the letters since the last joint */
  uint32_t letters; /* in the segment */
  uint32_t digits;  /* in the segment */
  bool numeric;     /* nothing but digits and their joints so far */
  bool acronym;     /* holds a single letter and its period */
  bool last_digit;
};

/* The period behind a single letter: "O.N.U.", "J.-P.", "J. Dupont". */
static bool period_of_letter(const struct scanner *k, const struct run *r, uint32_t p, bool *ends) {
  uint32_t c, length, after = p + 1;
  enum trv_char_class class = class_at(k, after, &c, &length);
  *ends = false;
  if (class == TRV_CHAR_LETTER) {
    uint32_t next = c, skip;
    enum trv_char_class second = class_at(k, after + length, &c, &skip);
    /* "M.Macron", its space forgotten. */
    if (second == TRV_CHAR_LETTER && !r->acronym && trv_char_is_upper(next) && !trv_char_is_upper(c) &&
        trv_char_is_upper(trv_utf8_get(k->s + r->segment, &skip)))
      return *ends = true;
    return second == TRV_CHAR_PERIOD || !is_alnum(second) || r->acronym;
  }
  if (class == TRV_CHAR_HYPHEN)
    return trv_char_is_upper(trv_utf8_get(k->s + r->segment, &length)) && peek(k, after + 1) == TRV_CHAR_LETTER;
  *ends = true;
  if (r->acronym) return true;
  /* An initial stands before a name or a number: "J. Dupont", "article L. 642". */
  if (class != TRV_CHAR_SPACE || !trv_char_is_upper(trv_utf8_get(k->s + r->segment, &length))) return false;
  while (after < k->end && class_at(k, after, &c, &length) == TRV_CHAR_SPACE) after += length;
  class = class_at(k, after, &c, &length);
  return after < k->end && (class == TRV_CHAR_DIGIT || (class == TRV_CHAR_LETTER && trv_char_is_upper(c)));
}

/* The end of an ending in brackets, "soldat(s)", or 0. `p`: at the bracket, behind a letter. */
static uint32_t bracketed_ending(const struct scanner *k, uint32_t p) {
  uint32_t c, length, letters = 0;
  for (p++; class_at(k, p, &c, &length) == TRV_CHAR_LETTER && letters < 4; p += length) letters++;
  return letters > 0 && letters < 4 && c == ')' ? p + 1 : 0;
}

/* Does the sign at p join what stands before and after it into one run? */
static bool joins(const struct scanner *k, const struct run *r, uint32_t p, uint32_t c, uint32_t length, bool *ends) {
  enum trv_char_class after = peek(k, p + length);
  *ends = false;
  switch (c) {
    case '.': {
      if (r->last_digit && after == TRV_CHAR_DIGIT) return true;
      if (r->letters == 1 && !r->digits) return period_of_letter(k, r, p, ends);
      uint32_t rule = rule_at(k, k->at, p + 1);
      if (rule & (TRV_RULE_TITLE | TRV_RULE_ABBREVIATION)) return *ends = true;
      uint32_t next = 0, n;
      if (after == TRV_CHAR_LETTER) next = trv_utf8_get(k->s + p + 1, &n);
      return after == TRV_CHAR_LETTER && (!trv_char_is_upper(next) || r->last_digit);
    }
    case ',': return r->numeric && r->last_digit && after == TRV_CHAR_DIGIT;
    case ':':
    case '/': return r->numeric && r->last_digit && after == TRV_CHAR_DIGIT;
    case '_': return is_alnum(after);
    case '&': return r->letters == 1 && after == TRV_CHAR_LETTER;
    default: return false;
  }
}

/* A number written against its unit: "14h30", "20km". Is the segment from p a unit of the language? */
static bool unit_follows(const struct scanner *k, uint32_t p) {
  uint32_t q = p, c, length;
  while (q - p < 12 && class_at(k, q, &c, &length) == TRV_CHAR_LETTER) q += length;
  return rule_at(k, p, q) & TRV_RULE_UNIT;
}

/* Does the language's joint divide the number [at, end)? "2013-2014" is two, "713-853-3989" and "345-9945" are
 * telephone numbers. */
static bool divides_number(const struct scanner *k, uint32_t end) {
  uint32_t hyphens = 0, before = 0, after = 0, c, length;
  if (!k->out->rules->joint_hyphens) return false;
  for (uint32_t p = k->at; p < end; p += length) {
    bool hyphen = class_at(k, p, &c, &length) == TRV_CHAR_HYPHEN;
    if (hyphen) hyphens++, before = after, after = 0;
    else after++;
  }
  return hyphens == 1 && !(before <= 3 && after == 4);
}

static void scan_run(struct scanner *k) {
  if (scan_mail(k)) return;
  uint32_t p = k->at, c, length;
  struct run r = {.segment = p, .numeric = true};
  bool ends = false;
  uint32_t flags = 0;
  while (p < k->end && p - k->at < TRV_MAX_TOKEN_BYTES - 8 && !ends) {
    enum trv_char_class class = class_at(k, p, &c, &length);
    if (class == TRV_CHAR_LETTER) {
      if (r.numeric && r.last_digit && unit_follows(k, p)) {
        emit(k, p, TRV_PIECE_NUMBER);
        while (peek(k, p) == TRV_CHAR_LETTER) class_at(k, p, &c, &length), p += length;
        emit(k, p, TRV_PIECE_WORD);
        return;
      }
      r.letters++;
      r.numeric = r.last_digit = false;
    } else if (class == TRV_CHAR_DIGIT) {
      r.digits++;
      r.last_digit = true;
    } else if (class == TRV_CHAR_MARK || class == TRV_CHAR_IGNORABLE) {
    } else if (class == TRV_CHAR_HYPHEN) {
      if (!is_alnum(peek(k, p + length))) break;
      r.segment = p + length;
      r.letters = r.digits = 0;
      r.last_digit = false;
    } else if (class == TRV_CHAR_APOSTROPHE) {
      bool inside = is_alnum(peek(k, p + length));
      /* An elided word before a quotation: d'"acheter", l'«ami». */
      if (!inside && !(rule_at(k, k->at, p + length) & TRV_RULE_PREFIX)) break;
      p += length;
      if (!inside) break;
      r.segment = p;
      r.letters = r.digits = 0;
      r.numeric = r.last_digit = false;
      continue;
    } else if (c == '(' && r.letters > 1 && bracketed_ending(k, p)) {
      p = bracketed_ending(k, p);
      continue;
    } else if (joins(k, &r, p, c, length, &ends)) {
      if (c == '.' && r.letters == 1 && !r.digits) r.acronym = true;
      if (!(c == '.' && ends)) {
        r.segment = p + length;
        r.letters = r.digits = 0;
        r.last_digit = false;
      }
    } else {
      break;
    }
    p += length;
  }
  if (r.numeric && r.digits && r.digits <= 3 && p - k->at == r.digits) {
    uint32_t groups = digit_groups(k, p);
    if (groups > p && groups + 1 < k->end && k->s[groups] == ',' && peek(k, groups + 1) == TRV_CHAR_DIGIT)
      for (groups++; groups < k->end && k->s[groups] >= '0' && k->s[groups] <= '9' && groups - p < 64;) groups++;
    p = groups;
  }
  /* "n°": a run and a sign that the table knows together. */
  if (class_at(k, p, &c, &length) == TRV_CHAR_SYMBOL && rule_at(k, k->at, p + length) & TRV_RULE_WHOLE) p += length;
  if (ends) {
    uint32_t rule = rule_at(k, k->at, p);
    bool initial = r.letters == 1 && p - r.segment <= 5 && peek(k, p) == TRV_CHAR_SPACE;
    if (rule & TRV_RULE_ABBREVIATION) flags = TRV_PIECE_ABBREVIATION;
    else if (rule & TRV_RULE_TITLE) flags = TRV_PIECE_TITLE;
    else flags = TRV_PIECE_ABBREVIATION | (initial && k->at == r.segment ? (uint32_t)TRV_PIECE_TITLE : 0u);
  }
  if (r.numeric && r.digits && !divides_number(k, p)) {
    k->flags |= flags;
    emit(k, p, TRV_PIECE_NUMBER);
    return;
  }
  trv_divide(k->out, (struct trv_span){k->at, p}, k->flags | flags);
  k->flags = 0;
  k->at = p;
}

/* --- signs --- */

static enum trv_piece_kind sign_kind(uint32_t c) {
  switch (c) {
    case '.':
    case '?':
    case '!':
    case 0x2026:
    case 0x203D:
    case 0x3002:
    case 0x061F: return TRV_PIECE_STOP;
    case '(':
    case '[':
    case '{':
    case 0xAB:
    case 0x201C:
    case 0x201E:
    case 0x2039: return TRV_PIECE_OPENER;
    case ')':
    case ']':
    case '}':
    case 0xBB:
    case 0x201D:
    case 0x203A: return TRV_PIECE_CLOSER;
    default: return TRV_PIECE_PUNCT;
  }
}

/* An emoji with what is joined to it: variation selectors, skin tones, zero-width joiners. */
static uint32_t symbol_end(const struct scanner *k, uint32_t p) {
  uint32_t c, length;
  bool joined = false;
  for (uint32_t begin = p; p - begin < 64; p += length) {
    enum trv_char_class class = class_at(k, p, &c, &length);
    bool modifier = class == TRV_CHAR_MARK || class == TRV_CHAR_IGNORABLE || (c >= 0x1F3FB && c <= 0x1F3FF);
    if (!length || (!modifier && !joined)) break;
    joined = c == 0x200D;
  }
  return p;
}

/* A sign that the table knows with what follows it: "°C", "+/-". */
static uint32_t whole_sign(const struct scanner *k) {
  uint32_t p = k->at, c, length, stops[6], n = 0;
  if (!(k->flags & TRV_PIECE_SPACE_BEFORE) || !k->out->rules->symbol_starts[(unsigned char)k->s[p]]) return 0;
  while (n < 6 && class_at(k, p, &c, &length) != TRV_CHAR_SPACE) stops[n++] = p += length;
  while (n > 1) {
    p = stops[--n];
    if (rule_at(k, k->at, p) & TRV_RULE_WHOLE && !is_alnum(peek(k, p))) return p;
  }
  return 0;
}

/* The end of "!!!", "====" or, of marks that end a sentence, "?!?". */
static uint32_t sign_run(const struct scanner *k, uint32_t c) {
  bool stop = sign_kind(c) == TRV_PIECE_STOP;
  uint32_t p = k->at + 1;
  for (; p < k->end && p - k->at < TRV_MAX_TOKEN_BYTES - 8; p++) {
    unsigned char next = (unsigned char)k->s[p];
    if (next != c && !(stop && next < 128 && k->out->rules->runs[next] && sign_kind(next) == TRV_PIECE_STOP)) break;
  }
  return p;
}

/* A suffix whose word ended before its apostrophe, "the U.S.'s": its end, or 0. */
static uint32_t suffix_end(const struct scanner *k) {
  uint32_t p = k->at, c, length;
  class_at(k, p, &c, &length);
  if (k->flags & TRV_PIECE_SPACE_BEFORE || !k->out->rules->elided_suffixes) return 0;
  for (p += length; class_at(k, p, &c, &length) == TRV_CHAR_LETTER && p - k->at < TRV_TEXT_KEY_BYTES;) p += length;
  return rule_at(k, k->at, p) & TRV_RULE_SUFFIX ? p : 0;
}

static void scan_sign(struct scanner *k, uint32_t c, uint32_t length, enum trv_char_class class) {
  uint32_t p = k->at + length, next, next_length;
  enum trv_char_class after = class_at(k, p, &next, &next_length);
  bool begins = k->flags & TRV_PIECE_SPACE_BEFORE || !k->out->n;
  uint32_t whole = whole_sign(k);
  if (whole) {
    emit(k, whole, TRV_PIECE_WORD);
  } else if ((c == '-' || c == '+') && begins && after == TRV_CHAR_DIGIT) {
    while (p < k->end && (k->s[p] >= '0' && k->s[p] <= '9') && p - k->at < 32) p++;
    if (p + 1 < k->end && (k->s[p] == ',' || k->s[p] == '.') && k->s[p + 1] >= '0' && k->s[p + 1] <= '9')
      for (p++; p < k->end && k->s[p] >= '0' && k->s[p] <= '9' && p - k->at < 32;) p++;
    emit(k, p, TRV_PIECE_NUMBER);
  } else if ((c == '@' || c == '#') && after == TRV_CHAR_LETTER) {
    while (p - k->at < TRV_MAX_TOKEN_BYTES - 8 &&
           (is_alnum(after = class_at(k, p, &next, &next_length)) || after == TRV_CHAR_MARK || next == '_'))
      p += next_length;
    emit(k, p, TRV_PIECE_ADDRESS);
  } else if (class == TRV_CHAR_PERIOD || class == TRV_CHAR_HYPHEN) {
    while (p < k->end && k->s[p] == (char)c && p - k->at < 64) p++;
    emit(k, p, class == TRV_CHAR_PERIOD ? TRV_PIECE_STOP : TRV_PIECE_PUNCT);
  } else if (class == TRV_CHAR_APOSTROPHE) {
    uint32_t suffix = suffix_end(k);
    if (after == TRV_CHAR_APOSTROPHE) p += next_length; /* '' is a quotation mark */
    emit(k, suffix ? suffix : p, suffix ? TRV_PIECE_WORD : TRV_PIECE_PUNCT);
  } else if (c < 128 && k->out->rules->runs[c]) {
    emit(k, sign_run(k, c), sign_kind(c));
  } else if (class == TRV_CHAR_SYMBOL) {
    emit(k, symbol_end(k, p), TRV_PIECE_PUNCT);
  } else {
    emit(k, p, sign_kind(c));
  }
}

void trv_scan(struct trv_pieces *pieces, uint32_t begin, uint32_t end) {
  struct scanner k = {.out = pieces, .s = pieces->source, .at = begin, .end = end, .flags = TRV_PIECE_SPACE_BEFORE};
  while (k.at < end) {
    uint32_t c, length;
    enum trv_char_class class = class_at(&k, k.at, &c, &length);
    switch (class) {
      case TRV_CHAR_SPACE:
        k.flags = TRV_PIECE_SPACE_BEFORE;
        k.at += length;
        break;
      case TRV_CHAR_IGNORABLE:
      case TRV_CHAR_MARK: k.at += length; break; /* belongs to nothing */
      case TRV_CHAR_LETTER:
        if ((c == 'h' || c == 'H' || c == 'w' || c == 'W' || c == 'f' || c == 'F') && scan_url(&k)) break;
        scan_run(&k);
        break;
      case TRV_CHAR_DIGIT: scan_run(&k); break;
      default: scan_sign(&k, c, length, class); break;
    }
  }
}
