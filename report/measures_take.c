#include "report/rests.h"
#include "report/visits.h"

enum status measures_take(const struct trace *trace, const struct network *network, struct measures *measures,
                          struct diagnostic *diagnostic)
{
    return (trace->signal ? visits_take : rests_take)(trace, network, measures, diagnostic);
}
