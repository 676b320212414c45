/* The ngspice that this code model was built for, its version and features. A code model fits no other, and ngspice
 * does not ask, so the host reads this symbol and refuses before it loads the file into ngspice. `spinfield
 * setup-ngspice` looks for the first words in the file. */
extern const char spinfield_ngspice_version[];
__attribute__((visibility("default"))) const char spinfield_ngspice_version[] = "built for ngspice " NGSPICE_VERSION;
