/* See feeds.h. */
#include "feeds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "input.h"
#include "report.h"

#define MOST_BYTES ((size_t)4 << 20) /* of the file of addresses: some 40,000 */
#define LEAST_PUBLIC_S 60.0          /* between two requests for one feed of a public host */
#define MOST_WAIT_S (6 * 3600.0)
#define MOST_DOUBLINGS 10

/* ---- the file of addresses */

static bool is_web(const char *s) { return strncasecmp(s, "http://", 7) == 0 || strncasecmp(s, "https://", 8) == 0; }

static bool is_there(const struct cli_feeds *feeds, const char *address) {
  for (size_t i = 0; i < feeds->n; i++)
    if (strcmp(feeds->items[i].address, address) == 0) return true;
  return false;
}

static bool add(struct cli_feeds *feeds, const char *address) {
  if (is_there(feeds, address)) return true;
  struct cli_feed *items = realloc(feeds->items, (feeds->n + 1) * sizeof *items);
  if (!items) return false;
  feeds->items = items;
  items[feeds->n] = (struct cli_feed){.address = strdup(address)};
  return items[feeds->n++].address != NULL;
}

/* Without blanks around it and the comment behind it: a "#" at its beginning or behind a blank. */
static char *trim(char *line) {
  line += strspn(line, " \t\r");
  size_t n = line[0] == '#' ? 0 : strcspn(line, " \t\r");
  char *rest = line + n + strspn(line + n, " \t\r");
  if (*rest && *rest != '#') return line;
  line[n] = '\0';
  return line;
}

bool cli_feeds_read(struct cli_feeds *feeds, const char *path) {
  struct cli_bytes bytes;
  struct trv_error err = {0};
  bool ok = true;
  *feeds = (struct cli_feeds){0};
  if (cli_read(path, MOST_BYTES, &bytes, &err) != TRV_OK) {
    cli_error(&err);
    return false;
  }
  size_t number = 0;
  for (char *line = bytes.p, *end; line && ok; line = end) {
    end = strchr(line, '\n');
    if (end) *end++ = '\0';
    if (++number == 1 && strncmp(line, "\xEF\xBB\xBF", 3) == 0) line += 3;
    char *address = trim(line);
    if (!*address) continue;
    ok = is_web(address) && !strpbrk(address, " \t");
    if (!ok) cli_message("%s:%zu: \"%s\" is no address of http or https", path, number, address);
    else if (!add(feeds, address)) ok = false, cli_message("memory ran out");
  }
  if (ok && !feeds->n) ok = false, cli_message("%s: no address in it", path);
  free(bytes.p);
  return ok;
}

void cli_feeds_release(struct cli_feeds *feeds) {
  for (size_t i = 0; i < feeds->n; i++) {
    struct cli_feed *feed = &feeds->items[i];
    for (struct cli_attempt *a = feed->attempts, *next; a; a = next) {
      next = a->next;
      free(a);
    }
    free(feed->address);
  }
  free(feeds->items);
  *feeds = (struct cli_feeds){0};
}

/* ---- asking */

static void keep_state(struct trv_feed_state *state, const struct trv_fetched *got) {
  snprintf(state->etag, sizeof state->etag, "%s", got->etag ? got->etag : "");
  snprintf(state->modified, sizeof state->modified, "%s", got->modified ? got->modified : "");
}

static bool push(struct cli_polled *p, struct trv_item *item) {
  struct trv_item **items = p->items;
  if ((p->n_items & (p->n_items + 1)) == 0) items = realloc(items, (p->n_items + 1) * 2 * sizeof *items);
  if (!items) return false;
  p->items = items;
  items[p->n_items++] = item;
  return true;
}

/* All entries; what is damaged between or behind them is told once. */
static enum trv_status read_entries(struct cli_polled *p, struct trv_source *source, struct trv_error *err) {
  for (;;) {
    struct trv_item *item = NULL;
    enum trv_status status = trv_source_next(source, &item, err);
    if (status == TRV_OK && !item) return TRV_OK;
    if (status == TRV_OK && !push(p, item)) {
      trv_item_free(item);
      *err = (struct trv_error){.status = TRV_NO_MEMORY, .message = "memory ran out"};
      status = TRV_NO_MEMORY;
    }
    if (status == TRV_REJECTED && !p->damaged) p->damaged = true, p->err = *err;
    if (status != TRV_OK && status != TRV_REJECTED) return status;
  }
}

static enum trv_status read_feed(struct cli_polled *p, struct trv_fetched *got, const struct trv_input_options *how,
                                 struct trv_error *err) {
  struct trv_input_options feed = *how;
  struct trv_source *source;
  feed.type = TRV_INPUT_FEED;
  feed.links = true;
  enum trv_status status = trv_source_of(got, &feed, &source, err);
  if (status != TRV_OK) return status;
  status = read_entries(p, source, err);
  trv_source_close(source);
  if (status == TRV_OK && p->damaged && !p->n_items) {
    *err = p->err;
    return TRV_REJECTED;
  }
  return status;
}

struct cli_polled *cli_feed_poll(struct cli_feed *feed, const struct trv_input_options *how) {
  struct cli_polled *p = calloc(1, sizeof *p);
  struct trv_error err = {0};
  struct trv_fetched *got;
  if (!p) return NULL;
  p->feed = feed;
  p->retry_after = -1;
  const struct trv_request request = {.address = feed->address,
                                      .etag = feed->state.etag[0] ? feed->state.etag : NULL,
                                      .modified = feed->state.modified[0] ? feed->state.modified : NULL};
  p->status = trv_fetch(how->fetcher, &request, &got, &err);
  if (got) {
    p->unchanged = got->unchanged;
    p->local = got->local;
    p->retry_after = got->retry_after;
    keep_state(&feed->fresh, got);
  }
  p->interrupted = p->status == TRV_REJECTED && cli_stopped;
  if (p->status == TRV_OK && !p->unchanged) p->status = read_feed(p, got, how, &err);
  else trv_fetched_free(got);
  if (p->status != TRV_OK) p->err = err;
  return p;
}

void cli_polled_free(struct cli_polled *p) {
  if (!p) return;
  for (size_t i = 0; i < p->n_items; i++) trv_item_free(p->items[i]);
  free(p->items);
  free(p);
}

static enum trv_status take_page(const struct trv_item *entry, struct trv_source *source, struct trv_item **out,
                                 struct trv_error *err) {
  struct trv_item *page = NULL;
  enum trv_input type = trv_source_type(source);
  if (type != TRV_INPUT_HTML && type != TRV_INPUT_TEXT)
    return cli_reject(err, entry->url, "no article: the entry of a feed links to no page");
  enum trv_status status = trv_source_next(source, &page, err);
  if (status == TRV_OK && !page) return cli_reject(err, entry->url, "no article in this page");
  if (status != TRV_OK) return status;
  page->linked = true;
  page->title = entry->title;
  page->date = entry->date;
  page->outlet = entry->outlet;
  page->author = entry->author;
  page->lang = entry->lang;
  *out = page;
  return TRV_OK;
}

enum trv_status cli_entry_page(const struct trv_item *entry, const struct trv_input_options *how, struct trv_item **out,
                               bool *passing, bool *asked, struct trv_error *err) {
  struct trv_fetched *got;
  struct trv_source *source;
  const struct trv_request request = {.address = entry->url, .page = true};
  enum trv_status status = trv_fetch(how->fetcher, &request, &got, err);
  *passing = got && got->passing;
  *asked = !got || got->status || got->retry_after < 0;
  if (status != TRV_OK) {
    trv_fetched_free(got);
    return status;
  }
  status = trv_source_of(got, how, &source, err);
  if (status != TRV_OK) return status;
  status = take_page(entry, source, out, err);
  trv_source_close(source);
  return status;
}

/* ---- when to ask again */

void cli_feed_wait(struct cli_feed *feed, const struct cli_polled *polled, double now, double every_s) {
  double wait = !polled->local && every_s < LEAST_PUBLIC_S ? LEAST_PUBLIC_S : every_s;
  if (polled->status == TRV_OK) {
    feed->failures = 0;
  } else {
    if (feed->failures < MOST_DOUBLINGS) feed->failures++;
    double longer = wait * (double)(1u << feed->failures);
    if (longer > MOST_WAIT_S) longer = MOST_WAIT_S;
    if (wait < longer) wait = longer;
    if (wait < (double)polled->retry_after) wait = (double)polled->retry_after;
  }
  feed->due = now + wait;
}

unsigned cli_feed_attempt(struct cli_feed *feed, const char *entry) {
  struct cli_attempt *a = feed->attempts;
  while (a && strcmp(a->entry, entry) != 0) a = a->next;
  if (a) return ++a->n;
  size_t n = strlen(entry) + 1;
  a = malloc(sizeof *a + n);
  if (!a) return 1;
  a->next = feed->attempts;
  a->n = 1;
  memcpy(a->entry, entry, n);
  feed->attempts = a;
  return 1;
}
