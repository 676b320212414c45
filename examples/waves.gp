# The waves of a run in gnuplot, from CSV and from the raw file.
#     spinfield report NAME --waves waves.csv && gnuplot -c waves.gp waves.csv NAME.raw
csv = ARG1
raw = ARG2

# CSV: columns by the names in the first line.
set datafile separator comma
set datafile columnheaders
stats csv using (column("time_s")):(column("p_load_w") + column("p_soma_w") + column("p_synapse_w")) name "power" nooutput
stats csv using (last = column("soma_0_m")) nooutput
print sprintf("csv points = %d", power_records)
print sprintf("csv last_time = %.12g", power_max_x)
print sprintf("csv peak_power = %.12g", power_max_y)
print sprintf("csv last_soma_0 = %.12g", last)

# Raw file: a header of text lines, and then a row of doubles for each time point.
header = int(system(sprintf("LC_ALL=C grep -abo -m 1 '^Binary:' '%s' | cut -d: -f1", raw))) + strlen("Binary:\n")
vectors = int(system(sprintf("LC_ALL=C sed -n 's/^No. Variables: *//p;/^Binary:/q' '%s'", raw)))
index_of(vector) = 1 + int(system(sprintf("LC_ALL=C awk -v name='%s' '$2 == name { print $1; exit }' '%s'", vector, raw)))
row = ""
do for [i = 1:vectors] { row = row."%float64" }
load_ = index_of("v(p_load)")
soma = index_of("v(p_soma)")
synapse = index_of("v(p_synapse)")
stats raw binary skip=header format=row using 1:(column(load_) + column(soma) + column(synapse)) name "power" nooutput
print sprintf("raw points = %d", power_records)
print sprintf("raw last_time = %.12g", power_max_x)
print sprintf("raw peak_power = %.12g", power_max_y)
# for curves: plot csv using "time_s":"soma_0_m" with lines, "" using "time_s":"soma_1_m" with lines
