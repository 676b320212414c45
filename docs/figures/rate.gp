set xlabel 'current (uA)'
set xrange [0:60]
set ylabel 'spikes in a microsecond'
set yrange [0:*]
plot 'ratelaw.dat' using ($1*1e6):2 with lines lt 5 dt 2 title 'theory', \
     'rate.dat' using ($1*1e6):2 with points lt 1 pt 7 ps 0.8 title 'ngspice'
