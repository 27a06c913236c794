/* Addresses: which ones are fetched, and to which hosts a program that is given addresses by others may go. */
#ifndef TRV_READ_ADDRESS_H
#define TRV_READ_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* Begins with http:// or https://. */
bool trv_is_address(const char *path);

/* Why an address of the network is no public one: "a loopback address", …; NULL: it is public. Forms of IPv6 that stand for an
 * address of IPv4 (mapped, NAT64, 6to4, Teredo, ISATAP) are what that is. */
const char *trv_address_local(const struct sockaddr *address);

#endif
