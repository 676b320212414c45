/* Several outputs of one command. */
#include "base/output.h"

enum status output_open_all(const char *const paths[], size_t count, struct output *outputs[],
                            struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t k = 0; k < count; k++) {
        outputs[k] = NULL;
        if (status == STATUS_OK && paths[k]) {
            status = output_open(paths[k], &outputs[k], diagnostic);
        }
    }
    if (status != STATUS_OK) {
        output_end_all(status, outputs, count, diagnostic);
    }
    return status;
}

enum status output_end_all(enum status status, struct output *outputs[], size_t count, struct diagnostic *diagnostic)
{
    if (status == STATUS_OK) {
        status = output_commit(outputs, count, diagnostic);
    } else {
        for (size_t k = 0; k < count; k++) {
            output_discard(outputs[k]);
        }
    }
    for (size_t k = 0; k < count; k++) {
        outputs[k] = NULL;
    }
    return status;
}
