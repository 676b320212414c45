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
