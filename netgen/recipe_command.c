/* A recipe as the command line that makes its network. */
#include "netgen/recipe.h"

#include "base/shell.h"
#include "netgen/questions/question.h"

#include <string.h>

static void print_word(const char *word, FILE *out)
{
    fputc(' ', out);
    shell_print_word(word, out);
}

void recipe_print(const struct recipe *recipe, const char *name, FILE *out)
{
    struct recipe_setting setting;
    const char *file;
    fprintf(out, "spinfield gen %s", recipe_question(recipe)->name);
    for (size_t k = 0; (file = recipe_file(recipe, k)) != NULL; k++) {
        print_word(file, out);
    }
    for (size_t k = 0; recipe_setting(recipe, k, &setting); k++) {
        if (!setting.given || (setting.stands_alone && strcmp(setting.given, "no") == 0)) {
            continue;
        }
        fprintf(out, " --%s", setting.name);
        if (!setting.stands_alone) {
            print_word(setting.given, out);
        }
    }
    fputs(" -o", out);
    print_word(name, out);
}
