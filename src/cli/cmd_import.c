/* treve import: dictionaries of actors become a folder of tables that --world reads. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input.h"
#include "report.h"

static bool read_one(struct trv_import *import, const char *path, int *exit) {
  struct trv_error err = {0};
  struct cli_bytes bytes;
  enum trv_status status = cli_read(path, trv_import_ceiling(), &bytes, &err);
  if (status == TRV_OK) {
    status = trv_import_add(import, path, bytes.p, bytes.n, &err);
    free(bytes.p);
  }
  if (status == TRV_OK) return true;
  cli_error(&err);
  if (cli_exit_of(status) > *exit) *exit = cli_exit_of(status);
  return status == TRV_REJECTED;
}

/* What is there already stays: an import takes no table's place. */
static bool write_file(const char *path, const struct trv_output *bytes) {
  errno = 0;
  FILE *out = fopen(path, "wbx");
  bool failed = !out;
  if (out) {
    failed = bytes->n_bytes && fwrite(bytes->bytes, 1, bytes->n_bytes, out) != bytes->n_bytes;
    failed |= fclose(out) != 0;
  }
  if (failed) cli_message("%s: %s", path, errno ? strerror(errno) : "could not be written");
  if (failed && out) unlink(path);
  return !failed;
}

static bool is_table(const char *name) {
  size_t n = strlen(name);
  return n > 4 && strcmp(name + n - 4, ".tsv") == 0;
}

static bool free_of_tables(const char *folder) {
  struct cli_names names = {0};
  bool listed = cli_names_folder(&names, folder, is_table, false), is_free = listed && !names.n;
  if (listed && names.n) cli_message("%s is there already: name a folder without tables", names.items[0]);
  cli_names_release(&names);
  return is_free;
}

/* The path of a table and, with `write`, its bytes there. */
static bool take_table(const struct trv_import *import, size_t i, const char *folder, bool write) {
  struct trv_error err = {0};
  const char *name;
  struct trv_output table;
  char path[4096];
  if (trv_import_table(import, i, &name, &table, &err) != TRV_OK) {
    cli_error(&err);
    return false;
  }
  bool done = (size_t)snprintf(path, sizeof path, "%s/%s", folder, name) < sizeof path;
  if (!done) cli_message("%s: the name is too long", folder);
  else if (write) done = write_file(path, &table);
  else done = unlink(path) == 0;
  trv_output_release(&table);
  return done;
}

/* All of them or none. */
static bool write_tables(const struct trv_import *import, const char *folder) {
  size_t n = trv_import_tables(import), written = 0;
  while (written < n && take_table(import, written, folder, true)) written++;
  if (written == n) return true;
  while (written) take_table(import, --written, folder, false);
  return false;
}

static bool write_report(const struct trv_import *import, const struct cli_options *options) {
  struct trv_error err = {0};
  struct trv_output report;
  struct cli_options to = *options;
  to.output = options->report;
  if (trv_import_report(import, true, &report, &err) != TRV_OK) {
    cli_error(&err);
    return false;
  }
  FILE *out = cli_output_open(&to, options->operands, options->n_operands);
  if (out && report.n_bytes) fwrite(report.bytes, 1, report.n_bytes, out);
  trv_output_release(&report);
  return out && cli_output_close(&to, out);
}

static bool print_counts(const struct trv_import *import, const struct cli_options *options) {
  struct trv_import_counts c;
  struct trv_error err = {0};
  struct trv_output report;
  trv_import_count(import, &c);
  size_t taken = c.entries + c.synonyms + c.codes + c.roles + c.sets;
  printf("%zu line%s of %zu file%s, %zu of them blank or comment\n", c.lines, c.lines == 1 ? "" : "s", c.files,
         c.files == 1 ? "" : "s", c.empty);
  printf("%8zu  taken: %zu names, %zu synonyms, %zu lines of codes, %zu role words, %zu substitution sets\n", taken,
         c.entries, c.synonyms, c.codes, c.roles, c.sets);
  printf("%8zu  not taken%s\n", c.rejected, c.rejected ? ":" : "");
  if (trv_import_report(import, false, &report, &err) != TRV_OK) {
    cli_error(&err);
    return false;
  }
  if (report.n_bytes) fwrite(report.bytes, 1, report.n_bytes, stdout);
  trv_output_release(&report);
  if (c.rejected && !options->report) printf("--report FILE lists them with their places\n");
  printf("%zu rows in %s\n", c.rows, options->to);
  return true;
}

static int run(struct trv_import *import, const struct cli_options *options) {
  int exit = CLI_DONE;
  struct trv_import_counts counts;
  for (size_t i = 0; i < options->n_operands; i++)
    if (!read_one(import, options->operands[i], &exit)) return CLI_FAILED;
  trv_import_count(import, &counts);
  if (options->report && !write_report(import, options)) return CLI_FAILED;
  if (!counts.rows) {
    print_counts(import, options);
    cli_message("nothing could be taken: no tables were written");
    return counts.files || exit == CLI_DONE ? CLI_REJECTED : exit;
  }
  if (mkdir(options->to, 0777) != 0 && errno != EEXIST) {
    cli_message("%s: %s", options->to, strerror(errno));
    return CLI_FAILED;
  }
  if (!free_of_tables(options->to) || !write_tables(import, options->to) || !print_counts(import, options))
    return CLI_FAILED;
  return counts.rejected && exit == CLI_DONE ? CLI_REJECTED : exit;
}

int cli_import(const struct cli_options *options) {
  if (!options->n_operands || !options->to) {
    cli_message("import needs dictionaries, and --to DIR for what is made of them");
    return CLI_FAILED;
  }
  struct trv_import_options how = {.share = options->share, .language = options->lang};
  struct trv_import *import;
  struct trv_error err = {0};
  if (trv_import_new(&how, &import, &err) != TRV_OK) {
    cli_error(&err);
    return CLI_FAILED;
  }
  int exit = run(import, options);
  trv_import_free(import);
  return cli_output_close(options, stdout) ? exit : CLI_FAILED;
}
