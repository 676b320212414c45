#include "netgen/questions/question.h"

#include "netgen/technologies/technology.h"

#include <math.h>
#include <string.h>

#define QUESTION(name) &question_##name,
static const struct question *const QUESTIONS[] = {
#include "netgen/questions/list.def"
    NULL,
};
#undef QUESTION

const struct question *question_number(size_t k)
{
    const size_t last = sizeof QUESTIONS / sizeof QUESTIONS[0] - 1; /* which is NULL */
    return QUESTIONS[k < last ? k : last];
}

const struct question *question_find(const char *name)
{
    size_t k = 0;
    while (question_number(k) && strcmp(QUESTIONS[k]->name, name) != 0) {
        k++;
    }
    return question_number(k);
}

bool question_has_option(const struct question *question, const char *name)
{
    bool found = false;
    for (size_t k = 0; k < question->options; k++) {
        found = found || strcmp(question->option[k].name, name) == 0;
    }
    return found;
}

bool question_takes(const struct question *question, const char *name, unsigned kinds, unsigned technologies)
{
    bool takes = kinds >> question->weights & 1U;
    if (question->refused) {
        takes = takes && (technologies >> technology_number(question_technology(question)) & 1U);
        for (const char *const *refused = question->refused; *refused; refused++) {
            takes = takes && strcmp(*refused, name) != 0;
        }
    }
    return takes;
}

const struct technology *question_technology(const struct question *question)
{
    return question->technology ? question->technology : &technology_wall;
}

bool question_is_better(const struct question *question, double a, double b)
{
    return question->less_is_better ? a < b : a > b;
}

bool question_is_clearly_better(const struct question *question, double a, double b)
{
    const double rounding = 1e-9;
    return question_is_better(question, a, b) && fabs(a - b) > rounding * fmax(fabs(a), fabs(b));
}

enum status question_open_one(const struct question_request *request, const char *what, struct input **input,
                              struct diagnostic *diagnostic)
{
    *input = NULL;
    if (request->files.count != 1) {
        return fail(diagnostic, STATUS_INPUT, "error: give one %s, not %zu", what, request->files.count);
    }
    return request->open(request->opener, request->files.word[0], input, diagnostic);
}

struct question_picture question_cells(const struct network *network)
{
    (void)network;
    return (struct question_picture){0};
}
