#include "campaign/origin_of.h"

#include "base/text.h"
#include "base/version.h"
#include "campaign/verdict.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"

#include <stdlib.h>
#include <string.h>

/* The command that makes the network, and the version of the engine: texts to be freed. */
static enum status write_texts(const struct recipe *recipe, const struct engine *of, const char *name, char **network,
                               char **version, struct diagnostic *diagnostic)
{
    char engine[ENGINE_VERSION];
    struct text text;
    enum status status = engine_version(of, engine, diagnostic);
    if (status == STATUS_OK) {
        status = text_begin(&text, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    recipe_print(recipe, name, text.stream);
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

enum status origin_make(const struct recipe *recipe, const struct engine *engine, const char *command, const char *name,
                        struct origin *origin, struct diagnostic *diagnostic)
{
    char *network, *version;
    *origin = (struct origin){.name = NULL};
    enum status status = write_texts(recipe, engine, name, &network, &version, diagnostic);
    if (status == STATUS_OK) {
        *origin = (struct origin){.name = name,
                                  .task = recipe_question(recipe)->name,
                                  .network = network,
                                  .command = command,
                                  .version = SPINFIELD_VERSION,
                                  .engine = engine_name(engine->kind),
                                  .engine_version = version};
    }
    return status;
}

enum status origin_of(const struct sweep *sweep, const struct judge *judge, const char *name, struct origin *origin,
                      struct diagnostic *diagnostic)
{
    enum status status = origin_make(sweep->recipe, &sweep->engine, sweep->command, name, origin, diagnostic);
    if (status == STATUS_OK) {
        origin->criterion = judge_criterion(judge);
    }
    return status;
}

void origin_clear(struct origin *origin)
{
    free((char *)origin->network);
    free((char *)origin->engine_version);
    *origin = (struct origin){.name = NULL};
}
