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

/* Rows of a table with two columns: a name and a number. */
void shown_count(const struct question_table *table, const char *name, size_t count);
void shown_value(const struct question_table *table, const char *name, double value);

/* How many neurons of the answer are ON. */
size_t shown_on(const struct answer *answer);

/* A row's picture where the network is one of a graph: its nodes in two groups. */
struct question_picture shown_graph(const struct network *network);

#endif
