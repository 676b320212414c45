set multiplot layout 4,1 margins 0.11,0.88,0.13,0.97 spacing 0.04
unset key
set xrange [0:80]
set yrange [-1.3:1.3]
set ytics -1,1,1
set format x ''
set ylabel 'm_z'
set label 1 'input' at graph 1.01,0.5
plot 'inverter.dat' every 10 using ($1*1e9):3 with lines lt 5
set label 1 '+1 mV'
plot 'inverter.dat' every 10 using ($1*1e9):4 with lines lt 2
set label 1 '-1 mV'
plot 'inverter.dat' every 10 using ($1*1e9):6 with lines lt 1
set format x '%g'
set xlabel 'time (ns)'
set ylabel 'kA/m'
set yrange [-650:650]
set ytics -500,500,500
set label 1 'field'
plot 'inverter.dat' using ($1*1e9):2 with lines lt 3
