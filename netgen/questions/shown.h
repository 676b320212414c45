/* What the questions share to show an answer. */
#ifndef SHOWN_H
#define SHOWN_H

#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"

/* The answer as a list, a row for everything that was asked about: question->list, or each neuron and its bit. */
void shown_list(const struct answer *answer, const struct question_table *table);

/* A list of what neurons stand for, called `thing`, and of what each is, called `value`: `on` or `off`. */
struct shown_words {
    const char *thing, *value, *on, *off;
};
void shown_bits(const struct answer *answer, struct shown_words words, const struct question_table *table);

#endif
