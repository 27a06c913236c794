/* Fetching with manners: trv_fetch of treve/fetch.h.
 *
 * An address is asked for once its host's robots.txt allows it and its pause is over; redirects are followed here, one after the
 * other, so that each host on the way is treated the same. While a host is asked nothing else is asked of it. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/limits.h"
#include "read/address.h"
#include "read/headers.h"
#include "read/hosts.h"
#include "read/transfer.h"

#define AGENT "treve"
#define SLICE_S 0.05 /* between two looks at `stop` while waiting */

struct trv_fetcher {
  struct trv_fetch_options options;
  struct trv_hosts hosts;
};

struct fetched {
  struct trv_fetched public;
  struct trv_strbuf body;
  char address[TRV_MAX_ADDRESS_BYTES];
  char media[128], charset[64], etag[512], modified[64];
};

enum trv_status trv_fetcher_open(const struct trv_fetch_options *options, struct trv_fetcher **out,
                                 struct trv_error *err) {
  struct trv_fetcher *f = calloc(1, sizeof *f);
  *out = NULL;
  if (!f || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    free(f);
    return trv_fail(err, TRV_NO_MEMORY, NULL, 0, 0, "memory ran out");
  }
  if (options) f->options = *options;
  trv_hosts_init(&f->hosts);
  *out = f;
  return TRV_OK;
}

void trv_fetcher_close(struct trv_fetcher *f) {
  if (!f) return;
  trv_hosts_release(&f->hosts);
  curl_global_cleanup();
  free(f);
}

void trv_fetched_free(struct trv_fetched *fetched) {
  if (!fetched) return;
  struct fetched *whole = (struct fetched *)fetched;
  trv_strbuf_release(&whole->body);
  free(whole);
}

/* ---- time */

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool is_stopped(const struct trv_fetcher *f) { return f->options.stop && *f->options.stop; }

static bool wait_until(const struct trv_fetcher *f, double when) {
  for (double left = when - now_s(); left > 0 && !is_stopped(f); left = when - now_s()) {
    double slice = left < SLICE_S ? left : SLICE_S;
    nanosleep(&(struct timespec){0, (long)(slice * 1e9)}, NULL);
  }
  return !is_stopped(f);
}

/* When the host may be asked again. */
static void pause_host(struct trv_host *host) {
  double pause = host->local ? 0 : TRV_FETCH_PAUSE_SECONDS, asked = host->robots.delay_s;
  if (asked > TRV_MAX_CRAWL_DELAY_SECONDS) asked = TRV_MAX_CRAWL_DELAY_SECONDS;
  host->next = now_s() + (asked > pause ? asked : pause);
}

/* ---- addresses */

struct place {
  char host[512];                   /* "https://host:443" */
  char path[TRV_MAX_ADDRESS_BYTES]; /* with its query */
};

static bool copy_part(CURLU *url, CURLUPart part, unsigned flags, char *out, size_t size) {
  char *value = NULL;
  out[0] = '\0';
  if (curl_url_get(url, part, &value, flags) != CURLUE_OK) return false;
  size_t n = strlen(value);
  if (n < size) memcpy(out, value, n + 1);
  curl_free(value);
  return n < size;
}

static bool find_place(const char *address, struct place *out) {
  char scheme[16], host[400], port[16], query[TRV_MAX_ADDRESS_BYTES];
  CURLU *url = curl_url();
  bool ok = url && trv_is_address(address) && strlen(address) < TRV_MAX_ADDRESS_BYTES &&
            curl_url_set(url, CURLUPART_URL, address, 0) == CURLUE_OK &&
            copy_part(url, CURLUPART_SCHEME, 0, scheme, sizeof scheme) &&
            copy_part(url, CURLUPART_HOST, 0, host, sizeof host) &&
            copy_part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT, port, sizeof port) &&
            copy_part(url, CURLUPART_PATH, 0, out->path, sizeof out->path);
  if (ok) {
    for (char *c = host; *c; c++)
      if (*c >= 'A' && *c <= 'Z') *c = (char)(*c | 0x20);
    snprintf(out->host, sizeof out->host, "%s://%s:%s", scheme, host, port);
    size_t n = strlen(out->path);
    if (copy_part(url, CURLUPART_QUERY, 0, query, sizeof query))
      snprintf(out->path + n, sizeof out->path - n, "?%s", query);
  }
  curl_url_cleanup(url);
  return ok;
}

static enum trv_status no_address(const char *from, const char *address, struct trv_error *err) {
  bool web = trv_is_address(address);
  if (strcmp(from, address) == 0)
    return trv_fail(err, TRV_REJECTED, from, 0, 0, "not fetched: %s",
                    web ? "this is no address" : "only addresses of http and https are");
  return trv_fail(err, TRV_REJECTED, from, 0, 0, "not fetched: it redirects to %s: %.300s",
                  web ? "what is no address" : "an address that is neither http nor https", address);
}

/* ---- robots.txt */

static void forget_robots(struct trv_host *host) {
  trv_arena_release(&host->arena);
  trv_arena_init(&host->arena, 0);
  host->robots = (struct trv_robots){0};
}

static void read_robots(struct trv_host *host, struct trv_slice bytes) {
  jmp_buf guard;
  if (setjmp(guard)) {
    forget_robots(host);
    host->state = TRV_ROBOTS_FAILED;
    host->until = 0;
    return;
  }
  trv_arena_guard(&host->arena, &guard);
  trv_robots_read(bytes, AGENT, &host->arena, &host->robots);
  trv_arena_guard(&host->arena, NULL);
  host->state = TRV_ROBOTS_RULES;
  host->until = now_s() + TRV_MAX_ROBOTS_SECONDS;
}

/* What cannot be had for want of an answer is told as such; 4xx and too many redirects mean that there are no rules. */
static void take_robots(struct trv_host *host, const struct trv_transfer *t) {
  if (t->status >= 500) {
    host->state = TRV_ROBOTS_FAILED;
    host->until = now_s() + TRV_ROBOTS_FAILED_SECONDS;
    return;
  }
  bool has = t->status == 200 || t->status == 203;
  read_robots(host, has ? (struct trv_slice){t->body.p, t->body.n} : (struct trv_slice){"", 0});
}

static enum trv_status fetch_robots(struct trv_fetcher *f, struct trv_host *host, bool *passing,
                                    struct trv_error *err) {
  enum trv_status status = TRV_OK;
  char *address = NULL;
  if (asprintf(&address, "%s/robots.txt", host->name) < 0) address = NULL;
  forget_robots(host);
  for (int hop = 0; address && hop <= TRV_MAX_REDIRECTS; hop++) {
    struct trv_transfer t = {
        .options = &f->options, .address = address, .max_bytes = TRV_MAX_ROBOTS_BYTES, .cut = true};
    trv_strbuf_init(&t.body);
    status = trv_transfer_run(&t, err);
    host->local |= hop == 0 && t.local;
    *passing = status == TRV_REJECTED && !t.refused;
    char *next =
        status == TRV_OK && hop < TRV_MAX_REDIRECTS && t.redirect && trv_is_address(t.redirect) ? t.redirect : NULL;
    if (status == TRV_OK && !next) take_robots(host, &t);
    if (!next) free(t.redirect);
    trv_strbuf_release(&t.body);
    free(address);
    address = next;
    if (!next) return status;
  }
  free(address);
  return trv_fail(err, TRV_NO_MEMORY, host->name, 0, 0, "memory ran out");
}

/* False: memory ran out. */
static bool allows(const struct trv_host *host, const char *path, bool *allowed) {
  jmp_buf guard;
  struct trv_arena arena;
  trv_arena_init(&arena, 0);
  if (setjmp(guard)) {
    trv_arena_release(&arena);
    return false;
  }
  trv_arena_guard(&arena, &guard);
  *allowed = trv_robots_allows(&host->robots, trv_slice_of(path), &arena);
  trv_arena_release(&arena);
  return true;
}

static enum trv_status ask_robots(struct trv_fetcher *f, struct trv_host *host, const struct place *place,
                                  const char *address, struct fetched *out, struct trv_error *err) {
  enum trv_status status = TRV_OK;
  if (host->state == TRV_ROBOTS_UNKNOWN || now_s() >= host->until) {
    host->state = TRV_ROBOTS_UNKNOWN;
    status = fetch_robots(f, host, &out->public.passing, err);
    pause_host(host);
  }
  if (status == TRV_REJECTED && err) snprintf(err->path, sizeof err->path, "%s", address);
  if (status != TRV_OK) return status;
  if (host->state == TRV_ROBOTS_FAILED) {
    out->public.passing = true;
    return trv_fail(err, TRV_REJECTED, address, 0, 0, "not fetched: the server fails to give its robots.txt");
  }
  bool allowed;
  if (!allows(host, place->path, &allowed)) return trv_fail(err, TRV_NO_MEMORY, address, 0, 0, "memory ran out");
  return allowed ? TRV_OK
                 : trv_fail(err, TRV_REJECTED, address, 0, 0, "not fetched: the robots.txt of its host disallows it");
}

/* ---- the answer */

static const char *told(const char *s) { return s[0] ? s : NULL; }

static void copy_slice(char *out, size_t size, struct trv_slice value) {
  if (value.n < size) snprintf(out, size, "%.*s", (int)value.n, value.p);
}

static enum trv_status take_answer(struct fetched *out, struct trv_transfer *t, const struct trv_request *request,
                                   struct trv_error *err) {
  struct trv_fetched *p = &out->public;
  struct trv_slice type = trv_slice_of(t->type);
  copy_slice(out->media, sizeof out->media, trv_media_type(type));
  copy_slice(out->charset, sizeof out->charset, trv_media_charset(type));
  snprintf(out->etag, sizeof out->etag, "%s", t->etag_got);
  snprintf(out->modified, sizeof out->modified, "%s", t->modified_got);
  p->media = told(out->media);
  p->charset = told(out->charset);
  p->etag = told(out->etag);
  p->modified = told(out->modified);
  p->status = t->status;
  p->retry_after = t->retry[0] ? trv_retry_after(trv_slice_of(t->retry), (int64_t)time(NULL)) : -1;
  p->unchanged = t->status == 304 && (request->etag || request->modified);
  p->passing = t->status >= 500 || t->status == 408 || t->status == 425 || t->status == 429;
  if (p->unchanged) return TRV_OK;
  if (t->status != 200 && t->status != 203)
    return trv_fail(err, TRV_REJECTED, request->address, 0, 0, "not fetched: the server answers with status %u",
                    t->status);
  struct trv_strbuf empty = out->body;
  out->body = t->body;
  t->body = empty;
  p->bytes = out->body.p;
  p->n_bytes = out->body.n;
  return TRV_OK;
}

/* Whether its server has asked to be left alone for now. */
static bool is_closed(const struct trv_host *host, struct fetched *out) {
  double left = host->closed - now_s();
  if (left <= 0) return false;
  out->public.passing = true;
  out->public.retry_after = (int64_t)left + 1;
  return true;
}

/* Asks for out->address. *next: where it redirects to, to be freed; NULL: this is the answer. */
static enum trv_status ask(struct trv_fetcher *f, const struct trv_request *request, struct fetched *out, char **next,
                           struct trv_error *err) {
  struct place *place = malloc(sizeof *place);
  if (!place) return trv_fail(err, TRV_NO_MEMORY, request->address, 0, 0, "memory ran out");
  if (!find_place(out->address, place)) {
    free(place);
    return no_address(request->address, out->address, err);
  }
  struct trv_host *host = trv_host_take(&f->hosts, place->host);
  enum trv_status status = host ? TRV_OK : trv_fail(err, TRV_NO_MEMORY, out->address, 0, 0, "memory ran out");
  if (host && is_closed(host, out))
    status =
        trv_fail(err, TRV_REJECTED, request->address, 0, 0, "not fetched: its server asks to be left alone for now");
  bool went_on = status != TRV_OK || wait_until(f, host->next);
  if (went_on && status == TRV_OK) status = ask_robots(f, host, place, request->address, out, err);
  if (went_on && status == TRV_OK) went_on = wait_until(f, host->next);
  if (!went_on) {
    out->public.passing = true;
    status = trv_fail(err, TRV_REJECTED, request->address, 0, 0, "not fetched: interrupted");
  }
  if (status == TRV_OK) {
    struct trv_transfer t = {.options = &f->options,
                             .address = out->address,
                             .etag = request->etag,
                             .modified = request->modified,
                             .max_bytes = request->page ? TRV_MAX_PAGE_BYTES : TRV_MAX_FEED_BYTES};
    trv_strbuf_init(&t.body);
    status = trv_transfer_run(&t, err);
    if (status == TRV_REJECTED && err) snprintf(err->path, sizeof err->path, "%s", request->address);
    out->public.passing = status == TRV_REJECTED && !t.refused && !t.large;
    host->local |= t.local != NULL;
    pause_host(host);
    *next = t.redirect;
    if (status == TRV_OK && !t.redirect) status = take_answer(out, &t, request, err);
    if (out->public.passing && out->public.retry_after > 0) host->closed = now_s() + (double)out->public.retry_after;
    trv_strbuf_release(&t.body);
  }
  if (host) {
    out->public.local = host->local;
    trv_host_leave(&f->hosts, host);
  }
  free(place);
  return status;
}

enum trv_status trv_fetch(struct trv_fetcher *f, const struct trv_request *request, struct trv_fetched **out,
                          struct trv_error *err) {
  struct fetched *got = calloc(1, sizeof *got);
  *out = NULL;
  if (!got) return trv_fail(err, TRV_NO_MEMORY, request->address, 0, 0, "memory ran out");
  trv_strbuf_init(&got->body);
  got->public.retry_after = -1;
  got->public.address = got->address;
  *out = &got->public;
  enum trv_status status = TRV_OK;
  char *at = strdup(request->address);
  if (!at) status = trv_fail(err, TRV_NO_MEMORY, request->address, 0, 0, "memory ran out");
  for (int hop = 0; status == TRV_OK && at; hop++) {
    char *next = NULL;
    if (hop > TRV_MAX_REDIRECTS)
      status = trv_fail(err, TRV_REJECTED, request->address, 0, 0, "not fetched: redirected more than %d times",
                        TRV_MAX_REDIRECTS);
    else if (strlen(at) >= sizeof got->address) status = no_address(request->address, request->address, err);
    else {
      snprintf(got->address, sizeof got->address, "%s", at);
      status = ask(f, request, got, &next, err);
    }
    free(at);
    at = next;
  }
  free(at);
  if (status != TRV_NO_MEMORY) return status;
  trv_fetched_free(*out);
  *out = NULL;
  return status;
}
