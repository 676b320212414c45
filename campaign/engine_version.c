#include "campaign/engine.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* The code model says what it was built for, and the host refuses it in any other ngspice. */
static enum status read_code_model(const char *path, char version[static ENGINE_VERSION], struct diagnostic *diagnostic)
{
    static const char BUILT_FOR[] = "built for ngspice ";
    char resolved[4096];
    /* without a slash, dlopen would look for a library */
    snprintf(resolved, sizeof resolved, "%s%s", strchr(path, '/') ? "" : "./", path);
    void *file = dlopen(resolved, RTLD_LAZY | RTLD_LOCAL);
    const char *text = file ? dlsym(file, "spinfield_ngspice_version") : NULL;
    const bool known = text && strncmp(text, BUILT_FOR, strlen(BUILT_FOR)) == 0;
    if (known) {
        snprintf(version, ENGINE_VERSION, "%s", text + strlen(BUILT_FOR));
    }
    if (file) {
        dlclose(file);
    }
    return known ? STATUS_OK
                 : fail(diagnostic, STATUS_SYSTEM,
                        "%s: error: this is not Spinfield's code model; build it again with 'make'", path);
}

enum status engine_version(const struct engine *engine, char version[static ENGINE_VERSION],
                           struct diagnostic *diagnostic)
{
    *version = '\0';
    return engine->kind == ENGINE_NGSPICE ? read_code_model(engine->code_model, version, diagnostic) : STATUS_OK;
}
