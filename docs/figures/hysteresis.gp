set xlabel 'track current (uA)'
set ylabel 'junction current at 50 mV (uA)'
set xrange [-42:42]
set yrange [15:110]
set arrow 1 from 4.70,15 to 4.70,110 nohead lt 5 dt 3
set label 1 'leak balanced' at 4.0,106 right font ',11' textcolor rgb '#555555'
set key at graph 0.03, graph 0.8
set label 2 'falling' at -27,40 right font ',11' textcolor rgb '#555555'
set arrow 2 from -25,46 to -25,34 size 1,20 lc rgb '#555555'
set arrow 3 from 31.5,46 to 31.5,58 size 1,20 lc rgb '#555555'
set label 3 'rising' at 30,40 left font ',11' textcolor rgb '#555555'
plot 'hysteresis.dat' using ($2*1e6):($1 >= 400e-9 ? $3*1e6 : NaN) with lines lt 1 title 'period 400 ns', \
     'hysteresis.dat' using ($4*1e6):($1 >= 700e-9 ? $5*1e6 : NaN) with lines lt 2 title '100 ns', \
     'hysteresis.dat' using ($6*1e6):($1 >= 775e-9 ? $7*1e6 : NaN) with lines lt 3 title '25 ns'
