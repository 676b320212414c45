/* A recipe as the command line that makes its network. */
#include "netgen/recipe.h"

#include "netgen/questions/question.h"

#include <string.h>

/* Prints a word of a command line, in quotes for a shell where it needs them. */
static void print_word(const char *word, FILE *out)
{
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,%@";
    if (*word && strspn(word, PLAIN) == strlen(word)) {
        fprintf(out, " %s", word);
        return;
    }
    fputs(" '", out);
    for (; *word; word++) {
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, out);
    }
    fputc('\'', out);
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
