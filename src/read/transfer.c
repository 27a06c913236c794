/* See transfer.h.
 *
 * Where a connection goes is decided when its socket is opened: then the name is resolved, and the address is the one that will be
 * connected to, so that a name cannot lead elsewhere between check and use. A proxy would connect in our place and hide the
 * address from that check: none is used, whatever the environment says. */
#include "read/transfer.h"

#include <curl/curl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "read/address.h"
#include "read/headers.h"

#define ACCEPT \
  "Accept: text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/xml;q=0.9,*/*;q=0.8"

/* ---- what libcurl calls */

struct running {
  struct trv_transfer *t;
  CURL *curl;
};

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to) {
  struct trv_transfer *t = context;
  (void)purpose;
  const char *local = trv_address_local(&to->addr);
  if (local) {
    t->local = local;
    if (getnameinfo(&to->addr, to->addrlen, t->host, sizeof t->host, NULL, 0, NI_NUMERICHOST) != 0) t->host[0] = '\0';
  }
  t->refused = local && !t->options->allow_local;
  if (t->refused) return CURL_SOCKET_BAD;
  return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static int look_up(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
  const struct trv_transfer *t = context;
  (void)a, (void)b, (void)c, (void)d;
  return t->options->stop && *t->options->stop;
}

static void keep(char *out, size_t size, struct trv_slice value) {
  if (value.n >= size || memchr(value.p, '\0', value.n)) return;
  memcpy(out, value.p, value.n);
  out[value.n] = '\0';
}

static size_t take_header(char *p, size_t size, size_t n, void *context) {
  struct trv_transfer *t = context;
  struct trv_slice line = {p, size * n}, name, value;
  t->n_head += line.n;
  if (t->n_head > TRV_MAX_RECORD_HEAD_BYTES) {
    t->large = true;
    return 0;
  }
  if (!trv_header_next(&line, &name, &value)) return size * n;
  if (trv_header_is(name, "ETag")) keep(t->etag_got, sizeof t->etag_got, value);
  else if (trv_header_is(name, "Last-Modified")) keep(t->modified_got, sizeof t->modified_got, value);
  else if (trv_header_is(name, "Content-Type")) keep(t->type, sizeof t->type, value);
  else if (trv_header_is(name, "Retry-After")) keep(t->retry, sizeof t->retry, value);
  return size * n;
}

/* The body of anything but an article is counted only: it may be endless too. */
static size_t take_body(char *p, size_t size, size_t n, void *context) {
  struct trv_transfer *t = context;
  size_t got = size * n, room = t->max_bytes - t->n_body;
  t->large = got > room;
  if (got > room) got = room;
  t->n_body += got;
  if (t->status == 0 || t->status == 200 || t->status == 203) trv_strbuf_add(&t->body, p, got);
  return t->large || t->body.failed ? 0 : size * n;
}

/* The status is known before the first byte of the body. */
static size_t begin_body(char *p, size_t size, size_t n, void *context) {
  struct running *r = context;
  long status = 0;
  curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &status);
  r->t->status = (unsigned)status;
  return take_body(p, size, n, r->t);
}

/* ---- the request */

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value) {
  char line[640];
  if (!value || !*value || strpbrk(value, "\r\n")) return list;
  snprintf(line, sizeof line, "%s: %s", name, value);
  struct curl_slist *more = curl_slist_append(list, line);
  return more ? more : list;
}

static bool set_up(struct running *r, struct curl_slist *headers, char *why) {
  struct trv_transfer *t = r->t;
  CURL *c = r->curl;
  double timeout = t->options->timeout_s > 0 ? t->options->timeout_s : TRV_MAX_FETCH_SECONDS;
  double connect = timeout < TRV_MAX_CONNECT_SECONDS ? timeout : TRV_MAX_CONNECT_SECONDS;
  CURLcode bad = CURLE_OK;
  bad |= curl_easy_setopt(c, CURLOPT_ERRORBUFFER, why);
  bad |= curl_easy_setopt(c, CURLOPT_URL, t->address);
  bad |= curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  bad |= curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  bad |= curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
  bad |= curl_easy_setopt(c, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  bad |= curl_easy_setopt(c, CURLOPT_PROXY, "");
  bad |= curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  bad |= curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, t);
  bad |= curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  bad |= curl_easy_setopt(c, CURLOPT_USERAGENT, "treve/" TREVE_VERSION);
  bad |= curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip,deflate");
  bad |= curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
  bad |= curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)(timeout * 1000));
  bad |= curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)(connect * 1000));
  bad |= curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)TRV_MIN_BYTES_A_SECOND);
  bad |= curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)TRV_MAX_SLOW_SECONDS);
  bad |= curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
  bad |= curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, look_up);
  bad |= curl_easy_setopt(c, CURLOPT_XFERINFODATA, t);
  bad |= curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
  bad |= curl_easy_setopt(c, CURLOPT_HEADERDATA, t);
  bad |= curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, begin_body);
  bad |= curl_easy_setopt(c, CURLOPT_WRITEDATA, r);
  return bad == CURLE_OK;
}

static enum trv_status tell(struct trv_transfer *t, CURLcode code, const char *why, struct trv_error *err) {
  const char *to = t->address;
  if (code == CURLE_OUT_OF_MEMORY || t->body.failed) return trv_fail(err, TRV_NO_MEMORY, to, 0, 0, "memory ran out");
  if (t->refused && code == CURLE_COULDNT_CONNECT)
    return trv_fail(err, TRV_REJECTED, to, 0, 0, "not fetched: %s is %s; --allow-local reads it", t->host, t->local);
  if (code == CURLE_ABORTED_BY_CALLBACK) return trv_fail(err, TRV_REJECTED, to, 0, 0, "not fetched: interrupted");
  if (t->large && t->n_head > TRV_MAX_RECORD_HEAD_BYTES)
    return trv_fail(err, TRV_REJECTED, to, 0, 0, "not fetched: the answer's head is longer than any in use");
  if (t->large)
    return trv_fail(err, TRV_REJECTED, to, 0, 0, "not fetched: too long, more than the %zu bytes that are read",
                    t->max_bytes);
  return trv_fail(err, TRV_REJECTED, to, 0, 0, "not fetched: %s", *why ? why : curl_easy_strerror(code));
}

static void take_answer(struct running *r) {
  const char *redirect = NULL;
  long status = 0;
  curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(r->curl, CURLINFO_REDIRECT_URL, &redirect);
  r->t->status = (unsigned)status;
  if (redirect && status >= 300 && status < 400) r->t->redirect = strdup(redirect);
}

enum trv_status trv_transfer_run(struct trv_transfer *t, struct trv_error *err) {
  char why[CURL_ERROR_SIZE] = "";
  struct running r = {t, curl_easy_init()};
  struct curl_slist *headers = add_header(curl_slist_append(NULL, ACCEPT), "If-None-Match", t->etag);
  headers = add_header(headers, "If-Modified-Since", t->modified);
  CURLcode code = r.curl && headers && set_up(&r, headers, why) ? CURLE_OK : CURLE_OUT_OF_MEMORY;
  if (code == CURLE_OK) code = curl_easy_perform(r.curl);
  if (code == CURLE_WRITE_ERROR && t->large && t->cut) code = CURLE_OK;
  enum trv_status status = code == CURLE_OK ? TRV_OK : tell(t, code, why, err);
  if (code == CURLE_OK) take_answer(&r);
  curl_slist_free_all(headers);
  curl_easy_cleanup(r.curl);
  return status;
}
