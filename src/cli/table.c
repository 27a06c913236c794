/* The table of commands and options; see options.h. */
#include "options.h"

const struct cli_command cli_commands[] = {
    {"code", "[PATH…|-]", "code the events and ceasefires of articles",
     "Reads the articles in each PATH, or in standard input where there is none or where it is \"-\". A file may be a "
     "text "
     "(UTF-8, whose first line may be \"date YYYY-MM-DD\" or \"date YYYY-MM\"), a saved web page, a feed, a WARC "
     "archive "
     "or a dump of JSON objects or CSV rows, and may be compressed with gzip or zstd; a folder is read with the files "
     "in "
     "it and below; an address of http or https is fetched. Prints the events and the ceasefires of each "
     "article.\n\nWhat cannot be read is named on standard "
     "error with the reason; the others are read all the same. With several articles a tally ends the run. Output "
     "stands "
     "in the order of the files and is the same for any number "
     "of jobs.",
     cli_code},
    {"ingest", "PATH…", "read articles into a database",
     "Codes the articles in each PATH, a file of any kind that code reads, a folder with the files in it and below, "
     "or an address, and "
     "adds them to the database FILE of --db, which is made where there is none. A text that the database has is not "
     "read again; a file whose text "
     "has changed takes the place of what it held before.\n\nWhat was added is linked with what is there: tellings of "
     "one "
     "incident become one, whatever the outlet and the language, and acts of one ceasefire are joined. Every few "
     "hundred articles are made to last together, so that an interruption loses no more than those; the same command "
     "goes on where it was. Files that cannot be read are named on standard error with the reason.",
     cli_ingest},
    {"watch", "FEEDS", "read what feeds bring, as they bring it",
     "Asks the feeds whose addresses stand in the file FEEDS, one a line, again and again, and takes what is new in "
     "them into the "
     "database FILE of --db, as ingest does. An entry that has its whole text is read as it is; of any other the page "
     "that it "
     "links to is fetched. Each is read once, also when treve is started again.\n\nFeeds are asked whether they have "
     "changed. One "
     "that fails is asked less and less often, six hours apart at most, or when its server says; the others go on. "
     "After each round a line on "
     "standard error tells what it brought. A signal (SIGINT, SIGTERM) ends it after the article in hand.\n\nOnly "
     "public hosts are "
     "asked, as their robots.txt allows; docs/reading.md describes it.",
     cli_watch},
    {"chronicle", NULL, "print the incidents of a database, by day",
     "Prints each incident once, with how many articles and independent sources tell it. Options choose among them; "
     "lists joined by commas match any of their items.",
     cli_chronicle},
    {"events", NULL, "print the events of a database, as each article tells them",
     "Prints the events of the incidents that the options choose, article by article, as code prints those of a file: "
     "every "
     "telling by itself, with its own sentence, date and numbers.",
     cli_events},
    {"ceasefires", NULL, "print the ceasefires of a database, with what became of them",
     "Prints each ceasefire with its parties, dates and mediators, and every act from the first call to its end.",
     cli_ceasefires},
    {"redlines", NULL, "print the red lines of a database, and whether they were crossed",
     "Prints each red line: who set it, to whom, over what, and what became of it.", cli_redlines},
    {"conflicts", NULL, "print who fights whom and where",
     "Prints the conflicts that the incidents of a database make: name, days of its violence, incidents, ceasefires, "
     "who "
     "stands against whom, where. Those who are told to fight each other three times in a country make one, with "
     "whoever "
     "else fights them there.\n\nWith --names, the names of FILE are kept in the database first.",
     cli_conflicts},
    {"show", "ID…", "show an incident, ceasefire or article with every source and sentence",
     "ID is one printed by the other commands, in whole or by its first letters. An incident is shown with each side's "
     "version and with "
     "each sentence that tells it.",
     cli_show},
    {"search", "WORD…", "search the articles of a database",
     "Prints the articles that hold all the words, best first. Accents and capitals do not matter; \"WORD WORD\" in "
     "quotation marks is a phrase, and WORD* any ending.",
     cli_search},
    {"stats", NULL, "count what is in a database",
     "Counts articles and incidents per month, type, pair of actors, outlet and language.", cli_stats},
    {"correct", "ACT ID…", "accept, reject, edit, merge or split incidents of a database",
     "ACT is one of:\n\naccept ID…: they are right.\n\nreject ID…: they did not happen so; they go from the chronicle. "
     "An id of an "
     "event rejects that telling alone.\n\nedit ID FIELD=VALUE: type, mode, status, date, actor, recipient, place, "
     "killed, "
     "wounded or captured; an empty VALUE says that it is not known.\n\nmerge ID ID…: they are one incident.\n\nsplit "
     "EVENT…: "
     "these events of an incident are another one.\n\nundo NUMBER: takes a correction back, an undoing too.\n\nNothing "
     "is ever "
     "deleted: every correction stays with its author and reason, and holds when articles are read again or coded "
     "anew.",
     cli_correct},
    {"recode", NULL, "code the articles of a database anew",
     "Runs the coder over the stored texts that another version of treve coded, or with --all over all of them. "
     "Corrections stay.",
     cli_recode},
    {"parse", "[PATH…|-]", "print words, tags and trees as CoNLL-U",
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
    {"extract", "[PATH…|-]", "print the articles found in pages, feeds, archives and dumps",
     "Prints the text of each article as code and ingest read it, with what is known of it: the day of publication, "
     "the "
     "outlet and the address in a header, then the title, then the paragraphs. With --json one object a line, with "
     "file, "
     "url, title, outlet, author, date, lang and text.\n\nThe main text of a web page is found without its menus, "
     "teasers, comments and captions. Files may be compressed with gzip or zstd; what they are is found from what "
     "stands in them. Addresses of http and https are fetched.",
     cli_extract},
    {"import", "FILE…", "make actors of your own from dictionaries of TABARI or PETRARCH",
     "Reads each FILE, a dictionary of actors or agents of TABARI, PETRARCH or PETRARCH2, and writes the tables of a "
     "world of your own into the folder of --to, which is made where there is none. With --world DIR the other "
     "commands read them beside treve's own, and what they say counts first.\n\nNames keep their dates; CAMEO's codes "
     "become treve's by the table share/import/cameo-actors.tsv. At the end it counts the lines, what was taken, and "
     "what could not be taken, by reason; docs/import.md describes all of it.",
     cli_import},
    {"help", "[COMMAND]", "print help, the manual page or a completion script",
     "Prints help on COMMAND, or on everything.", cli_help},
    {"version", NULL, "print the version", "Prints the version.", cli_version},
};
const size_t cli_n_commands = sizeof cli_commands / sizeof *cli_commands;

const struct cli_option cli_options[] = {
    {CLI_OPT_FORMAT, 'f', "format", "FORMAT", "table|ndjson|csv|tsv|plover|gdelt|acled|geojson",
     "code chronicle events ceasefires redlines conflicts show search stats",
     "How to write: \"table\" to be read by people (the default), \"ndjson\" one JSON object a line, \"csv\" after RFC "
     "4180. Events and incidents also as \"tsv\", the same columns parted by tabs; \"plover\", JSON in the fields of "
     "the "
     "PLOVER manual; \"gdelt\", the 61 columns of GDELT 2.0; \"acled\", the 31 columns of ACLED, of what it records; "
     "\"geojson\", what has a place on the map as features."},
    {CLI_OPT_COLUMNS, 'c', "columns", "NAMES", NULL, "code chronicle events",
     "Write these columns only, in this order: names joined by commas, such as \"date,event,actor,recipient\". For "
     "csv, tsv, "
     "gdelt and acled; as a table, the columns of csv."},
    {CLI_OPT_OUTPUT, 'o', "output", "FILE", NULL,
     "code parse explain extract chronicle events ceasefires redlines conflicts show search stats",
     "Write to FILE instead of standard output."},
    {CLI_OPT_JOBS, 'j', "jobs", "N", NULL, "code parse ingest extract recode",
     "Read N articles at a time; by default as many as there are processors."},
    {CLI_OPT_DATE, 'd', "date", "DATE", NULL, "code explain bench ingest",
     "The day (YYYY-MM-DD) or month (YYYY-MM) of the articles, against which \"yesterday\" is reckoned. Overrides "
     "the date line of the file."},
    {CLI_OPT_LANG, 'l', "lang", "LANG", NULL, "code parse explain eval bench ingest watch chronicle events",
     "The language of the articles, such as \"fr\". By default it is found from the text, and a text in no known "
     "language is rejected."},
    {CLI_OPT_TYPE, 0, "type", "TYPE", NULL, "code parse explain ingest extract",
     "What the files are: \"text\", \"html\", \"feed\", \"warc\", \"ndjson\" or \"csv\". By default it is found from "
     "what stands in them."},
    {CLI_OPT_FIELD, 0, "field", "FIELD=NAME", NULL, "code parse explain ingest extract",
     "Of dumps: the field or column NAME holds FIELD: text, html, title, date, url, outlet, author or lang. The usual "
     "names are found without it. May be given several times."},
    {CLI_OPT_ALLOW_LOCAL, 0, "allow-local", NULL, NULL, "code parse explain ingest watch extract",
     "Fetch addresses of this machine and of private networks too. Without it they are refused, whatever name or "
     "redirect leads to them."},
    {CLI_OPT_TIMEOUT, 0, "timeout", "SECONDS", NULL, "code parse explain ingest watch extract",
     "Give an address up after so many seconds; 120 by default."},
    {CLI_OPT_JOBS, 'j', "jobs", "N", NULL, "watch",
     "Read N articles at a time; 8 by default, since each waits for the network most of its time."},
    {CLI_OPT_EVERY, 0, "every", "MINUTES", NULL, "watch",
     "Ask the feeds so often: 15 minutes by default, one at least. With --allow-local it may be a fraction, for the "
     "feeds of "
     "local hosts."},
    {CLI_OPT_ROUNDS, 0, "rounds", "N", NULL, "watch",
     "Ask each feed N times, then end. By default it goes on until it is stopped."},
    {CLI_OPT_SINCE, 0, "since", "DATE", NULL, "code parse ingest watch extract",
     "Only articles published on this day or in this month, or later; those without a date are left out."},
    {CLI_OPT_UNTIL, 0, "until", "DATE", NULL, "code parse ingest watch extract",
     "Only articles published on this day or in this month, or before."},
    {CLI_OPT_OUTLET, 0, "outlet", "NAME", NULL, "code parse ingest watch extract",
     "Only articles of outlets whose name or address contains NAME."},
    {CLI_OPT_MATCH, 0, "match", "REGEX", NULL, "code parse ingest watch extract",
     "Only articles in which this regular expression matches; case does not count."},
    {CLI_OPT_ONLY, 0, "only", "LANGS", NULL, "code parse ingest watch extract",
     "Only articles in these languages, such as \"fr,en\"; others are left out without a word."},
    {CLI_OPT_WORLD, 'w', "world", "DIR", NULL, "code explain eval bench ingest watch recode",
     "Read the actors of this folder too, which import has made or you have written; they count before treve's own. "
     "Given several times, the later folder counts before the earlier. docs/import.md describes it."},
    {CLI_OPT_LANG, 'l', "lang", "LANG", NULL, "import", "The language of role words of agents; \"en\" by default."},
    {CLI_OPT_SENTENCE, 's', "sentence", "N", NULL, "explain",
     "Only sentence N, counted from 0 as in the output of code."},
    {CLI_OPT_EVENT, 'e', "event", "ID", NULL, "explain",
     "Only the event with this id, and the sentences that tell it."},
    {CLI_OPT_BY_TYPE, 0, "by-type", NULL, NULL, "eval", "Add precision and recall for each type of event."},
    {CLI_OPT_ERRORS, 0, "errors", "N", NULL, "eval", "List the first N events that were missed or should not be."},
    {CLI_OPT_JSON, 0, "json", NULL, NULL, "eval bench", "Print the figures as one JSON object."},
    {CLI_OPT_JSON, 0, "json", NULL, NULL, "extract", "Print each article as one JSON object a line."},
    {CLI_OPT_DB, 0, "db", "FILE", NULL,
     "ingest watch chronicle events ceasefires redlines conflicts show search stats correct recode",
     "The database. By default the one that the environment variable TREVE_DB names."},
    {CLI_OPT_FROM, 0, "from", "DATE", NULL, "chronicle events ceasefires redlines",
     "Only what may lie on or after this day or month."},
    {CLI_OPT_TO, 0, "to", "DATE", NULL, "chronicle events ceasefires redlines",
     "Only what may lie on or before this day or month."},
    {CLI_OPT_TO, 0, "to", "DIR", NULL, "import", "The folder for the tables: a new one, or one without tables."},
    {CLI_OPT_REPORT, 0, "report", "FILE", NULL, "import",
     "Write every line that could not be taken to FILE, as FILE:LINE: REASON: TEXT."},
    {CLI_OPT_ACTOR, 0, "actor", "WHO", NULL, "chronicle events ceasefires redlines",
     "Only incidents with this actor, ceasefires with this party: a code such as \"AZE\", code and sector \"AZE:MIL\", "
     "or part of a name."},
    {CLI_OPT_RECIPIENT, 0, "recipient", "WHO", NULL, "chronicle events ceasefires redlines",
     "Only incidents that are done to this one."},
    {CLI_OPT_TYPE, 0, "type", "TYPE", NULL, "chronicle events",
     "Only incidents of this type of PLOVER, such as \"ASSAULT\" or \"ASSAULT/aerial\"."},
    {CLI_OPT_PLACE, 0, "place", "PLACE", NULL, "chronicle events",
     "Only incidents at this place, or in the country of this code."},
    {CLI_OPT_STATUS, 0, "status", "STATUS", NULL, "chronicle events ceasefires redlines",
     "Only incidents with this status, such as \"actual\"; ceasefires that stand so."},
    {CLI_OPT_TAG, 0, "tag", "TAG", NULL, "chronicle events",
     "Only incidents with this tag, such as \"red_line\" or \"ceasefire:violation\"."},
    {CLI_OPT_CONFLICT, 0, "conflict", "ID", NULL, "chronicle events ceasefires redlines",
     "Only what belongs to the conflict with this id, or this in its name; conflicts prints them."},
    {CLI_OPT_NAMES, 0, "names", "FILE", NULL, "conflicts",
     "Name conflicts as this table does, from now on: a line each, with the columns name and parties. It takes the "
     "place of "
     "an earlier one; docs/data-formats.md describes it."},
    {CLI_OPT_LIMIT, 'n', "limit", "N", NULL, "chronicle events ceasefires redlines search",
     "At most N of them; 0 for all. By default tables end after some hundred and say so, and other formats hold all."},
    {CLI_OPT_AUTHOR, 0, "author", "NAME", NULL, "correct",
     "Whose correction it is. By default the environment variable TREVE_AUTHOR tells."},
    {CLI_OPT_REASON, 0, "reason", "TEXT", NULL, "correct", "Why."},
    {CLI_OPT_ALL, 0, "all", NULL, NULL, "recode", "Code those of this version anew too."},
    {CLI_OPT_TIMES, 0, "times", NULL, NULL, "ingest",
     "Tell at the end how much time of processors went into coding, and how much into storing and linking."},
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
