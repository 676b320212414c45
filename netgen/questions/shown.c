#include "netgen/questions/shown.h"

void shown_bits(const struct answer *answer, struct shown_words words, const struct question_table *table)
{
    table->begin(table->context, (const char *const[]){words.thing, words.value}, 2, 1);
    for (size_t i = 0; i < answer->network->n; i++) {
        const struct network_label label = network_label(answer->network, i);
        table->row(table->context, (const char *const[]){label.text, answer->state[i] == '1' ? words.on : words.off});
    }
    table->end(table->context, NULL);
}

void shown_list(const struct answer *answer, const struct question_table *table)
{
    if (answer->network->question->list) {
        answer->network->question->list(answer, table);
    } else {
        shown_bits(answer, (struct shown_words){"neuron", "state", "1", "0"}, table);
    }
}

void shown_count(const struct question_table *table, const char *name, size_t count)
{
    char text[32];
    snprintf(text, sizeof text, "%zu", count);
    table->row(table->context, (const char *const[]){name, text});
}

void shown_value(const struct question_table *table, const char *name, double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.10g", value);
    table->row(table->context, (const char *const[]){name, text});
}

size_t shown_on(const struct answer *answer)
{
    size_t on = 0;
    for (size_t i = 0; i < answer->network->n; i++) {
        on += answer->state[i] == '1';
    }
    return on;
}

struct question_picture shown_graph(const struct network *network)
{
    return (struct question_picture){.graph = network->weights.graph};
}
