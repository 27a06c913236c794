/* See resolve.h. */
#include "when/resolve.h"

#include "when/when.h"

static const struct trv_days unknown = {TRV_NO_DAY, TRV_NO_DAY, TRV_GRAIN_NONE};

static struct trv_days one_day(int32_t day) {
  return day == TRV_NO_DAY ? unknown : (struct trv_days){day, day, TRV_GRAIN_DAY};
}

static struct trv_days month_days(int32_t year, int32_t month) {
  if (year < 1 || year > 9999) return unknown;
  return (struct trv_days){trv_day_of(year, month, 1), trv_day_of(year, month, trv_month_length(year, month)),
                           TRV_GRAIN_MONTH};
}

static struct trv_days year_days(int32_t first, int32_t last) {
  if (first < 1 || last > 9999) return unknown;
  return (struct trv_days){trv_day_of(first, 1, 1), trv_day_of(last, 12, 31), TRV_GRAIN_YEAR};
}

void trv_resolver_init(struct trv_resolver *r, const struct trv_when_data *data, const char *article_date) {
  *r = (struct trv_resolver){.data = data};
  struct trv_civil c;
  if (!trv_civil_parse(article_date, &c)) return;
  r->dated = true;
  r->article = c.day     ? one_day(trv_day_of(c.year, c.month, c.day))
               : c.month ? month_days(c.year, c.month)
                         : year_days(c.year, c.year);
}

/* The article's day, TRV_NO_DAY where only its month is known. */
static int32_t today_of(const struct trv_resolver *r) {
  return r->dated && r->article.grain == TRV_GRAIN_DAY ? r->article.first : TRV_NO_DAY;
}

/* What the operation takes from its slots. */
struct slots {
  int32_t day[3], month, year, weekday, number, unit, season;
  uint32_t n_days;
  bool has_number;
  const struct trv_edge *operand[2];
  uint32_t n_operands;
};

static struct slots slots_of(const struct trv_edge *edge) {
  struct slots s = {0};
  for (uint32_t i = 0; i < edge->n_captures; i++) {
    const struct trv_capture *c = &edge->captures[i];
    if (c->kind == TRV_SYM_RULE) {
      /* A trailing time of day ("mardi soir") is no operand. */
      if (c->edge->op->code != TRV_OP_TIME && s.n_operands < 2) s.operand[s.n_operands++] = c->edge;
      continue;
    }
    if (c->kind == TRV_SYM_YEAR) s.year = c->value;
    if (c->kind == TRV_SYM_NUMBER || (c->kind == TRV_SYM_CLASS && c->class_id == TRV_CLASS_ORDINAL)) {
      if (s.n_days < 3) s.day[s.n_days++] = c->value;
      s.number = c->value;
      s.has_number = true;
    }
    if (c->kind != TRV_SYM_CLASS) continue;
    if (c->class_id == TRV_CLASS_MONTH) s.month = c->value;
    if (c->class_id == TRV_CLASS_WEEKDAY) s.weekday = c->value;
    if (c->class_id == TRV_CLASS_UNIT) s.unit = c->value;
    if (c->class_id == TRV_CLASS_SEASON) s.season = c->value;
    if (c->class_id == TRV_CLASS_HOLIDAY) s.month = c->value / 100, s.day[0] = c->value % 100, s.n_days = 1;
  }
  return s;
}

/* How a date without year or week is to be chosen. */
struct choice {
  enum trv_side side;
  int32_t limit; /* the latest day allowed, TRV_NO_DAY: the article's */
};

/* A day or month (day 0) in the year that suits: the last such before the article or the limit; the next one for what
 * lies ahead; the nearer one where the tense leaves it open. A scene ("En mai 1992, …") is followed onwards instead. */
static struct trv_days in_year(int32_t year, int32_t month, int32_t day) {
  return day ? one_day(trv_day_checked(year, month, day)) : month_days(year, month);
}

static struct trv_days latest_before(int32_t limit, int32_t month, int32_t day, int32_t weekday) {
  struct trv_days plain = unknown;
  int32_t year = trv_civil_of(limit).year;
  for (int32_t back = 0; back < 30; back++) {
    struct trv_days d = in_year(year - back, month, day);
    if (!d.grain || d.first > limit) continue;
    if (!weekday || trv_weekday_of(d.first) == weekday) return d;
    if (!plain.grain) plain = d;
  }
  return plain;
}

static struct trv_days earliest_from(int32_t from, int32_t month, int32_t day) {
  int32_t year = trv_civil_of(from).year;
  for (int32_t ahead = 0; ahead < 9; ahead++) {
    struct trv_days d = in_year(year + ahead, month, day);
    if (d.grain && d.last >= from) return d;
  }
  return unknown;
}

static struct trv_days choose_year(const struct trv_resolver *r, struct choice choice, int32_t month, int32_t day,
                                   int32_t weekday) {
  if (choice.limit != TRV_NO_DAY) return latest_before(choice.limit, month, day, weekday);
  bool told = choice.side == TRV_SIDE_PAST || choice.side == TRV_SIDE_PRESENT;
  if (r->scene.grain && told) return earliest_from(r->scene.first, month, day);
  if (!r->dated) return unknown;
  struct trv_days past = latest_before(r->article.last, month, day, weekday);
  if (choice.side == TRV_SIDE_PAST) return past;
  struct trv_days next = earliest_from(r->article.first, month, day);
  if (choice.side == TRV_SIDE_FUTURE || !past.grain || !next.grain) return next.grain ? next : past;
  /* Ends and openings are the nearer of the two; a verb in the present tells of the past where not of next weeks. */
  return next.first - r->article.last <= (choice.side == TRV_SIDE_PRESENT ? 61 : 183) ? next : past;
}

static struct trv_days read_day(const struct trv_resolver *r, const struct slots *s, int32_t day,
                                struct choice choice) {
  if (s->year) return one_day(trv_day_checked(s->year, s->month, day));
  if (day < 1 || day > 31) return unknown;
  return choose_year(r, choice, s->month, day, s->weekday);
}

static struct trv_days read_days(const struct trv_resolver *r, const struct slots *s, struct choice choice) {
  if (s->n_days < 2) return unknown;
  struct trv_days last = read_day(r, s, s->day[s->n_days - 1], choice);
  if (!last.grain) return unknown;
  struct trv_civil c = trv_civil_of(last.first);
  int32_t first = trv_day_checked(c.year, c.month, s->day[0]);
  if (first == TRV_NO_DAY || first > last.first) return unknown;
  return (struct trv_days){first, last.last, TRV_GRAIN_DAY};
}

/* "le 14 au soir": in the month told of last; else the last such day before the article. */
static struct trv_days read_bare_day(const struct trv_resolver *r, const struct slots *s, struct choice choice) {
  int32_t day = s->number;
  if (day < 1 || day > 31) return unknown;
  bool recent = r->month.grain && r->at_sentence - r->month_sentence <= 2;
  int32_t base = choice.limit != TRV_NO_DAY ? choice.limit : recent ? r->month.first : TRV_NO_DAY;
  if (base == TRV_NO_DAY && r->dated) base = r->article.last;
  if (base == TRV_NO_DAY) return unknown;
  struct trv_civil c = trv_civil_of(base);
  int32_t found = trv_day_checked(c.year, c.month, day);
  bool bounded = choice.limit != TRV_NO_DAY || !recent;
  if (bounded && (found == TRV_NO_DAY || found > base)) {
    int32_t first, last;
    trv_month_around(base, -1, &first, &last);
    c = trv_civil_of(first);
    found = trv_day_checked(c.year, c.month, day);
  }
  return one_day(found);
}

static struct trv_days read_figures(const struct trv_when_op *op, const struct slots *s) {
  if (s->n_days < 2 || !s->year) return unknown;
  int32_t month = s->day[op->order[0] == 'd' ? 1 : 0], day = s->day[op->order[0] == 'd' ? 0 : 1];
  /* "27/10/2020" has only one reading, whatever the usual order. */
  if (month > 12 && op->order[0] != 'y') return one_day(trv_day_checked(s->year, day, month));
  return one_day(trv_day_checked(s->year, month, day));
}

/* What this sentence or else the narrative told of last. */
static struct trv_days told_of(const struct trv_resolver *r) { return r->sentence.grain ? r->sentence : r->narrative; }

/* "en mars dernier" in March is last year's. */
static struct trv_days read_month(const struct trv_resolver *r, const struct trv_when_op *op, const struct slots *s,
                                  struct choice choice) {
  if (s->year) return month_days(s->year, s->month);
  if (op->dir == TRV_DIR_NEXT && op->anchor == TRV_ANCHOR_NARRATIVE) { /* "in December 1975 … the following July" */
    struct trv_days told = told_of(r);
    return told.grain ? earliest_from(told.last + 1, s->month, 0) : unknown;
  }
  if (op->dir == TRV_DIR_LAST && r->dated) {
    struct trv_civil c = trv_civil_of(r->article.first);
    return latest_before(trv_day_of(c.year, c.month, 1) - 1, s->month, 0, 0);
  }
  return choose_year(r, choice, s->month, 0, 0);
}

/* Spring is March to May; winter begins in December of the year before the one that it is called after. */
static struct trv_days read_season(const struct trv_resolver *r, const struct trv_when_op *op, const struct slots *s,
                                   struct choice choice) {
  int32_t first_month = s->season == 4 ? 12 : s->season * 3;
  struct trv_days first;
  if (s->year) {
    first = month_days(s->year - (s->season == 4), first_month);
  } else if (op->dir == TRV_DIR_LAST && r->dated) {
    first = latest_before(trv_day_add_months(r->article.first, -2), first_month, 0, 0);
  } else {
    first = choose_year(r, choice, first_month, 0, 0);
  }
  if (!first.grain) return unknown;
  int32_t begin;
  trv_month_around(first.first, 2, &begin, &first.last);
  return first;
}

static struct trv_days read_weekday(const struct trv_resolver *r, const struct trv_when_op *op, const struct slots *s,
                                    struct choice choice) {
  if (op->dir == TRV_DIR_NEXT && op->anchor == TRV_ANCHOR_NARRATIVE) { /* "on Oct. 9 … the following Tuesday" */
    struct trv_days told = told_of(r);
    if (told.grain == TRV_GRAIN_DAY) return one_day(told.last + 7 - (trv_weekday_of(told.last) - s->weekday + 7) % 7);
  }
  int32_t base = choice.limit != TRV_NO_DAY ? choice.limit : today_of(r);
  if (base == TRV_NO_DAY) return unknown;
  int32_t back = (trv_weekday_of(base) - s->weekday + 7) % 7;
  /* "Monday of last week" */
  if (op->unit == TRV_UNIT_WEEK && op->has_count)
    return one_day(base - (trv_weekday_of(base) - 1) + 7 * op->count + s->weekday - 1);
  /* "se sont entendus samedi sur une trêve à compter de dimanche": the first one from the day that the sentence tells */
  if (choice.side == TRV_SIDE_OPEN && choice.limit == TRV_NO_DAY && r->sentence.grain == TRV_GRAIN_DAY &&
      r->sentence.last <= base)
    return one_day(r->sentence.last + (s->weekday - trv_weekday_of(r->sentence.last) + 7) % 7);
  if (op->dir == TRV_DIR_NEXT) return one_day(base + 7 - back);
  if (op->dir == TRV_DIR_LAST) return one_day(base - (back ? back : 7));
  if (choice.limit == TRV_NO_DAY && choice.side != TRV_SIDE_PAST) return one_day(base + (7 - back) % 7);
  return one_day(base - back);
}

/* The day that the text is at: "dans la soirée", "depuis lors". */
static struct trv_days current_day(const struct trv_resolver *r) {
  /* "prolongé en début de semaine, il arrivait à son terme dans la soirée": on the day told of before, which is of that week */
  bool wide = r->sentence.grain == TRV_GRAIN_DAY && r->sentence.last - r->sentence.first > 1;
  bool within = r->current.grain == TRV_GRAIN_DAY && r->current.first == r->current.last &&
                r->current.first >= r->sentence.first && r->current.last <= r->sentence.last;
  if (wide && within) return r->current;
  if (r->sentence.grain) return r->sentence;
  if (r->current.grain) return r->current;
  return r->dated ? r->article : unknown;
}

/* The day or days that an offset counts from. What the narrative does not tell is counted from the article. A step
 * ("dès le lendemain") starts from the day told of last, be it in passing; where none is, it cannot go onwards. */
static struct trv_days anchor_of(const struct trv_resolver *r, const struct trv_when_op *op) {
  if (op->anchor == TRV_ANCHOR_ARTICLE) return r->dated ? r->article : unknown;
  if (op->anchor == TRV_ANCHOR_START && r->start.grain) return r->start;
  if (op->anchor == TRV_ANCHOR_LAST && r->last.grain && !r->sentence.grain) return r->last;
  if (op->anchor == TRV_ANCHOR_LEAD && r->lead.grain) return r->lead;
  bool steps = op->code == TRV_OP_PERIOD || (op->code == TRV_OP_OFFSET && !(op->has_count && !op->count));
  if (steps && !r->sentence.grain && r->narrative.grain) return r->narrative;
  bool onwards = steps && (op->has_count ? op->count > 0 : op->sign > 0);
  return onwards && !r->sentence.grain && !r->current.grain ? unknown : current_day(r);
}

static uint8_t unit_of(const struct trv_when_op *op, const struct slots *s) {
  return op->unit ? op->unit : (uint8_t)s->unit;
}

static int32_t count_of(const struct trv_when_op *op, const struct slots *s) {
  return op->has_count ? op->count : op->sign * (s->has_number ? s->number : 0);
}

static int32_t days_in(uint8_t unit, int32_t count) {
  return unit == TRV_UNIT_WEEK ? count * 7 : unit == TRV_UNIT_HOUR ? count / 24 : unit == TRV_UNIT_DAY ? count : 0;
}

static bool sensible(struct trv_days base, int32_t months) {
  struct trv_civil c = trv_civil_of(base.first);
  int64_t index = (int64_t)c.year * 12 + months;
  return index >= 12 && index < 9999 * 12;
}

/* `count` units from the anchor. Months and years are no more precise than that, except where an interval opens
 * ("depuis deux mois"): its first day is counted to the day. */
static struct trv_days read_offset(const struct trv_resolver *r, const struct trv_when_op *op, const struct slots *s) {
  struct trv_days base = anchor_of(r, op);
  int32_t count = count_of(op, s);
  uint8_t unit = unit_of(op, s);
  if (!base.grain || count > 3000 || count < -3000) return unknown;
  if (unit == TRV_UNIT_DECADE) unit = TRV_UNIT_YEAR, count *= 10;
  if (unit == TRV_UNIT_MONTH || unit == TRV_UNIT_YEAR) {
    int32_t months = unit == TRV_UNIT_YEAR ? count * 12 : count;
    if (!sensible(base, months)) return unknown;
    int32_t day = trv_day_add_months(base.first, months);
    struct trv_civil c = trv_civil_of(day);
    if (op->has_kind && op->kind == TRV_WHEN_SINCE && base.grain == TRV_GRAIN_DAY) return one_day(day);
    return unit == TRV_UNIT_YEAR ? year_days(c.year, c.year) : month_days(c.year, c.month);
  }
  int32_t days = days_in(unit, count);
  if (!days && op->anchor != TRV_ANCHOR_ARTICLE) {
    /* Some hours after a night are its second day. */
    if (unit == TRV_UNIT_HOUR || unit == TRV_UNIT_MINUTE)
      base.first = base.grain == TRV_GRAIN_DAY ? base.last : base.first;
    return base;
  }
  if (base.grain != TRV_GRAIN_DAY) return unknown;
  return one_day(days < 0 ? base.first + days : base.last + days);
}

static struct trv_days read_period(const struct trv_resolver *r, const struct trv_when_op *op, const struct slots *s) {
  struct trv_days base = anchor_of(r, op);
  int32_t count = count_of(op, s);
  if (!base.grain) return unknown;
  struct trv_civil c = trv_civil_of(base.first);
  switch (unit_of(op, s)) {
    case TRV_UNIT_YEAR: return year_days(c.year + count, c.year + count);
    case TRV_UNIT_DECADE: return year_days((c.year / 10 + count) * 10, (c.year / 10 + count) * 10 + 9);
    case TRV_UNIT_MONTH: {
      if (!sensible(base, count)) return unknown;
      struct trv_days month = {0, 0, TRV_GRAIN_MONTH};
      trv_month_around(base.first, count, &month.first, &month.last);
      return month;
    }
    default: break;
  }
  if (base.grain != TRV_GRAIN_DAY) return unknown;
  int32_t weekday = trv_weekday_of(base.first), monday = base.first - (weekday - 1);
  switch (unit_of(op, s)) {
    case TRV_UNIT_DAY: return one_day(base.first + count);
    case TRV_UNIT_WEEK: return (struct trv_days){monday + 7 * count, monday + 7 * count + 6, TRV_GRAIN_DAY};
    case TRV_UNIT_WEEKEND: {
      /* The one that is on, else the last one past; "dernier" on a Sunday is a week ago. */
      int32_t saturday = weekday >= 6 ? monday + 5 : monday - 2;
      if (count > 0) saturday += 7;
      if (count < 0 && weekday >= 6) saturday -= 7;
      return (struct trv_days){saturday, saturday + 1, TRV_GRAIN_DAY};
    }
    default: return unknown;
  }
}

/* "en début de semaine": Monday to the article's day; "in the past three days": so many before it to it. */
static struct trv_days read_so_far(const struct trv_resolver *r, const struct trv_when_op *op, const struct slots *s) {
  struct trv_days base = anchor_of(r, op);
  if (base.grain != TRV_GRAIN_DAY) return unknown;
  struct trv_days out = base;
  if (s->has_number && !op->unit) {
    if (s->number > 3000) return unknown;
    if (s->unit == TRV_UNIT_MONTH || s->unit == TRV_UNIT_YEAR) {
      int32_t months = s->unit == TRV_UNIT_YEAR ? -12 * s->number : -s->number;
      if (!sensible(base, months)) return unknown;
      out.first = trv_day_add_months(base.first, months);
    } else {
      out.first = base.first - days_in((uint8_t)s->unit, s->number);
    }
  }
  if (op->unit == TRV_UNIT_WEEK) out.first = base.first - (trv_weekday_of(base.first) - 1);
  if (op->unit == TRV_UNIT_MONTH) out.first = base.first - (trv_civil_of(base.first).day - 1);
  return out;
}

static struct trv_reading resolve(const struct trv_resolver *r, const struct trv_edge *edge, struct choice choice);

/* Two operands, the first at or before the second. */
static struct trv_days read_range(const struct trv_resolver *r, const struct slots *s, struct choice choice) {
  if (s->n_operands < 2) return unknown;
  struct trv_days last = resolve(r, s->operand[1], choice).days;
  if (!last.grain) return unknown;
  choice.limit = last.last;
  struct trv_days first = resolve(r, s->operand[0], choice).days;
  if (!first.grain || first.first > last.last) return unknown;
  return (struct trv_days){first.first, last.last, last.grain > first.grain ? last.grain : first.grain};
}

/* A night goes from one day to the next: the one told of last ends in the day that the text is at. */
static struct trv_days read_night(const struct trv_resolver *r, const struct trv_when_op *op, const struct slots *s,
                                  struct choice choice) {
  if (s->n_operands == 2) return read_range(r, s, choice);
  struct trv_days days;
  if (s->n_operands == 1) {
    days = resolve(r, s->operand[0], choice).days;
    if (days.grain != TRV_GRAIN_DAY) return unknown;
    return (struct trv_days){days.first, days.first + 1, TRV_GRAIN_DAY};
  }
  days = anchor_of(r, op);
  if (days.grain != TRV_GRAIN_DAY) return unknown;
  /* "On Tuesday he was arrested. In the night he has resigned": the night that followed, if that is over */
  bool over = r->dated && r->article.grain == TRV_GRAIN_DAY && days.last < r->article.first;
  int32_t last = days.last + (r->goes_on && over && !r->sentence.grain && op->anchor == TRV_ANCHOR_NARRATIVE);
  return (struct trv_days){last - 1, last, TRV_GRAIN_DAY};
}

static uint32_t duration_of(const struct slots *s) {
  static const uint16_t days[] = {[TRV_UNIT_DAY] = 1,    [TRV_UNIT_WEEKEND] = 2, [TRV_UNIT_WEEK] = 7,
                                  [TRV_UNIT_MONTH] = 30, [TRV_UNIT_YEAR] = 365,  [TRV_UNIT_DECADE] = 3652};
  if (s->number < 0 || s->number > 100000) return 0;
  if (s->unit == TRV_UNIT_HOUR) return ((uint32_t)s->number + 12) / 24;
  return s->unit > TRV_UNIT_HOUR && s->unit <= TRV_UNIT_DECADE ? (uint32_t)s->number * days[s->unit] : 0;
}

/* "for four days from Feb. 4": so many days, the first of which is told. */
static struct trv_days read_span(const struct trv_resolver *r, const struct slots *s, struct choice choice) {
  uint32_t n = duration_of(s);
  if (!s->n_operands || !n || n > 3000) return unknown;
  struct trv_days first = resolve(r, s->operand[0], choice).days;
  if (first.grain != TRV_GRAIN_DAY) return unknown;
  return (struct trv_days){first.first, first.first + (int32_t)n - 1, TRV_GRAIN_DAY};
}

/* "agreed on Monday … took effect at midnight" is of Tuesday (count=1), unless that lies ahead of the article. */
static struct trv_days read_time(const struct trv_resolver *r, const struct trv_when_op *op) {
  struct trv_days days = current_day(r);
  if (days.grain != TRV_GRAIN_DAY) return unknown;
  int32_t next = days.last + (op->has_count ? op->count : 0);
  return one_day(today_of(r) != TRV_NO_DAY && next > today_of(r) ? days.last : next);
}

static struct trv_reading read_operand(const struct trv_resolver *r, const struct trv_when_op *op,
                                       const struct slots *s, struct choice choice) {
  struct trv_reading reading = {.days = unknown};
  if (s->n_operands) reading = resolve(r, s->operand[0], choice);
  if (op->has_kind) reading.kind = op->kind;
  return reading;
}

/* "du 12 au 19 juin" on 14 June: of two years, that in which the article's day is one of them. */
static struct trv_days around_today(const struct trv_resolver *r, const struct slots *s, struct choice choice,
                                    struct trv_days (*read)(const struct trv_resolver *, const struct slots *,
                                                            struct choice)) {
  struct trv_days told = read(r, s, choice);
  if (choice.side != TRV_SIDE_PAST || choice.limit != TRV_NO_DAY || !r->dated || r->scene.grain) return told;
  choice.side = TRV_SIDE_FUTURE;
  struct trv_days ahead = read(r, s, choice);
  bool now = ahead.grain == TRV_GRAIN_DAY && ahead.first <= r->article.first && ahead.last >= r->article.last;
  return now ? ahead : told;
}

static struct trv_reading resolve(const struct trv_resolver *r, const struct trv_edge *edge, struct choice choice) {
  const struct trv_when_op *op = edge->op;
  struct slots s = slots_of(edge);
  struct trv_reading out = {.days = unknown, .kind = op->has_kind ? op->kind : TRV_WHEN_POINT};
  if (op->dir == TRV_DIR_NEXT) choice.side = TRV_SIDE_FUTURE;
  if (op->has_kind && op->kind == TRV_WHEN_SINCE) choice.side = TRV_SIDE_PAST;
  out.explicit_year = s.year != 0 || (op->code == TRV_OP_RANGE && trv_edge_tells_year(edge));
  /* "March last year": the year that the operation tells. */
  if (op->unit == TRV_UNIT_YEAR && op->has_count && !s.year && s.month + s.season) {
    struct trv_days base = anchor_of(r, op);
    if (base.grain) s.year = trv_civil_of(base.first).year + op->count;
  }
  switch (op->code) {
    case TRV_OP_DAY: out.days = read_day(r, &s, s.day[0], choice); break;
    case TRV_OP_DAYS: out.days = around_today(r, &s, choice, read_days); break;
    case TRV_OP_BAREDAY: out.days = read_bare_day(r, &s, choice); break;
    case TRV_OP_FIGURES: out.days = read_figures(op, &s); break;
    case TRV_OP_MONTH: out.days = read_month(r, op, &s, choice); break;
    case TRV_OP_YEAR: out.days = year_days(s.year, s.year + (op->unit == TRV_UNIT_DECADE ? 9 : 0)); break;
    case TRV_OP_SEASON: out.days = read_season(r, op, &s, choice); break;
    case TRV_OP_WEEKDAY: out.days = read_weekday(r, op, &s, choice); break;
    case TRV_OP_OFFSET:
      out.days = read_offset(r, op, &s);
      out.anaphoric = op->anchor != TRV_ANCHOR_ARTICLE;
      out.complement = op->complement;
      if (s.number <= 3000) {
        uint8_t unit = unit_of(op, &s);
        out.shift_days = days_in(unit, count_of(op, &s));
        out.shift_months = unit == TRV_UNIT_MONTH  ? count_of(op, &s)
                           : unit == TRV_UNIT_YEAR ? count_of(op, &s) * 12
                                                   : 0;
      }
      break;
    case TRV_OP_PERIOD:
      out.days = read_period(r, op, &s);
      out.anaphoric = op->anchor != TRV_ANCHOR_ARTICLE;
      break;
    case TRV_OP_SOFAR: out.days = read_so_far(r, op, &s); break;
    case TRV_OP_NIGHT:
      out.days = read_night(r, op, &s, choice);
      out.anaphoric = !s.n_operands && op->anchor != TRV_ANCHOR_ARTICLE;
      break;
    case TRV_OP_RANGE: out.days = around_today(r, &s, choice, read_range); break;
    case TRV_OP_DURATION:
      out.kind = TRV_WHEN_DURATION;
      out.duration_days = duration_of(&s);
      out.duration_months = s.unit == TRV_UNIT_MONTH && s.number > 0 && s.number < 1200 ? (uint32_t)s.number : 0;
      out.within_day = s.unit == TRV_UNIT_HOUR && s.number > 0 && !out.duration_days;
      break;
    case TRV_OP_SPAN: out.days = read_span(r, &s, choice); break;
    case TRV_OP_TIME:
      out.days = read_time(r, op);
      out.time_of_day = true;
      break;
    case TRV_OP_PASS: out = read_operand(r, op, &s, choice); break;
    default: break;
  }
  if (out.kind == TRV_WHEN_POINT && out.days.grain == TRV_GRAIN_DAY && out.days.first != out.days.last)
    out.kind = TRV_WHEN_INTERVAL;
  return out;
}

bool trv_edge_tells_year(const struct trv_edge *edge) {
  for (uint32_t i = 0; i < edge->n_captures; i++) {
    const struct trv_capture *c = &edge->captures[i];
    if (c->kind == TRV_SYM_YEAR || (c->kind == TRV_SYM_RULE && trv_edge_tells_year(c->edge))) return true;
  }
  return false;
}

struct trv_reading trv_resolve_up_to_now(const struct trv_resolver *r, const struct trv_edge *edge) {
  static const struct trv_when_op back = {.code = TRV_OP_OFFSET, .sign = -1, .kind = TRV_WHEN_SINCE, .has_kind = true};
  struct slots s = slots_of(edge);
  struct trv_reading out = {.days = read_offset(r, &back, &s), .kind = TRV_WHEN_SINCE};
  return out;
}

struct trv_reading trv_resolve(const struct trv_resolver *r, const struct trv_edge *edge, enum trv_side side) {
  return resolve(r, edge, (struct choice){side, TRV_NO_DAY});
}

int32_t trv_resolver_pinned(const struct trv_resolver *r, const struct trv_edge *edge) {
  while (edge->op->code == TRV_OP_PASS) {
    struct slots s = slots_of(edge);
    if (!s.n_operands) return TRV_NO_DAY;
    edge = s.operand[0];
  }
  struct slots s = slots_of(edge);
  if (edge->op->code != TRV_OP_DAY || !s.weekday) return TRV_NO_DAY;
  struct trv_days days = resolve(r, edge, (struct choice){TRV_SIDE_PAST, TRV_NO_DAY}).days;
  return days.grain && trv_weekday_of(days.first) == s.weekday ? days.first : TRV_NO_DAY;
}

static const char *one_iso(struct trv_arena *arena, int32_t day, uint8_t grain) {
  struct trv_civil c = trv_civil_of(day);
  if (grain == TRV_GRAIN_YEAR) return trv_arena_printf(arena, "%04d", c.year);
  if (grain == TRV_GRAIN_MONTH) return trv_arena_printf(arena, "%04d-%02d", c.year, c.month);
  return trv_arena_printf(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

const char *trv_days_iso(struct trv_arena *arena, struct trv_days days, uint8_t kind) {
  if (!days.grain || kind == TRV_WHEN_DURATION) return NULL;
  const char *first = one_iso(arena, days.first, days.grain), *last = one_iso(arena, days.last, days.grain);
  if (kind == TRV_WHEN_SINCE) return trv_arena_printf(arena, "%s/..", first);
  if (kind == TRV_WHEN_UNTIL) return trv_arena_printf(arena, "../%s", last);
  if (kind == TRV_WHEN_FROM || strcmp(first, last) == 0) return first;
  return trv_arena_printf(arena, "%s/%s", first, last);
}
