/* What stands beside energies of several technologies, wherever they are compared. */
#ifndef ENERGIES_NOTE_H
#define ENERGIES_NOTE_H

#define ENERGIES_NOTE "technologies do not count the same parts of their energy; docs/technologies.md"

#endif
