set multiplot layout 2,1 margins 0.11,0.97,0.14,0.96 spacing 0.04
unset key
set xrange [0:64]
set format x ''
set yrange [-9:9]
set ytics -6,6,6
set ylabel 'track (uA)'
plot 'memristor.dat' using ($1*1e9):($2*1e6) with lines lt 1
set format x '%g'
set xlabel 'time (ns)'
set yrange [0.4:2.1]
set ytics 0.5,0.5,2
set ylabel 'junction conductance (mS)'
plot 'memristor.dat' using ($1*1e9):($4*1e3) with lines lt 3
