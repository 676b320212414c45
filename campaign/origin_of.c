#include "campaign/origin_of.h"

#include "base/text.h"
#include "base/version.h"
#include "campaign/verdict.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"

#include <stdlib.h>
#include <string.h>

/* The command that makes the network, and the version of the engine: texts to be freed. */
static enum status write_texts(const struct sweep *sweep, const char *name, char **network, char **version,
                               struct diagnostic *diagnostic)
{
    char engine[ENGINE_VERSION];
    struct text text;
    enum status status = engine_version(&sweep->engine, engine, diagnostic);
    if (status == STATUS_OK) {
        status = text_begin(&text, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    recipe_print(sweep->recipe, name, text.stream);
    status = text_end(&text, diagnostic);
    if (status == STATUS_OK && !(*version = strdup(engine))) {
        status = fail_memory(diagnostic);
    }
    if (status != STATUS_OK) {
        text_discard(&text);
        return status;
    }
    *network = text.bytes;
    return STATUS_OK;
}

enum status origin_of(const struct sweep *sweep, const struct judge *judge, const char *name, struct origin *origin,
                      struct diagnostic *diagnostic)
{
    char *network, *version;
    *origin = (struct origin){.name = NULL};
    enum status status = write_texts(sweep, name, &network, &version, diagnostic);
    if (status == STATUS_OK) {
        *origin = (struct origin){.name = name,
                                  .task = recipe_question(sweep->recipe)->name,
                                  .network = network,
                                  .command = sweep->command,
                                  .version = SPINFIELD_VERSION,
                                  .engine = engine_name(sweep->engine.kind),
                                  .engine_version = version,
                                  .criterion = judge_criterion(judge)};
    }
    return status;
}

void origin_clear(struct origin *origin)
{
    free((char *)origin->network);
    free((char *)origin->engine_version);
    *origin = (struct origin){.name = NULL};
}
