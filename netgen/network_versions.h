/* The versions of NAME.json, from one to the other. Version 1 was one flat object; a later one has the objects
 * "question" and "circuit". Neither function copies what is large. */
#ifndef NETWORK_VERSIONS_H
#define NETWORK_VERSIONS_H

#include "base/document.h"
#include "netgen/fields.h"

/* Version 2 of the version 1 network *json, in its place. Errors go to `fields`: STATUS_INPUT for a field that version
 * 1 does not have or that is missing, and for an unknown task; STATUS_SYSTEM. Then *json stays as it is. */
void network_versions_raise(struct fields *fields, json_t **json);

/* Version 1 of the version 2 network in `document`, in its place. The hash in a network's title is that of
 * version 1, so titles do not change. What version 1 has no field for is at its end. */
void network_versions_lower(struct document *document);

#endif
