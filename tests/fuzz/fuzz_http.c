/* Any bytes as the answers of servers, in the order in which they are asked, between lines of "====": robots.txt first, then the
 * page, or where a redirect leads. libcurl is the real one; connecting gives it one end of a pair of sockets whose other end
 * holds the answer, so that no address that an answer names is ever reached, and the pauses between requests pass at once. The
 * first answer is also read as archives keep it. */
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "fuzz.h"
#include "read/http.h"
#include "treve/fetch.h"

#define BETWEEN "\n====\n"
enum { MOST_CONNECTIONS = 64, MOST_ANSWER_BYTES = 1 << 16 };

/* ---- the network */

static struct trv_slice answers;
static int open_ends[MOST_CONNECTIONS];
static size_t n_connections;
static time_t slept_s;

static struct trv_slice next_answer(void) {
  struct trv_slice answer = answers;
  const char *end = answers.n ? memmem(answers.p, answers.n, BETWEEN, strlen(BETWEEN)) : NULL;
  answers = (struct trv_slice){NULL, 0};
  if (end) {
    size_t n = (size_t)(end - answer.p), past = n + strlen(BETWEEN);
    answers = (struct trv_slice){answer.p + past, answer.n - past};
    answer.n = n;
  }
  if (answer.n > MOST_ANSWER_BYTES) answer.n = MOST_ANSWER_BYTES;
  return answer;
}

int connect(int fd, __CONST_SOCKADDR_ARG to, socklen_t n) {
  int ends[2], flags = fcntl(fd, F_GETFL);
  (void)to, (void)n;
  if (n_connections == MOST_CONNECTIONS) abort();
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) fuzz_die("socketpair", "no sockets");
  struct trv_slice answer = next_answer();
  if (answer.n && write(ends[1], answer.p, answer.n) != (ssize_t)answer.n) fuzz_die("write", "not written");
  shutdown(ends[1], SHUT_WR);
  dup2(ends[0], fd);
  close(ends[0]);
  fcntl(fd, F_SETFL, flags);
  open_ends[n_connections++] = ends[1];
  return 0;
}

/* Every name is one of this machine. */
int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **out) {
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
  void *found = dlsym(RTLD_NEXT, "getaddrinfo");
  (void)name, (void)hints;
  memcpy(&real, &found, sizeof real);
  return real("127.0.0.1", service, &(struct addrinfo){.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, out);
}

int __real_clock_gettime(clockid_t clock, struct timespec *out);
int __wrap_clock_gettime(clockid_t clock, struct timespec *out);
int __wrap_nanosleep(const struct timespec *wait, struct timespec *left);

int __wrap_clock_gettime(clockid_t clock, struct timespec *out) {
  int status = __real_clock_gettime(clock, out);
  out->tv_sec += slept_s;
  return status;
}

/* At least as long as was asked for. */
int __wrap_nanosleep(const struct timespec *wait, struct timespec *left) {
  (void)left;
  slept_s += wait->tv_sec + 1;
  return 0;
}

/* ---- what is fetched */

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  static struct trv_fetcher *kept; /* libcurl stays ready */
  struct trv_error err = {0};
  if (trv_fetcher_open(NULL, &kept, &err) != TRV_OK) fuzz_die("libcurl", err.message);
  return 0;
}

static void check_string(const char *s) {
  if (s && (!*s || strpbrk(s, "\r\n"))) abort();
}

static void check(enum trv_status status, const struct trv_fetched *got, const struct trv_error *err) {
  if (status != TRV_OK && (status != TRV_REJECTED || !err->message[0] || !err->path[0])) abort();
  if (!got || !got->address || got->retry_after < -1 || got->retry_after > TRV_MAX_RETRY_SECONDS) abort();
  if (status == TRV_OK && (got->unchanged ? got->n_bytes != 0 : got->status != 200 && got->status != 203)) abort();
  if (got->n_bytes && (!got->bytes || got->bytes[got->n_bytes] != '\0')) abort();
  check_string(got->media);
  check_string(got->charset);
  check_string(got->etag);
  check_string(got->modified);
}

static void fetch(bool page) {
  struct trv_fetcher *fetcher;
  struct trv_fetched *got;
  struct trv_error err = {0};
  struct trv_fetch_options options = {.allow_local = true, .timeout_s = 5};
  struct trv_request request = {.address = "http://127.0.0.1/a", .page = page, .etag = page ? "\"1\"" : NULL};
  if (trv_fetcher_open(&options, &fetcher, &err) != TRV_OK) fuzz_die("libcurl", err.message);
  enum trv_status status = trv_fetch(fetcher, &request, &got, &err);
  check(status, got, &err);
  trv_fetched_free(got);
  trv_fetcher_close(fetcher);
}

static void read_as_archived(struct trv_slice answer) {
  struct trv_http head;
  struct trv_body_room room;
  struct trv_slice body;
  const char *why = NULL;
  if (trv_http_begins(answer) && trv_http_head(answer, &head)) {
    if (head.n_head > answer.n || head.n_codings > TRV_HTTP_MOST_CODINGS) abort();
    trv_strbuf_init(&room.a);
    trv_strbuf_init(&room.b);
    struct trv_slice coded = {answer.p + head.n_head, answer.n - head.n_head};
    if (trv_http_body(&head, coded, TRV_MAX_PAGE_BYTES, false, &room, &body, &why) == TRV_BODY_DAMAGED && !why) abort();
    trv_strbuf_release(&room.a);
    trv_strbuf_release(&room.b);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!size) return 0;
  answers = (struct trv_slice){(const char *)data, size};
  n_connections = 0;
  fetch(size % 2);
  for (size_t i = 0; i < n_connections; i++) close(open_ends[i]);
  answers = (struct trv_slice){(const char *)data, size};
  read_as_archived(next_answer());
  return 0;
}
