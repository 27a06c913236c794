/* Reading the command line by the table; see options.h. Options may stand anywhere; `--` ends them. */
#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

/* Whether `name` is one of the words in `list`, parted by `sep`. */
static bool listed(const char *list, char sep, const char *name, size_t n) {
  while (*list) {
    const char *end = strchr(list, sep);
    size_t length = end ? (size_t)(end - list) : strlen(list);
    if (length == n && strncmp(list, name, n) == 0) return true;
    list += length + (end != NULL);
  }
  return false;
}

bool cli_option_of(const struct cli_option *option, const struct cli_command *command) {
  return !option->commands || (command && listed(option->commands, ' ', command->name, strlen(command->name)));
}

const struct cli_command *cli_command_named(const char *name) {
  for (size_t i = 0; i < cli_n_commands; i++)
    if (strcmp(cli_commands[i].name, name) == 0) return &cli_commands[i];
  return NULL;
}

static bool is_date(const char *s) {
  static const char form[] = "dddd-dd-dd";
  static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  size_t n = strlen(s);
  if (n != 7 && n != 10) return false;
  for (size_t i = 0; i < n; i++)
    if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != form[i]) return false;
  int year = 0, month = 0, day = 0;
  for (size_t i = 0; i < 4; i++) year = 10 * year + (s[i] - '0');
  for (size_t i = 5; i < 7; i++) month = 10 * month + (s[i] - '0');
  for (size_t i = 8; i < n; i++) day = 10 * day + (s[i] - '0');
  if (n == 7) day = 1;
  if (month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
  return month != 2 || day < 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

static bool is_number(const char *s, uint32_t max, uint32_t *out) {
  char *end;
  if (*s < '0' || *s > '9') return false;
  unsigned long long v = strtoull(s, &end, 10);
  if (*end || strlen(s) > 10 || v > max) return false;
  *out = (uint32_t)v;
  return true;
}

/* A number with a fraction, or without. */
static bool is_measure(const char *s, double max, double *out) {
  char *end;
  if (*s < '0' || *s > '9' || strspn(s, "0123456789.") != strlen(s)) return false;
  *out = strtod(s, &end);
  return !*end && *out <= max;
}

static bool wrong(const struct cli_option *o, const char *value, const char *expected) {
  cli_message("--%s: \"%s\" is not %s", o->name, value, expected);
  return false;
}

static bool set(struct cli_options *out, const struct cli_option *o, const char *value) {
  uint32_t number = 0;
  if (o->values && !listed(o->values, '|', value, strlen(value))) {
    cli_message("--%s: \"%s\" is not one of %s", o->name, value, o->values);
    return false;
  }
  switch (o->id) {
    case CLI_OPT_FORMAT: out->format_name = value; return trv_format_of(value, &out->format);
    case CLI_OPT_COLUMNS: out->columns = value; return *value || wrong(o, value, "a list of columns");
    case CLI_OPT_OUTPUT: out->output = value; return *value || wrong(o, value, "the name of a file");
    case CLI_OPT_JOBS:
      return (is_number(value, 1024, &out->jobs) && out->jobs) || wrong(o, value, "a number from 1 to 1024");
    case CLI_OPT_DATE:
      out->date = value;
      return is_date(value) || wrong(o, value, "a day YYYY-MM-DD or a month YYYY-MM");
    case CLI_OPT_LANG: out->lang = value; return *value || wrong(o, value, "a language");
    case CLI_OPT_SENTENCE:
      if (!is_number(value, UINT32_MAX, &number)) return wrong(o, value, "the number of a sentence");
      out->sentence = number;
      return true;
    case CLI_OPT_EVENT: out->event = value; return true;
    case CLI_OPT_BY_TYPE: return out->by_type = true;
    case CLI_OPT_ERRORS: return is_number(value, UINT32_MAX, &out->errors) || wrong(o, value, "a number");
    case CLI_OPT_JSON: return out->json = true;
    case CLI_OPT_DB: out->db = value; return *value || wrong(o, value, "the name of a file");
    case CLI_OPT_FROM:
      out->filter.from = value;
      return is_date(value) || wrong(o, value, "a day YYYY-MM-DD or a month YYYY-MM");
    case CLI_OPT_TO: out->to = value; return *value || wrong(o, value, "a day, or the name of a folder");
    case CLI_OPT_ACTOR: out->filter.actor = value; return *value || wrong(o, value, "an actor");
    case CLI_OPT_RECIPIENT: out->filter.recipient = value; return *value || wrong(o, value, "a recipient");
    case CLI_OPT_TYPE: out->filter.type = value; return *value || wrong(o, value, "a type of event");
    case CLI_OPT_PLACE: out->filter.place = value; return *value || wrong(o, value, "a place");
    case CLI_OPT_STATUS: out->filter.status = value; return *value || wrong(o, value, "a status");
    case CLI_OPT_TAG: out->filter.tag = value; return *value || wrong(o, value, "a tag");
    case CLI_OPT_CONFLICT: out->filter.conflict = value; return *value || wrong(o, value, "a conflict");
    case CLI_OPT_NAMES: out->names = value; return *value || wrong(o, value, "the name of a file");
    case CLI_OPT_LIMIT:
      if (!is_number(value, UINT32_MAX, &number)) return wrong(o, value, "a number");
      out->filter.limit = number;
      return out->limited = true;
    case CLI_OPT_AUTHOR: out->author = value; return *value || wrong(o, value, "a name");
    case CLI_OPT_REASON: out->reason = value; return *value || wrong(o, value, "a reason");
    case CLI_OPT_ALL: return out->all = true;
    case CLI_OPT_TIMES: return out->times = true;
    case CLI_OPT_MAN: return out->man = true;
    case CLI_OPT_COMPLETION: out->completion = value; return true;
    case CLI_OPT_WORLD:
      if (out->n_worlds == CLI_MAX_WORLDS) {
        cli_message("more than %d times --world", CLI_MAX_WORLDS);
        return false;
      }
      out->worlds[out->n_worlds++] = value;
      return *value || wrong(o, value, "the name of a folder");
    case CLI_OPT_FIELD:
      if (out->n_fields == CLI_MAX_FIELDS) {
        cli_message("more than %d times --field", CLI_MAX_FIELDS);
        return false;
      }
      out->fields[out->n_fields++] = value;
      return strchr(value, '=') || wrong(o, value, "FIELD=NAME");
    case CLI_OPT_SINCE:
      out->since = value;
      return is_date(value) || wrong(o, value, "a day YYYY-MM-DD or a month YYYY-MM");
    case CLI_OPT_UNTIL:
      out->until = value;
      return is_date(value) || wrong(o, value, "a day YYYY-MM-DD or a month YYYY-MM");
    case CLI_OPT_OUTLET: out->outlet = value; return *value || wrong(o, value, "an outlet");
    case CLI_OPT_MATCH: out->match = value; return *value || wrong(o, value, "a regular expression");
    case CLI_OPT_ONLY: out->only = value; return *value || wrong(o, value, "a list of languages");
    case CLI_OPT_REPORT: out->report = value; return *value || wrong(o, value, "the name of a file");
    case CLI_OPT_ALLOW_LOCAL: return out->allow_local = true;
    case CLI_OPT_TIMEOUT:
      return (is_measure(value, 3600, &out->timeout_s) && out->timeout_s >= 0.1) ||
             wrong(o, value, "a number of seconds from 0.1 to 3600");
    case CLI_OPT_EVERY:
      return (is_measure(value, 10080, &out->every_min) && out->every_min >= 0.001) ||
             wrong(o, value, "a number of minutes up to 10080");
    case CLI_OPT_ROUNDS:
      return (is_number(value, UINT32_MAX, &out->rounds) && out->rounds) || wrong(o, value, "a number from 1 on");
    case CLI_OPT_SHARE: out->share = value; return true;
    case CLI_OPT_COLOR:
      out->color = *value == 'a' ? value[1] == 'u' ? CLI_COLOR_AUTO : CLI_COLOR_ALWAYS : CLI_COLOR_NEVER;
      return true;
    case CLI_OPT_HELP: return out->help = true;
    case CLI_OPT_VERSION: return out->version = true;
  }
  return false;
}

static const struct cli_option *named(const char *name, size_t n) {
  for (size_t i = 0; i < cli_n_options; i++)
    if (strlen(cli_options[i].name) == n && strncmp(cli_options[i].name, name, n) == 0) return &cli_options[i];
  return NULL;
}

static const struct cli_option *lettered(char letter) {
  for (size_t i = 0; i < cli_n_options; i++)
    if (letter && cli_options[i].letter == letter) return &cli_options[i];
  return NULL;
}

/* Letters to change, add or leave out to make `a` of `b` (Levenshtein); words are short. */
static size_t distance(const char *a, const char *b) {
  size_t row[32], n = strlen(b);
  if (n >= sizeof row / sizeof *row) return SIZE_MAX;
  for (size_t j = 0; j <= n; j++) row[j] = j;
  for (; *a; a++) {
    size_t corner = row[0]++;
    for (size_t j = 1; j <= n; j++) {
      size_t cost = corner + (*a != b[j - 1]);
      corner = row[j];
      if (row[j] + 1 < cost) cost = row[j] + 1;
      if (row[j - 1] + 1 < cost) cost = row[j - 1] + 1;
      row[j] = cost;
    }
  }
  return row[n];
}

static bool unknown_option(const char *arg) {
  const char *best = NULL;
  size_t least = 3;
  for (size_t i = 0; i < cli_n_options && arg[1] == '-'; i++) {
    size_t d = distance(arg + 2, cli_options[i].name);
    if (d < least) least = d, best = cli_options[i].name;
  }
  if (best) cli_message("no option \"%s\"; --%s?", arg, best);
  else cli_message("no option \"%s\"; `treve help` lists them", arg);
  return false;
}

static bool unknown_command(const char *name) {
  const char *best = NULL;
  size_t least = 3;
  for (size_t i = 0; i < cli_n_commands; i++) {
    size_t d = distance(name, cli_commands[i].name);
    if (d < least) least = d, best = cli_commands[i].name;
  }
  if (best) cli_message("no command \"%s\"; %s?", name, best);
  else
    cli_message("no command \"%s\"; articles are read by `treve code FILE`, and `treve help` lists the commands", name);
  return false;
}

struct reader {
  int argc, at;
  char **argv;
  struct cli_options *out;
  const struct cli_option *given[64]; /* to be checked against the command once it is known */
  size_t n_given;
};

static bool take(struct reader *r, const struct cli_option *o, const char *value) {
  if (r->n_given < sizeof r->given / sizeof *r->given) r->given[r->n_given++] = o;
  if (o->argument && !value) {
    if (r->at >= r->argc) {
      cli_message("--%s needs %s behind it", o->name, o->argument);
      return false;
    }
    value = r->argv[r->at++];
  }
  return set(r->out, o, value);
}

static bool read_long(struct reader *r, char *arg) {
  const char *eq = strchr(arg, '=');
  const struct cli_option *o = named(arg + 2, eq ? (size_t)(eq - arg - 2) : strlen(arg + 2));
  if (!o) return unknown_option(arg);
  if (eq && !o->argument) {
    cli_message("--%s takes no value", o->name);
    return false;
  }
  return take(r, o, eq ? eq + 1 : NULL);
}

static bool read_short(struct reader *r, char *arg) {
  for (char *c = arg + 1; *c; c++) {
    const struct cli_option *o = lettered(*c);
    if (!o) return unknown_option(arg);
    if (o->argument) return take(r, o, c[1] ? c + 1 : NULL);
    if (!take(r, o, NULL)) return false;
  }
  return true;
}

/* Tables, NDJSON and CSV are every command's; the rest is for events and incidents. */
static bool has_format(const struct cli_command *command, enum trv_format format) {
  static const char *const events[] = {"code", "events", "chronicle"};
  if (format == TRV_FORMAT_TABLE || format == TRV_FORMAT_NDJSON || format == TRV_FORMAT_CSV) return true;
  for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    if (strcmp(command->name, events[i]) == 0) return true;
  return false;
}

static bool chooses_columns(enum trv_format format) {
  return format == TRV_FORMAT_TABLE || format == TRV_FORMAT_CSV || format == TRV_FORMAT_TSV ||
         format == TRV_FORMAT_GDELT || format == TRV_FORMAT_ACLED;
}

/* One of the options that share this one's id belongs to the command. */
static bool given_to(const struct cli_option *given, const struct cli_command *command) {
  for (size_t i = 0; i < cli_n_options; i++)
    if (cli_options[i].id == given->id && cli_option_of(&cli_options[i], command)) return true;
  return false;
}

/* --to is a day of a chronicle and the folder of an import: which, the command tells, and that may come after it. */
static bool check_to(struct cli_options *o) {
  if (!o->to || o->command->run == cli_import) return true;
  o->filter.to = o->to;
  if (is_date(o->to)) return true;
  cli_message("--to: \"%s\" is not a day YYYY-MM-DD or a month YYYY-MM", o->to);
  return false;
}

static bool check(const struct reader *r) {
  struct cli_options *o = r->out;
  if (o->help || o->version) return true;
  if (!o->command) {
    cli_message("no command; `treve help` lists them");
    return false;
  }
  for (size_t i = 0; i < r->n_given; i++)
    if (!given_to(r->given[i], o->command)) {
      cli_message("%s has no option --%s", o->command->name, r->given[i]->name);
      return false;
    }
  if (!has_format(o->command, o->format)) {
    cli_message("%s has no format \"%s\"", o->command->name, o->format_name);
    return false;
  }
  if (o->columns && !chooses_columns(o->format)) {
    cli_message("--columns is for the formats table, csv, tsv, gdelt and acled");
    return false;
  }
  if (o->n_operands && !o->command->operands) {
    cli_message("%s takes no operands", o->command->name);
    return false;
  }
  return check_to(o);
}

bool cli_options_read(int argc, char **argv, struct cli_options *out) {
  *out = (struct cli_options){.format = TRV_FORMAT_TABLE, .format_name = "table", .sentence = -1};
  struct reader r = {.argc = argc, .at = 1, .argv = argv, .out = out};
  bool only_operands = false;
  int n = 0; /* operands move down to argv[1] and on: never before what is still to be read */
  while (r.at < argc) {
    char *arg = argv[r.at++];
    if (only_operands || arg[0] != '-' || !arg[1]) {
      if (out->command || only_operands) {
        argv[1 + n++] = arg;
      } else {
        out->command = cli_command_named(arg);
        if (!out->command) return unknown_command(arg);
      }
    } else if (strcmp(arg, "--") == 0) {
      only_operands = true;
    } else if (arg[1] == '-' ? !read_long(&r, arg) : !read_short(&r, arg)) {
      return false;
    }
  }
  out->operands = argv + 1;
  out->n_operands = (size_t)n;
  return check(&r);
}
