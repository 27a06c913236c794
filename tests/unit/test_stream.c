/* Streams: what is plain, gzip or zstd gives the same bytes however it is cut; what is damaged, cut short or grows too much is
 * told with its place, and reading goes on behind it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/str.h"
#include "read/stream.h"
#include "packing.h"

/* ---- making input */

/* `n` bytes in numbered lines. */
static struct trv_strbuf numbered(size_t n) {
  struct trv_strbuf b;
  trv_strbuf_init(&b);
  for (unsigned i = 0; b.n < n; i++) trv_strbuf_addf(&b, "line %u of %u\n", i, i * 2654435761u);
  b.n = n;
  b.p[n] = '\0';
  return b;
}

static struct trv_stream *of(const struct trv_strbuf *b) {
  struct trv_stream *s;
  struct trv_error err = {0};
  assert_int_equal(trv_stream_of((struct trv_slice){b->p, b->n}, "x", &s, &err), TRV_OK);
  return s;
}

/* ---- reading it */

/* All bytes, in pieces of odd sizes; `status` is that at the end. */
static struct trv_strbuf all(struct trv_stream *s, enum trv_status *status, struct trv_error *err) {
  struct trv_strbuf b;
  char piece[5000];
  size_t got;
  trv_strbuf_init(&b);
  do {
    *status = trv_stream_read(s, piece, 1 + b.n % sizeof piece, &got, err);
    if (*status == TRV_OK) trv_strbuf_add(&b, piece, got);
  } while (*status == TRV_OK && got);
  return b;
}

static void gives(struct trv_stream *s, const char *p, size_t n) {
  enum trv_status status;
  struct trv_error err = {0};
  struct trv_strbuf got = all(s, &status, &err);
  assert_string_equal(err.message, "");
  assert_int_equal(status, TRV_OK);
  assert_int_equal(got.n, n);
  assert_memory_equal(got.p, p, n);
  assert_int_equal(trv_stream_taken(s), n);
  trv_strbuf_release(&got);
}

/* As much as comes before the failure. */
static size_t fails(struct trv_stream *s, const char *message) {
  enum trv_status status;
  struct trv_error err = {0};
  struct trv_strbuf got = all(s, &status, &err);
  size_t n = got.n;
  assert_int_equal(status, TRV_REJECTED);
  assert_string_equal(err.path, "x");
  if (!strstr(err.message, message)) assert_string_equal(err.message, message);
  trv_strbuf_release(&got);
  return n;
}

static void check_all_ways(const struct trv_strbuf *packed, const char *p, size_t n) {
  struct trv_stream *s = of(packed);
  gives(s, p, n);
  trv_stream_close(s);
  char path[] = "/tmp/treve-stream-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, packed->p, packed->n), packed->n);
  struct trv_error err = {0};
  assert_int_equal(trv_stream_open(path, &s, &err), TRV_OK);
  gives(s, p, n);
  trv_stream_close(s);
  unlink(path);
  close(fd);
}

/* ---- tests */

static void plain_gzip_and_zstd_give_the_same(void **state) {
  static const size_t sizes[] = {0, 1, 3, 4, 5, 131072, 262144, 1000001};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    struct trv_strbuf text = numbered(sizes[i]), packed;
    check_all_ways(&text, text.p, text.n);
    trv_strbuf_init(&packed);
    add_gzip(&packed, text.p, text.n, 6);
    check_all_ways(&packed, text.p, text.n);
    trv_strbuf_clear(&packed);
    add_zstd(&packed, text.p, text.n);
    check_all_ways(&packed, text.p, text.n);
    trv_strbuf_release(&packed);
    trv_strbuf_release(&text);
  }
}

static void members_follow_each_other(void **state) {
  struct trv_strbuf text = numbered(300000), packed;
  for (size_t piece = 1; piece <= 300000; piece = piece * 17 + 1) {
    for (int zstd = 0; zstd < 2; zstd++) {
      size_t n = piece * 2000 < text.n ? piece * 2000 : text.n;
      trv_strbuf_init(&packed);
      for (size_t at = 0; at < n; at += piece) {
        size_t take = n - at < piece ? n - at : piece;
        if (zstd) add_zstd(&packed, text.p + at, take);
        else add_gzip(&packed, text.p + at, take, 1);
      }
      check_all_ways(&packed, text.p, n);
      trv_strbuf_release(&packed);
    }
  }
  trv_strbuf_release(&text);
}

static void empty_members_skippable_frames_and_padding_give_nothing(void **state) {
  struct trv_strbuf packed;
  trv_strbuf_init(&packed);
  add_gzip(&packed, "", 0, 6);
  add_gzip(&packed, "a", 1, 6);
  add_gzip(&packed, "", 0, 6);
  trv_strbuf_add(&packed, "\0\0\0\0\0\0", 6);
  add_gzip(&packed, "b", 1, 6);
  trv_strbuf_add(&packed, "\0\0\0\0\0\0\0\0", 8);
  check_all_ways(&packed, "ab", 2);
  trv_strbuf_clear(&packed);
  trv_strbuf_add(&packed, "\x50\x2a\x4d\x18\3\0\0\0abc", 11);
  add_zstd(&packed, "a", 1);
  trv_strbuf_add(&packed, "\x5f\x2a\x4d\x18\0\0\0\0", 8);
  add_zstd(&packed, "b", 1);
  check_all_ways(&packed, "ab", 2);
  trv_strbuf_release(&packed);
}

static void what_is_looked_at_stays(void **state) {
  struct trv_strbuf text = numbered(2000000), packed;
  trv_strbuf_init(&packed);
  add_gzip(&packed, text.p, text.n, 1);
  struct trv_stream *s = of(&packed);
  struct trv_error err = {0};
  struct trv_slice seen;
  size_t at = 0;
  for (unsigned step = 1; at < text.n; step = step * 7 + 3) {
    size_t n = step % TRV_STREAM_LOOK, left = text.n - at, want = n < left ? n : left;
    assert_int_equal(trv_stream_look(s, n, &seen, &err), TRV_OK);
    assert_int_equal(seen.n, want);
    assert_memory_equal(seen.p, text.p + at, want);
    trv_stream_take(s, want / 2 + 1);
    at += want / 2 + 1;
  }
  assert_int_equal(trv_stream_look(s, 1, &seen, &err), TRV_OK);
  assert_int_equal(seen.n, 0);
  trv_stream_close(s);
  trv_strbuf_release(&packed);
  trv_strbuf_release(&text);
}

static void lines_come_with_their_ends(void **state) {
  struct trv_strbuf packed;
  struct trv_slice line;
  struct trv_error err = {0};
  trv_strbuf_init(&packed);
  add_zstd(&packed, "one\r\n\nthr", 9);
  add_zstd(&packed, "ee\na longer one\nend", 19);
  struct trv_stream *s = of(&packed);
  static const char *const want[] = {"one\r\n", "\n", "three\n", "a long", "er one", "\n", "end", ""};
  for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
    assert_int_equal(trv_stream_line(s, 6, &line, &err), TRV_OK);
    assert_int_equal(line.n, strlen(want[i]));
    assert_memory_equal(line.p, want[i], line.n);
  }
  trv_stream_close(s);
  trv_strbuf_release(&packed);
}

static void places_are_those_of_members(void **state) {
  struct trv_strbuf packed;
  struct trv_slice seen;
  struct trv_error err = {0};
  size_t places[50];
  trv_strbuf_init(&packed);
  for (size_t i = 0; i < 50; i++) {
    places[i] = packed.n;
    add_gzip(&packed, "abc", 3, 6);
  }
  struct trv_stream *s = of(&packed);
  for (size_t i = 0; i < 150; i++) {
    assert_int_equal(trv_stream_look(s, i % 7 + 1, &seen, &err), TRV_OK);
    assert_int_equal(trv_stream_place(s), places[i / 3]);
    trv_stream_take(s, 1);
  }
  assert_int_equal(trv_stream_look(s, 1, &seen, &err), TRV_OK);
  assert_int_equal(seen.n, 0);
  assert_int_equal(trv_stream_place(s), packed.n);
  assert_true(trv_stream_compressed(s));
  trv_stream_close(s);
  trv_strbuf_release(&packed);
  struct trv_strbuf text = numbered(300000);
  s = of(&text);
  for (size_t at = 0; at < text.n; at += 100) {
    assert_int_equal(trv_stream_look(s, 100, &seen, &err), TRV_OK);
    assert_int_equal(trv_stream_place(s), at);
    trv_stream_take(s, 100);
  }
  assert_false(trv_stream_compressed(s));
  trv_stream_close(s);
  trv_strbuf_release(&text);
}

static void members_are_seen_ahead(void **state) {
  struct trv_strbuf packed, text = numbered(400000);
  struct trv_slice seen;
  struct trv_error err = {0};
  char ahead[20];
  size_t got;
  trv_strbuf_init(&packed);
  add_gzip(&packed, "abc", 3, 6);
  add_gzip(&packed, "de", 2, 6);
  add_gzip(&packed, "fgh", 3, 6);
  packed.n -= 2;
  struct trv_stream *s = of(&packed);
  static const size_t runs[] = {3, 2, 1, 2, 1, 3, 2, 1};
  for (size_t i = 0; i < 8; i++) {
    assert_int_equal(trv_stream_look(s, 100, &seen, &err), TRV_OK);
    assert_int_equal(trv_stream_member(s), runs[i]);
    assert_int_equal(trv_stream_damaged(s), i >= 5);
    assert_false(trv_stream_peek(s, 0, ahead, 1, &got));
    trv_stream_take(s, 1);
  }
  trv_stream_close(s);
  s = of(&text);
  assert_int_equal(trv_stream_look(s, 1, &seen, &err), TRV_OK);
  trv_stream_take(s, 1000);
  assert_true(trv_stream_peek(s, 398990, ahead, 20, &got));
  assert_int_equal(got, 10);
  assert_memory_equal(ahead, text.p + 399990, 10);
  assert_true(trv_stream_peek(s, 399000, ahead, 20, &got));
  assert_int_equal(got, 0);
  trv_stream_close(s);
  trv_strbuf_release(&packed);
  trv_strbuf_release(&text);
}

static void cut_short_is_told(void **state) {
  struct trv_strbuf text = numbered(100000), packed;
  for (int zstd = 0; zstd < 2; zstd++) {
    trv_strbuf_init(&packed);
    if (zstd) add_zstd(&packed, text.p, text.n);
    else add_gzip(&packed, text.p, text.n, 6);
    size_t whole = packed.n;
    static const size_t cuts[] = {1, 4, 8, 9, 100, 10000};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
      packed.n = whole - cuts[i];
      struct trv_stream *s = of(&packed);
      assert_true(fails(s, "ends inside its compressed data, at byte ") <= text.n);
      assert_false(trv_stream_resync(s));
      assert_true(fails(s, "ends inside its compressed data, at byte ") == 0);
      trv_stream_close(s);
    }
    trv_strbuf_release(&packed);
  }
  trv_strbuf_release(&text);
}

/* Whichever byte of the middle member is wrong, the last one is found again. */
static void damage_costs_its_member_only(void **state) {
  struct trv_strbuf text = numbered(3000), packed;
  for (int zstd = 0; zstd < 2; zstd++) {
    trv_strbuf_init(&packed);
    size_t begin[4];
    for (size_t i = 0; i < 3; i++) {
      begin[i] = packed.n;
      if (zstd) add_zstd(&packed, text.p + i * 1000, 1000);
      else add_gzip(&packed, text.p + i * 1000, 1000, 6);
    }
    for (size_t at = begin[1] + (zstd ? 6 : 10); at < begin[2]; at += 3) {
      packed.p[at] ^= 0x55;
      struct trv_stream *s = of(&packed);
      enum trv_status status;
      struct trv_error err = {0};
      struct trv_strbuf got = all(s, &status, &err);
      if (status == TRV_OK) assert_true(zstd); /* without a checksum zstd cannot tell */
      else {
        assert_true(got.n >= 1000);
        assert_memory_equal(got.p, text.p, 1000);
        assert_true(trv_stream_resync(s));
        trv_strbuf_release(&got);
        got = all(s, &status, &err);
        assert_int_equal(status, TRV_OK);
        assert_int_equal(got.n, 1000);
        assert_memory_equal(got.p, text.p + 2000, 1000);
      }
      trv_strbuf_release(&got);
      trv_stream_close(s);
      packed.p[at] ^= 0x55;
    }
    trv_strbuf_release(&packed);
  }
  trv_strbuf_release(&text);
}

static void a_member_that_lost_its_end_gives_way_to_the_next(void **state) {
  struct trv_strbuf text = numbered(200000), packed;
  trv_strbuf_init(&packed);
  add_gzip(&packed, text.p, 100000, 6);
  packed.n -= 3000;
  size_t place = packed.n;
  add_gzip(&packed, text.p + 100000, 100000, 6);
  struct trv_stream *s = of(&packed);
  assert_true(fails(s, "the compressed data are damaged at byte ") <= 110000);
  assert_true(trv_stream_resync(s));
  assert_int_equal(trv_stream_place(s), place);
  enum trv_status status;
  struct trv_error err = {0};
  struct trv_strbuf got = all(s, &status, &err);
  assert_int_equal(status, TRV_OK);
  assert_int_equal(got.n, 100000);
  assert_memory_equal(got.p, text.p + 100000, got.n);
  trv_strbuf_release(&got);
  trv_stream_close(s);
  trv_strbuf_release(&packed);
  trv_strbuf_release(&text);
}

static void what_is_no_member_is_told(void **state) {
  struct trv_strbuf packed;
  trv_strbuf_init(&packed);
  add_gzip(&packed, "a", 1, 6);
  char want[64];
  snprintf(want, sizeof want, "what stands at byte %zu is no compressed data", packed.n);
  trv_strbuf_adds(&packed, "garbage\x1f\x8b\x08");
  add_gzip(&packed, "b", 1, 6);
  struct trv_stream *s = of(&packed);
  assert_int_equal(fails(s, want), 1);
  assert_true(trv_stream_resync(s));
  struct trv_slice seen;
  struct trv_error err = {0};
  assert_int_equal(trv_stream_look(s, 9, &seen, &err), TRV_OK);
  assert_int_equal(seen.n, 1);
  assert_int_equal(seen.p[0], 'b');
  trv_stream_close(s);
  trv_strbuf_release(&packed);
}

static void what_grows_too_much_is_refused(void **state) {
  size_t n = (size_t)48 << 20;
  char *zeros = calloc(1, n);
  assert_non_null(zeros);
  for (int way = 0; way < 3; way++) {
    struct trv_strbuf packed;
    trv_strbuf_init(&packed);
    if (way == 0) add_gzip(&packed, zeros, n, 9);
    if (way == 1) add_zstd(&packed, zeros, n);
    for (size_t at = 0; way == 2 && at < n; at += (size_t)1 << 20) add_gzip(&packed, zeros, (size_t)1 << 20, 9);
    if (way == 0) add_gzip(&packed, "behind", 6, 6);
    if (way == 1) add_zstd(&packed, "behind", 6);
    struct trv_stream *s = of(&packed);
    size_t got = fails(s, "the compressed data grow to more than 300 times their size at byte ");
    assert_true(got >= TRV_MIN_INFLATED_BYTES && got <= TRV_MIN_INFLATED_BYTES + TRV_STREAM_LOOK);
    assert_true(trv_stream_resync(s));
    struct trv_slice seen;
    struct trv_error err = {0};
    assert_int_equal(trv_stream_look(s, 6, &seen, &err), TRV_OK);
    assert_memory_equal(seen.p, way < 2 ? "behind" : zeros, 6);
    trv_stream_close(s);
    trv_strbuf_release(&packed);
  }
  free(zeros);
}

static void what_cannot_be_opened_is_told(void **state) {
  struct trv_stream *s;
  struct trv_error err = {0};
  assert_int_equal(trv_stream_open("/nowhere/x", &s, &err), TRV_REJECTED);
  assert_string_equal(err.path, "/nowhere/x");
  assert_string_equal(err.message, "No such file or directory");
  assert_null(s);
  assert_int_equal(trv_stream_open("/tmp", &s, &err), TRV_REJECTED);
  assert_string_equal(err.message, "is a folder; name the files in it");
  assert_null(s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_gzip_and_zstd_give_the_same),
      cmocka_unit_test(members_follow_each_other),
      cmocka_unit_test(empty_members_skippable_frames_and_padding_give_nothing),
      cmocka_unit_test(what_is_looked_at_stays),
      cmocka_unit_test(lines_come_with_their_ends),
      cmocka_unit_test(places_are_those_of_members),
      cmocka_unit_test(members_are_seen_ahead),
      cmocka_unit_test(cut_short_is_told),
      cmocka_unit_test(damage_costs_its_member_only),
      cmocka_unit_test(a_member_that_lost_its_end_gives_way_to_the_next),
      cmocka_unit_test(what_is_no_member_is_told),
      cmocka_unit_test(what_grows_too_much_is_refused),
      cmocka_unit_test(what_cannot_be_opened_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
