/* Writes, from the table of parameters, the interface of the ngspice code model (by the name of the model), the
 * subcircuit library that a designer includes ("library"), or the table in docs/model.md ("table"). */
#include "dwmtj.h"

#include <stdio.h>
#include <string.h>

static const char PORTS[] = "NAME_TABLE:\n"
                            "Spice_Model_Name: dwmtj\n"
                            "C_Function_Name: cm_dwmtj\n"
                            "Description: \"four-terminal domain-wall magnetic tunnel junction\"\n"
                            "\n"
                            "PORT_TABLE:\n"
                            "Port_Name: track junction\n"
                            "Description: \"voltage dwin to dwout\" \"mtjin to mtjout\"\n"
                            "Direction: in inout\n"
                            "Default_Type: vd gd\n"
                            "Allowed_Types: [vd] [gd]\n"
                            "Vector: no no\n"
                            "Vector_Bounds: - -\n"
                            "Null_Allowed: no no\n";

static const char WATCHED_PORTS[] = "NAME_TABLE:\n"
                                    "Spice_Model_Name: dwmtj_watched\n"
                                    "C_Function_Name: cm_dwmtj_watched\n"
                                    "Description: \"dwmtj with a port for the speed of its wall\"\n"
                                    "\n"
                                    "PORT_TABLE:\n"
                                    "Port_Name: track junction motion\n"
                                    "Description: \"voltage dwin to dwout\" \"mtjin to mtjout\" \"speed of the wall\"\n"
                                    "Direction: in inout out\n"
                                    "Default_Type: vd gd i\n"
                                    "Allowed_Types: [vd] [gd] [i]\n"
                                    "Vector: no no no\n"
                                    "Vector_Bounds: - - -\n"
                                    "Null_Allowed: no no no\n";

static const char VARIABLES[] = "\nSTATIC_VAR_TABLE:\n"
                                "Static_Var_Name: x v\n"
                                "Data_Type: real real\n"
                                "Description: \"wall position, m\" \"wall velocity, m/s\"\n";

static void write_ifspec(const char *ports)
{
    fputs(ports, stdout);
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        printf("\nPARAMETER_TABLE:\n"
               "Parameter_Name: %s\n"
               "Description: \"%s\"\n"
               "Data_Type: real\n"
               "Default_Value: %.17g\n"
               "Limits: [%.17g %.17g]\n"
               "Vector: no\n"
               "Vector_Bounds: -\n"
               "Null_Allowed: yes\n",
               p->name, p->text, p->standard, p->least, p->greatest);
    }
    fputs(VARIABLES, stdout);
}

static void write_library(void)
{
    puts("* The four-terminal domain-wall magnetic tunnel junction (DW-MTJ) as a subcircuit.\n"
         "*\n"
         "*   X1 dwin dwout mtjin mtjout dwmtj [parameter=value ...]\n"
         "*\n"
         "* dwin, dwout: the ends of the track; mtjin, mtjout: the junction. The wall's position in m and velocity in "
         "m/s\n"
         "* are @a.x1.awall[x] and @a.x1.awall[v]. Load the code model first, for instance with this line in "
         ".spiceinit:\n"
         "*   codemodel /path/to/dwmtj.cm\n"
         "* Many devices with the same parameters parse faster with one shared .model; see a generated deck.\n"
         "*");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        printf("* %-13s %-8g %-4s %s, %g to %g\n", p->name, p->standard, p->unit, p->text, p->least, p->greatest);
    }
    puts("\n.subckt dwmtj dwin dwout mtjin mtjout");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        printf("+ %s=%.15g\n", dwmtj_parameters[i].name, dwmtj_parameters[i].standard);
    }
    puts("rtrack dwin dwout {rm}\n"
         "awall %vd(dwin dwout) %gd(mtjin mtjout) wall\n"
         ".model wall dwmtj(");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        printf("+ %s={%s}\n", dwmtj_parameters[i].name, dwmtj_parameters[i].name);
    }
    puts("+ )\n"
         ".ends dwmtj");
}

static void write_table(void)
{
    puts("| Name | Unit | Default | Least | Greatest | Meaning | Source |\n"
         "|---|---|---|---|---|---|---|");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        printf("| `%s` | %s | %g | %g | %g | %s | %s |\n", p->name, *p->unit ? p->unit : "1", p->standard, p->least,
               p->greatest, p->text, p->source);
    }
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "dwmtj") == 0) {
        write_ifspec(PORTS);
    } else if (argc == 2 && strcmp(argv[1], "dwmtj_watched") == 0) {
        write_ifspec(WATCHED_PORTS);
    } else if (argc == 2 && strcmp(argv[1], "library") == 0) {
        write_library();
    } else if (argc == 2 && strcmp(argv[1], "table") == 0) {
        write_table();
    } else {
        fputs("usage: make_interface dwmtj|dwmtj_watched|library|table\n", stderr);
        return 2;
    }
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
