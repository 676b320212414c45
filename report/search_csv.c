/* The relaxations of a search as rows of a CSV file. */
#include "report/search.h"

#include "base/c_locale.h"

void search_csv_head(FILE *out)
{
    fputs("run,chain,seed,start,state,objective,time_s,energy_j,converged\n", out);
}

void search_csv_row(const struct relaxation *run, FILE *out)
{
    IN_C_LOCALE;
    fprintf(out, "%zu,%zu,%lu,\"%s\",\"%s\",%.17g,%.17g,%.17g,%s\n", run->number + 1, run->chain + 1, run->seed,
            run->start, run->state, run->objective, run->time, run->energy, run->rests ? "true" : "false");
}
