/* Sentences about a search that the text report and the page share; private to them. */
#ifndef SEARCH_PHRASES_H
#define SEARCH_PHRASES_H

#include "report/search.h"

/* "kick: 1000 relaxations in 10 chains". */
void search_phrase_method(const struct search *search, const struct search_summary *summary, FILE *out);

/* The objectives: range, quartiles, mean and standard deviation. */
void search_phrase_distribution(const struct search *search, const struct search_summary *summary, FILE *out);

/* "1426, in 12 relaxations; the report is that of relaxation 35". */
void search_phrase_best(const struct search *search, const struct search_summary *summary, FILE *out);

/* "7 of 10 chains reach 1426, the best found: 70 % (40 to 89 %)". */
void search_phrase_success(const struct search *search, const struct search_summary *summary, FILE *out);

/* Time and energy of a relaxation. */
void search_phrase_mean(const struct search *search, const struct search_summary *summary, FILE *out);

/* Time and energy to a success with 99 %, with bounds. */
void search_phrase_time(const struct search *search, const struct search_summary *summary, FILE *out);
void search_phrase_energy(const struct search *search, const struct search_summary *summary, FILE *out);

#endif
