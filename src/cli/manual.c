/* The manual page, man(7) roff, from the table. */
#include <stdio.h>
#include <string.h>

#include "options.h"

/* Text with what roff would read as its own made harmless; dashes of options stay dashes. */
static void text(const char *s) {
  bool line_start = true;
  for (; *s; s++) {
    if (*s == '\n') {
      printf("\n.PP\n");
      s += strspn(s, "\n") - 1;
      line_start = true;
      continue;
    }
    if (line_start && (*s == '.' || *s == '\'')) printf("\\&");
    if (*s == '\\') printf("\\e");
    else if (*s == '-') printf("\\-");
    else putchar(*s);
    line_start = false;
  }
}

static void option(const struct cli_option *o) {
  printf(".TP\n");
  if (o->letter) printf("\\fB\\-%c\\fR, ", o->letter);
  printf("\\fB\\-\\-");
  text(o->name);
  printf("\\fR");
  if (o->argument) printf(" \\fI%s\\fR", o->values ? o->values : o->argument);
  printf("\n");
  text(o->help);
  printf("\n");
}

static void command(const struct cli_command *c) {
  printf(".SS treve %s%s%s\n", c->name, c->operands ? " " : "", c->operands ? c->operands : "");
  text(c->description);
  printf("\n");
  for (size_t i = 0; i < cli_n_options; i++)
    if (cli_options[i].commands && cli_option_of(&cli_options[i], c)) option(&cli_options[i]);
}

static const char examples[] =
    ".SH EXAMPLES\n"
    ".TP\nThe events of an article, to be read:\n.EX\ntreve code article.txt\n.EE\n"
    ".TP\nA folder of articles for R, Python or Stata:\n.EX\ntreve code \\-\\-format csv \\-o events.csv "
    "articles/*.txt\n.EE\n"
    ".TP\nThe same in the columns of GDELT, and some columns alone:\n.EX\ntreve code \\-\\-format gdelt "
    "articles/*.txt\ntreve "
    "code \\-\\-format csv \\-\\-columns date,event,actor,recipient articles/*.txt\n.EE\n"
    ".TP\nOne JSON object a line, from standard input:\n.EX\ntreve code \\-\\-format ndjson \\-\\-date 2020\\-10\\-28 "
    "< article.txt\n.EE\n"
    ".TP\nWhy an event was coded as it is:\n.EX\ntreve explain article.txt \\-\\-sentence 3\n.EE\n";

static const char environment[] =
    ".SH ENVIRONMENT\n"
    ".TP\n\\fBTREVE_SHARE\\fR\nThe folder with languages/ and world/, where \\-\\-share does not name one.\n"
    ".TP\n\\fBCOLUMNS\\fR\nThe width of the table.\n"
    ".TP\n\\fBNO_COLOR\\fR\nWhere set, no colours. The same where \\fBTERM\\fR is \"dumb\".\n";

void cli_print_manual(void) {
  printf(".\\\" Made by `treve help --man`.\n.TH TREVE 1 \"\" \"treve %s\" \"User commands\"\n", TREVE_VERSION);
  printf(".SH NAME\ntreve \\- code the political events and ceasefires of press articles\n");
  printf(".SH SYNOPSIS\n.B treve\n\\fICOMMAND\\fR [\\fIoptions\\fR] [\\fIFILE\\fR…]\n");
  printf(".SH DESCRIPTION\n");
  text(
      "treve reads press articles and writes down who did what to whom, when and where, according to whom, and "
      "whether each ceasefire held. Every event is tied to the bytes of the article and to the rule that gave it. It "
      "needs no network.");
  printf("\n.SH COMMANDS\n");
  for (size_t i = 0; i < cli_n_commands; i++) command(&cli_commands[i]);
  printf(".SH OPTIONS OF EVERY COMMAND\n");
  for (size_t i = 0; i < cli_n_options; i++)
    if (!cli_options[i].commands) option(&cli_options[i]);
  printf(
      ".SH EXIT STATUS\n.TP\n0\nAll done.\n.TP\n1\nSome inputs were rejected; each was named on standard error. For "
      "lint: something was found.\n.TP\n2\nWrong usage, or the system failed.\n%s%s",
      environment, examples);
}
