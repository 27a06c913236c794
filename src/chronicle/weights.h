/* Every weight and threshold of linking and of the ledger, in one place.
 *
 * The form is record linkage after Fellegi and Sunter (1969): each signal that two tellings have in common, or that sets them
 * apart, adds a whole number to a sum that starts below zero; 0 and more is a link. Roughly 10 points double or halve the
 * odds. A signal that one telling does not give adds nothing. Numbers are whole so that every machine gets the same sum. */
#ifndef TRV_CHRONICLE_WEIGHTS_H
#define TRV_CHRONICLE_WEIGHTS_H

#include <stdint.h>

/* How much two parties of one country code are one, in percent. */
struct trv_match_weights {
  int named_and_not;    /* "Aliyev" and "Baku" */
  int other_person;     /* "Aliyev" and "Bayramov": two voices of one government */
  int other_group;      /* M23 and FDLR */
  int state_and_people; /* soldiers and villagers of the same country */
  int armed_and_not;    /* Sudan's army and the RSF */
};
extern const struct trv_match_weights trv_match;

/* What agreement and disagreement of two tellings weigh. */
struct trv_link_weights {
  int base; /* two events of one type, of which nothing more is known */
  /* dates */
  int same_day;    /* both told, the same one */
  int same_span;   /* both told, and they overlap within days */
  int guessed_day; /* one is only that of its article */
  int began;       /* one began on the day of the other */
  int within;      /* a day in a month, a day since a day */
  int next_day;    /* one day apart, both told */
  int other_day;   /* further apart */
  /* sides, each of actor and recipient: scaled by how well they match */
  int actor_same, actor_other;
  int recipient_same, recipient_other;
  int mixed_same; /* sides that match only taken together: clashes told as an attack, or the other way round */
  /* persons: both tell who of a government it was */
  int person_same, person_other;
  /* places */
  int place_same, place_near, place_around, place_apart, place_far;
  /* numbers of killed, wounded, captured: the smaller by the larger */
  int number_same, number_like, number_other;
  int mode_same, mode_other;
  int tag_same, tag_other, tag_one; /* what becomes of a ceasefire; only one tells it */
  int wording;                      /* the very words: a copy */
  int type_other;                   /* types that are told for each other */
};

enum trv_link_family {
  TRV_FAMILY_WORDS,    /* ACCUSE REQUEST REJECT THREATEN SUPPORT AGREE CONCEDE: who said what to whom on which day */
  TRV_FAMILY_MEETINGS, /* CONSULT COOPERATE: who met whom, on which day */
  TRV_FAMILY_DEEDS,    /* ASSAULT COERCE PROTEST …: what happened where */
  TRV_N_FAMILIES
};
extern const struct trv_link_weights trv_links[TRV_N_FAMILIES];

struct trv_chronicle_limits {
  int32_t days_before_article; /* an event without a date happened so many days before its article, at most */
  int32_t short_span_days;     /* an interval no longer than this is about as good as a day */
  double near_km, around_km, apart_km;
  int like_percent;  /* numbers whose smaller is at least so much of the larger are like each other */
  int other_percent; /* below this they tell of different things */
  /* the ledger, in days */
  int32_t truce_days;        /* how long after its beginning a truce is still what is spoken of, at most */
  int32_t until_start_days;  /* between agreement and beginning, at most */
  int32_t before_truce_days; /* between a call, a proposal or talks and the truce that they lead to, at most */
  int32_t meeting_days; /* between a meeting of the parties that is not said to be about it and the truce, at most */
  int32_t attempt_days; /* between proposals and talks of one attempt, at most */
  int32_t news_days;    /* an agreement no older than this, told with no other beginning, begins as it is made */
  int32_t recall_days;  /* an act without a day is one told within so many days before */
  /* red lines, in days */
  int32_t red_line_days;        /* what the addressee does so long after bears on it */
  int32_t red_line_recall_days; /* one told without its day was set within so many days before its article */
  uint32_t conflict_incidents;  /* so many acts of violence between two parties in a country make a conflict */
};
extern const struct trv_chronicle_limits trv_limits;

#endif
