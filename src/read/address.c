/* See address.h. After the registries of special-purpose addresses (RFC 6890 and what IANA has added to them). */
#include "read/address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

bool trv_is_address(const char *path) {
  return strncasecmp(path, "http://", 7) == 0 || strncasecmp(path, "https://", 8) == 0;
}

struct block {
  uint8_t bytes[16];
  unsigned bits;
  const char *what;
};

static bool is_in(const uint8_t *address, const struct block *block) {
  unsigned whole = block->bits / 8, rest = block->bits % 8;
  if (memcmp(address, block->bytes, whole) != 0) return false;
  return !rest || (address[whole] ^ block->bytes[whole]) >> (8 - rest) == 0;
}

static const char *find(const uint8_t *address, const struct block *blocks, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (is_in(address, &blocks[i])) return blocks[i].what;
  return NULL;
}

static const char *local_4(const uint8_t *address) {
  static const struct block blocks[] = {
      {{0}, 8, "an unspecified address"},        {{10}, 8, "a private address"},
      {{100, 64}, 10, "a private address"},      {{127}, 8, "a loopback address"},
      {{169, 254}, 16, "a link-local address"},  {{172, 16}, 12, "a private address"},
      {{192, 0, 0}, 24, "a reserved address"},   {{192, 0, 2}, 24, "a reserved address"},
      {{192, 88, 99}, 24, "a reserved address"}, {{192, 168}, 16, "a private address"},
      {{198, 18}, 15, "a private address"},      {{198, 51, 100}, 24, "a reserved address"},
      {{203, 0, 113}, 24, "a reserved address"}, {{224}, 4, "a multicast address"},
      {{240}, 4, "a reserved address"},
  };
  return find(address, blocks, sizeof blocks / sizeof *blocks);
}

/* The address of IPv4 that one of IPv6 leads to, or NULL. `room` serves where it is not written plainly. */
static const uint8_t *inside(const uint8_t *a, uint8_t room[4]) {
  static const struct block mapped = {{[10] = 0xff, [11] = 0xff}, 96, NULL}, compatible = {{0}, 96, NULL},
                            nat64 = {{0, 0x64, 0xff, 0x9b}, 96, NULL}, to4 = {{0x20, 0x02}, 16, NULL},
                            teredo = {{0x20, 0x01}, 32, NULL};
  if (is_in(a, &mapped) || is_in(a, &compatible) || is_in(a, &nat64)) return a + 12;
  if (is_in(a, &to4)) return a + 2;
  if (is_in(a, &teredo)) { /* its client's, with all bits turned over */
    for (int i = 0; i < 4; i++) room[i] = (uint8_t)~a[12 + i];
    return room;
  }
  bool isatap = (a[8] & 0xfd) == 0 && a[9] == 0 && a[10] == 0x5e && a[11] == 0xfe;
  return isatap ? a + 12 : NULL;
}

static const char *local_6(const uint8_t *address) {
  static const struct block blocks[] = {
      {{0}, 128, "an unspecified address"},
      {{[15] = 1}, 128, "a loopback address"},
      {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, "a private address"}, /* NAT64 of one network */
      {{0x01}, 64, "a reserved address"},                     /* to be thrown away */
      {{0x20, 0x01, 0x0d, 0xb8}, 32, "a reserved address"},
      {{0xfc}, 7, "a private address"},
      {{0xfe, 0x80}, 10, "a link-local address"},
      {{0xfe, 0xc0}, 10, "a private address"}, /* site-local, given up */
      {{0xff}, 8, "a multicast address"},
  };
  const char *what = find(address, blocks, sizeof blocks / sizeof *blocks);
  uint8_t room[4];
  const uint8_t *four = what ? NULL : inside(address, room);
  return four ? local_4(four) : what;
}

const char *trv_address_local(const struct sockaddr *address) {
  uint8_t bytes[16];
  if (address->sa_family == AF_INET) {
    memcpy(bytes, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
    return local_4(bytes);
  }
  if (address->sa_family == AF_INET6) {
    memcpy(bytes, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, 16);
    return local_6(bytes);
  }
  return "no address of the internet";
}
