/* The table of commands and options; see options.h. */
#include "options.h"

const struct cli_command cli_commands[] = {
    {"code", "[FILE…|-]", "code the events and ceasefires of articles",
     "Reads each FILE, or standard input where there is none or where FILE is \"-\", as one article: UTF-8 text, "
     "whose first line may be \"date YYYY-MM-DD\" or \"date YYYY-MM\". Prints its events and its ceasefires.\n\nA "
     "file that cannot be read is named on standard error with the reason; the others are read all the same. With "
     "several files a tally ends the run. Output stands in the order of the files and is the same for any number "
     "of jobs.",
     cli_code},
    {"parse", "[FILE…|-]", "print words, tags and trees as CoNLL-U",
     "Stops after the parser and prints each sentence in the CoNLL-U format of Universal Dependencies, with the "
     "name spans in the MISC column.",
     cli_parse},
    {"explain", "FILE|-", "show what each stage made of an article, and the rule behind each event",
     "For each sentence: its words with tags and tree, mentions with the actors that they stand for, dates, "
     "places, who says what, and how the rules read it. For each event: the line of the rules that gave it, what "
     "that line matched, and where date, place, sources and status come from. Words that have rules and gave "
     "nothing are listed with the reason.",
     cli_explain},
    {"eval", "GOLD_DIR [FILE…|DIR]", "measure the coder on articles that were coded by hand",
     "Codes each GOLD_DIR/NAME.txt that has a GOLD_DIR/NAME.json beside it and compares the two. With FILEs, or a "
     "DIR of .txt files, only those articles are read, and their records are looked up in GOLD_DIR. The record is "
     "described in docs/data-formats.md.",
     cli_eval},
    {"lint", "PACK…", "check language packs: their tables, rules and cases",
     "PACK is the code of a language, such as \"fr\", or the folder of a pack. Runs its loaders and its "
     "cases/*.case and prints each finding as FILE:LINE:COLUMN: MESSAGE. The format of cases is described in "
     "docs/testing.md.",
     cli_lint},
    {"bench", "[FILE…|DIR]", "measure speed and memory",
     "Codes the files again and again on one thread, for two seconds at least, and prints the words read each "
     "second by every stage and by the whole, the time that loading takes, and the peak of memory. Without files "
     "it reads the samples in ./samples.",
     cli_bench},
    {"help", "[COMMAND]", "print help, the manual page or a completion script",
     "Prints help on COMMAND, or on everything.", cli_help},
    {"version", NULL, "print the version", "Prints the version.", cli_version},
};
const size_t cli_n_commands = sizeof cli_commands / sizeof *cli_commands;

const struct cli_option cli_options[] = {
    {CLI_OPT_FORMAT, 'f', "format", "FORMAT", "table|ndjson|csv", "code",
     "How to write: \"table\" to be read by people (the default), \"ndjson\" one JSON object a line, \"csv\" after "
     "RFC 4180."},
    {CLI_OPT_OUTPUT, 'o', "output", "FILE", NULL, "code parse explain", "Write to FILE instead of standard output."},
    {CLI_OPT_JOBS, 'j', "jobs", "N", NULL, "code parse",
     "Read N articles at a time; by default as many as there are processors."},
    {CLI_OPT_DATE, 'd', "date", "DATE", NULL, "code explain bench",
     "The day (YYYY-MM-DD) or month (YYYY-MM) of the articles, against which \"yesterday\" is reckoned. Overrides "
     "the date line of the file."},
    {CLI_OPT_LANG, 'l', "lang", "LANG", NULL, "code parse explain eval bench",
     "The language of the articles, such as \"fr\". By default it is found from the text, and a text in no known "
     "language is rejected."},
    {CLI_OPT_SENTENCE, 's', "sentence", "N", NULL, "explain",
     "Only sentence N, counted from 0 as in the output of code."},
    {CLI_OPT_EVENT, 'e', "event", "ID", NULL, "explain",
     "Only the event with this id, and the sentences that tell it."},
    {CLI_OPT_BY_TYPE, 0, "by-type", NULL, NULL, "eval", "Add precision and recall for each type of event."},
    {CLI_OPT_ERRORS, 0, "errors", "N", NULL, "eval", "List the first N events that were missed or should not be."},
    {CLI_OPT_JSON, 0, "json", NULL, NULL, "eval bench", "Print the figures as one JSON object."},
    {CLI_OPT_MAN, 0, "man", NULL, NULL, "help", "Print the manual page, in roff."},
    {CLI_OPT_COMPLETION, 0, "completion", "SHELL", "bash|zsh|fish", "help", "Print the completion script for SHELL."},
    {CLI_OPT_SHARE, 0, "share", "DIR", NULL, NULL,
     "The folder with languages/ and world/; by default the one that treve was installed with."},
    {CLI_OPT_COLOR, 0, "color", "WHEN", "auto|always|never", NULL,
     "Colours: on terminals only (\"auto\", the default), always, or never."},
    {CLI_OPT_HELP, 'h', "help", NULL, NULL, NULL, "Print help."},
    {CLI_OPT_VERSION, 'V', "version", NULL, NULL, NULL, "Print the version."},
};
const size_t cli_n_options = sizeof cli_options / sizeof *cli_options;
