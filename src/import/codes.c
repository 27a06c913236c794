/* What the codes of the dictionaries mean: CAMEO's parts of three letters by share/import/cameo-actors.tsv, and days.
 *
 * Days are YYMMDD or YYYYMMDD. Of two figures, years up to 30 are of this century and the others of the last, as TABARI
 * and PETRARCH read them. `A-B` is from A to B, both included; `>A` from A on; `<A` up to the day before A. */
#include "base/table.h"
#include "import/internal.h"

enum part_kind { COUNTRY, BODY, REGION, MEMBER, ROLE, STAYS, GROUP, KINDS };
static const char *const kinds[] = {"country", "body", "region", "member", "role", "stays", "group"};
enum { LAST_YEAR_OF_2000 = 30 };

static const char *string(struct trv_import *im, struct trv_slice s) {
  return s.n ? trv_arena_strndup(&im->arena, s.p, s.n) : NULL;
}

static enum trv_status load_parts(struct trv_import *im, const char *dir, struct trv_arena *scratch,
                                  struct trv_error *err) {
  static const char *const columns[] = {"cameo", "kind", "code", "sector", "role", "bare", "name", NULL};
  struct trv_table t;
  const char *path = trv_arena_printf(scratch, "%s/cameo-actors.tsv", dir);
  enum trv_status status = trv_table_load(path, columns, scratch, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t row = 0; row < t.n_rows; row++) {
    struct trv_slice cameo = trv_table_cell(&t, row, 0);
    struct imp_part part = {.kind = KINDS,
                            .code = string(im, trv_table_cell(&t, row, 2)),
                            .sector = string(im, trv_table_cell(&t, row, 3)),
                            .role = string(im, trv_table_cell(&t, row, 4)),
                            .bare = string(im, trv_table_cell(&t, row, 5))};
    for (uint8_t k = 0; k < KINDS; k++)
      if (trv_slice_is(trv_table_cell(&t, row, 1), kinds[k])) part.kind = k;
    if (part.kind == KINDS) return trv_table_fail(&t, row, 1, err, "unknown kind");
    if (cameo.n != 3) return trv_table_fail(&t, row, 0, err, "not three letters");
    bool role = part.kind == ROLE || part.kind == STAYS;
    if (!role && !part.code) return trv_table_fail(&t, row, 2, err, "no code");
    if (part.kind != COUNTRY && part.kind != REGION && !part.sector)
      return trv_table_fail(&t, row, 3, err, "no sector");
    struct trv_map *map = part.kind <= REGION ? &im->first : &im->later;
    if (trv_map_get(map, cameo) != TRV_MAP_NONE) return trv_table_fail(&t, row, 0, err, "told twice");
    trv_map_put(map, cameo, im->n_parts);
    TRV_PUSH(&im->arena, im->parts, im->n_parts, im->cap_parts, part);
  }
  return TRV_OK;
}

static enum trv_status load_words(struct trv_import *im, const char *dir, struct trv_arena *scratch,
                                  struct trv_error *err) {
  static const char *const columns[] = {"language", "kind", "form", "value", NULL};
  struct trv_table t;
  const char *path = trv_arena_printf(scratch, "%s/words.tsv", dir);
  enum trv_status status = trv_table_load(path, columns, scratch, &t, err);
  if (status != TRV_OK) return status;
  for (uint32_t row = 0; row < t.n_rows; row++) {
    struct trv_slice language = trv_table_cell(&t, row, 0), kind = trv_table_cell(&t, row, 1);
    struct trv_slice form = trv_table_cell(&t, row, 2), value = trv_table_cell(&t, row, 3);
    if (!trv_slice_is(language, "*") && !trv_slice_is(language, im->language)) continue;
    if (trv_slice_is(kind, "small")) {
      trv_map_put(&im->small, form, 1);
    } else if (trv_slice_is(kind, "body")) {
      trv_map_put(&im->body, form, 1);
    } else if (trv_slice_is(kind, "plural")) {
      struct imp_plural p = {
          .ending = trv_slice_is(form, "*") ? (struct trv_slice){NULL, 0} : trv_slice_of(string(im, form)),
          .value = trv_slice_of(string(im, value))};
      TRV_PUSH(&im->arena, im->plurals, im->n_plurals, im->cap_plurals, p);
    } else {
      return trv_table_fail(&t, row, 1, err, "unknown kind \"%.*s\"", (int)kind.n, kind.p);
    }
  }
  return TRV_OK;
}

enum trv_status imp_codes_load(struct trv_import *im, const char *dir, struct trv_error *err) {
  struct trv_arena *scratch = TRV_NEW(&im->arena, struct trv_arena);
  trv_arena_init(scratch, 0);
  trv_arena_guard(scratch, im->arena.guard);
  trv_arena_defer(&im->arena, (void (*)(void *))trv_arena_release, scratch);
  enum trv_status status = load_parts(im, dir, scratch, err);
  if (status == TRV_OK) status = load_words(im, dir, scratch, err);
  trv_arena_release(scratch);
  return status;
}

static const struct imp_part *part_at(const struct trv_import *im, const struct trv_map *map, const char *letters) {
  uint32_t i = trv_map_get(map, (struct trv_slice){letters, 3});
  return i == TRV_MAP_NONE ? NULL : &im->parts[i];
}

/* The parts behind the first: the first role gives the sector, else the first group. */
struct reading {
  const struct imp_part *role, *group, *member;
};

static void read_later(const struct trv_import *im, const char *code, size_t n, struct reading *r) {
  for (size_t i = 0; i + 3 <= n; i += 3) {
    const struct imp_part *part = part_at(im, &im->later, code + i);
    if (!part) continue;
    if ((part->kind == ROLE || part->kind == STAYS) && !r->role) r->role = part;
    if (part->kind == GROUP && !r->group) r->group = part;
    if (part->kind == MEMBER && !r->member) r->member = part;
  }
}

static void take_role(struct imp_actor *a, const struct imp_part *part) {
  a->sector = part->sector, a->role = part->role, a->bare = part->bare;
}

static bool armed(const char *sector) { return sector && (!strcmp(sector, "REB") || !strcmp(sector, "UAF")); }

static enum imp_reason read_actor(const struct trv_import *im, const char *code, size_t n, struct imp_actor *a) {
  const struct imp_part *first = part_at(im, &im->first, code);
  struct reading r = {0};
  read_later(im, first ? code + 3 : code, first ? n - 3 : n, &r);
  if (first) {
    a->code = first->code;
    if (first->kind == REGION) {
      if (!r.role || !armed(r.role->sector)) return IMP_REGION;
      take_role(a, r.role);
      return IMP_TAKEN;
    }
    if (first->kind == BODY) {
      take_role(a, first);
      a->body = true;
      /* only a body of states has parts and troops; its own sector stands beside all other roles */
      if (r.member && !strcmp(first->code, "IGO")) a->code = r.member->code;
      if (r.role && r.role->kind == STAYS) take_role(a, r.role);
      return IMP_TAKEN;
    }
    if (r.role) take_role(a, r.role);
    else if (r.group) take_role(a, r.group);
    return IMP_TAKEN;
  }
  /* a faith or a people, without a country */
  const struct imp_part *own = part_at(im, &im->later, code);
  if (!own) return IMP_UNKNOWN_CODE;
  if (own->kind == MEMBER) {
    a->code = own->code, a->body = true;
    take_role(a, own);
    return IMP_TAKEN;
  }
  if (own->kind != GROUP) return IMP_NO_COUNTRY;
  a->code = own->code;
  take_role(a, r.role ? r.role : own);
  return IMP_TAKEN;
}

/* "~GOV" is a role of whatever country stands beside it, "NGO~" a body. */
static enum imp_reason read_agent(const struct trv_import *im, const char *code, size_t n, struct imp_actor *a) {
  const struct imp_part *first = part_at(im, &im->first, code);
  if (first && first->kind == BODY) {
    a->code = first->code, a->sector = first->sector;
    return IMP_TAKEN;
  }
  struct reading r = {0};
  read_later(im, code, n, &r);
  const struct imp_part *part = r.role ? r.role : r.group;
  if (!part) return IMP_UNKNOWN_CODE;
  take_role(a, part);
  return IMP_TAKEN;
}

static bool letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
static bool figure(char c) { return c >= '0' && c <= '9'; }

static int32_t month_days(int32_t year, int32_t month) {
  static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leap);
}

static bool read_day(struct trv_slice s, int32_t *day) {
  uint64_t v;
  if ((s.n != 6 && s.n != 8) || !trv_slice_uint(s, 99999999, &v)) return false;
  int32_t d = (int32_t)v, year = d / 10000, month = d / 100 % 100;
  if (s.n == 6) year += year <= LAST_YEAR_OF_2000 ? 2000 : 1900;
  if (year < 1000 || month < 1 || month > 12 || d % 100 < 1 || d % 100 > month_days(year, month)) return false;
  *day = year * 10000 + month * 100 + d % 100;
  return true;
}

static int32_t day_before(int32_t day) {
  int32_t year = day / 10000, month = day / 100 % 100;
  if (day % 100 > 1) return day - 1;
  if (--month == 0) month = 12, year--;
  return year * 10000 + month * 100 + month_days(year, month);
}

/* "<980101", ">980101", "970101-061231", without spaces. */
static enum imp_reason read_days(struct trv_slice s, int32_t *from, int32_t *to) {
  if (!s.n) return IMP_TAKEN;
  if (s.p[0] == '<' || s.p[0] == '>') {
    bool before = s.p[0] == '<';
    int32_t day;
    if (!read_day((struct trv_slice){s.p + 1, s.n - 1}, &day)) return IMP_BAD_DATE;
    if (before) *to = day_before(day);
    else *from = day;
    return IMP_TAKEN;
  }
  struct trv_slice rest = s, begin = trv_slice_split(&rest, '-');
  if (!rest.p || !read_day(begin, from) || !read_day(rest, to)) return IMP_BAD_DATE;
  return *from > *to ? IMP_BAD_RANGE : IMP_TAKEN;
}

enum imp_reason imp_code(const struct trv_import *im, struct trv_slice inside, bool agent, struct imp_actor *actor,
                         int32_t *from, int32_t *to) {
  char code[64], days[64];
  size_t n = 0, m = 0;
  *actor = (struct imp_actor){0};
  *from = *to = 0;
  /* The word that begins with a letter, a tilde or three dashes is the code, what is left the days. */
  for (size_t i = 0; i < inside.n;) {
    char c = inside.p[i];
    bool of_code = !n && (letter(c) || c == '~' || (c == '-' && inside.n - i >= 3 && !memcmp(inside.p + i, "---", 3)));
    if ((unsigned char)c <= ' ') {
      i++;
      continue;
    }
    for (; i < inside.n && (unsigned char)inside.p[i] > ' '; i++) {
      c = inside.p[i];
      if (of_code ? n + 1 >= sizeof code : m + 1 >= sizeof days) return IMP_BAD_CODE;
      if (of_code && (c == '<' || c == '>')) break;
      if (of_code) code[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
      else days[m++] = c;
    }
  }
  char *p = code;
  if (!n) return m ? IMP_BAD_CODE : IMP_EMPTY_CODE;
  if (agent) {
    if (p[0] == '~') p++, n--;
    else if (p[n - 1] == '~') n--;
  }
  bool nobody = n >= 3 && !memcmp(p, "---", 3);
  if (nobody && n == 3) return IMP_NULL_CODE;
  if (nobody) p += 3, n -= 3;
  if (!n || n % 3) return IMP_BAD_CODE;
  for (size_t i = 0; i < n; i++)
    if (!letter(p[i]) && !(figure(p[i]) && i >= 3)) return IMP_BAD_CODE;
  enum imp_reason reason = nobody || agent ? read_agent(im, p, n, actor) : read_actor(im, p, n, actor);
  if (nobody && reason == IMP_TAKEN && !agent) reason = IMP_NO_COUNTRY;
  return reason == IMP_TAKEN ? read_days((struct trv_slice){days, m}, from, to) : reason;
}
