/* Tellings written in one line, for tests of linking:
 *
 *   a1 2020-10-18 ASSAULT/heavy-weapons ARM:MIL -> AZE:CVL date=2020-10-17 place=Ganja@40.68,46.36,AZE killed=13 by=AZE:GOV
 *
 * article, its day (`-`: unknown), type and mode, actors, recipients, then any of date= place= status= tag= by= killed= wounded=
 * captured= outlet= agency= wording= id=. */
#ifndef TRV_TEST_TELLINGS_H
#define TRV_TEST_TELLINGS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "chronicle/incidents.h"
#include "ontology/plover.h"

/* "ARM:GOV,AZE:GOV:Ilham_Aliyev"; underscores stand for spaces. */
static inline struct trv_entities entities_of(struct trv_arena *arena, const char *list) {
  struct trv_entity *items = TRV_NEW_ARRAY(arena, struct trv_entity, 16);
  uint32_t n = 0;
  if (strcmp(list, "-") == 0) return (struct trv_entities){0, NULL};
  for (char *rest = trv_arena_strdup(arena, list), *one; (one = strtok_r(rest, ",", &rest)) && n < 16; n++) {
    for (char *c = one; *c; c++)
      if (*c == '_') *c = ' ';
    items[n].code = strtok_r(one, ":", &one);
    if (one && *one) items[n].sector = strtok_r(one, ":", &one);
    if (one && *one) items[n].name = one;
  }
  return (struct trv_entities){n, items};
}

static inline struct trv_place *place_of(struct trv_arena *arena, const char *value) {
  struct trv_place *p = TRV_NEW(arena, struct trv_place);
  char *rest = trv_arena_strdup(arena, value), *at = strchr(rest, '@');
  if (at) {
    *at++ = '\0';
    p->lat_deg = strtod(at, &at);
    p->lon_deg = strtod(at + 1, &at);
    p->located = true;
    if (*at == ',') p->country = at + 1;
  }
  for (char *c = rest; *c; c++)
    if (*c == '_') *c = ' ';
  p->name = rest;
  return p;
}

static inline void set_field(struct trv_arena *arena, struct trv_telling *t, struct trv_event *e, char *field) {
  char *value = strchr(field, '=');
  if (!value) abort();
  *value++ = '\0';
  if (strcmp(field, "date") == 0) e->date = value;
  else if (strcmp(field, "place") == 0) e->place = place_of(arena, value);
  else if (strcmp(field, "status") == 0) e->status = value;
  else if (strcmp(field, "by") == 0) e->according_to = entities_of(arena, value);
  else if (strcmp(field, "killed") == 0) e->killed = strtol(value, NULL, 10);
  else if (strcmp(field, "wounded") == 0) e->wounded = strtol(value, NULL, 10);
  else if (strcmp(field, "captured") == 0) e->captured = strtol(value, NULL, 10);
  else if (strcmp(field, "outlet") == 0) t->outlet = value;
  else if (strcmp(field, "agency") == 0) t->agency = value;
  else if (strcmp(field, "id") == 0) t->id = value;
  else if (strcmp(field, "wording") == 0) t->wording = strtoull(value, NULL, 10);
  else if (strcmp(field, "tag") == 0) {
    const char **tags = TRV_NEW_ARRAY(arena, const char *, 1);
    tags[0] = value;
    e->tags = tags;
    e->n_tags = 1;
  } else abort();
}

static inline struct trv_telling telling(struct trv_arena *arena, const char *line) {
  struct trv_event *e = TRV_NEW(arena, struct trv_event);
  struct trv_telling t = {.event = e, .lang = "fr"};
  char *words[24] = {0}, *rest = trv_arena_strdup(arena, line), *word;
  int n = 0;
  while ((word = strtok_r(rest, " ", &rest)) && n < 24) words[n++] = word;
  if (n < 6 || strcmp(words[4], "->") != 0) abort();
  e->killed = e->wounded = e->captured = -1;
  e->status = "actual";
  t.article = words[0];
  t.article_day = strcmp(words[1], "-") == 0 ? NULL : words[1];
  t.id = trv_arena_printf(arena, "%s:%016llx", words[0], (unsigned long long)strlen(line));
  char *mode = strchr(words[2], '/');
  if (mode) *mode++ = '\0';
  e->type = words[2];
  e->mode = mode;
  e->quad_class = trv_event_quad(trv_event_of(e->type));
  e->actor = entities_of(arena, words[3]);
  e->recipient = entities_of(arena, words[5]);
  for (int i = 6; i < n; i++) set_field(arena, &t, e, words[i]);
  e->id = t.id;
  return t;
}

#endif
