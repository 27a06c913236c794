/* Addresses: pages and feeds of http and https, fetched with manners.
 *
 *   struct trv_fetcher *fetcher;
 *   if (trv_fetcher_open(NULL, &fetcher, &err) != TRV_OK) …
 *   struct trv_fetched *got;
 *   if (trv_fetch(fetcher, &(struct trv_request){.address = "https://…"}, &got, &err) == TRV_OK) … got->bytes …
 *   trv_fetched_free(got);                      after a rejection too: it tells whether to come again, and when
 *   trv_fetcher_close(fetcher);
 *
 * Only public hosts are connected to, at every redirect: the address itself is looked at before a connection is made, whatever
 * name led to it, and proxies that the environment names are not used, since they would connect in our place. What
 * robots.txt disallows to "treve" is not fetched. A host is asked one thing at a time, with pauses. Any number of
 * threads may fetch. */
#ifndef TREVE_FETCH_H
#define TREVE_FETCH_H

#include <signal.h>
#include <treve/treve.h>

#ifdef __cplusplus
extern "C" {
#endif

struct trv_fetcher;

struct trv_fetch_options {
  bool allow_local; /* hosts of this machine and of private networks too; these are asked without pauses */
  double timeout_s; /* the most that one request may take; 0: two minutes */
  const volatile sig_atomic_t *stop; /* what is under way ends where this is not 0; may be NULL */
};

/* `options`: NULL for the defaults; `stop` is to outlive the fetcher, the rest is copied. *out is to be closed, after the last
 * request has come back. TRV_NO_MEMORY is the only failure. */
TRV_API enum trv_status trv_fetcher_open(const struct trv_fetch_options *options, struct trv_fetcher **out,
                                         struct trv_error *err);
TRV_API void trv_fetcher_close(struct trv_fetcher *fetcher);

struct trv_request {
  const char *address;
  bool page;                   /* the body may be as long as the longest page; else as the longest feed */
  const char *etag, *modified; /* as they came with what the caller has; NULL: none */
};

/* Strings are NULL where the server does not tell. */
struct trv_fetched {
  unsigned status;     /* of HTTP; 0: there was no answer */
  bool unchanged;      /* since etag and modified: there is no body */
  bool local;          /* the last host is one of this machine or of a private network */
  bool passing;        /* of a rejection: it may go well another time */
  int64_t retry_after; /* seconds that the server asks to wait; -1: it does not ask */
  const char *bytes;   /* NUL-terminated */
  size_t n_bytes;
  const char *address; /* behind all redirects */
  const char *media, *charset, *etag, *modified;
};

/* TRV_OK: there is a body, or it is unchanged. TRV_REJECTED with the reason otherwise. *out is to be freed in either case; NULL
 * where memory ran out. */
TRV_API enum trv_status trv_fetch(struct trv_fetcher *fetcher, const struct trv_request *request,
                                  struct trv_fetched **out, struct trv_error *err);
TRV_API void trv_fetched_free(struct trv_fetched *fetched);

#ifdef __cplusplus
}
#endif

#endif
