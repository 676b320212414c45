set multiplot layout 1,2 margins 0.11,0.98,0.13,0.96 spacing 0.13
set xlabel 'temperature (C)'
set xrange [-50:150]
set xtics 50
set ylabel 'mobility of the wall ((m/s)/uA)'
set yrange [0.8:1.3]
set ytics 0.1
set format y '%.1f'
set key bottom right noreverse Right
set arrow 1 from 27, graph 0.2 to 27, graph 1 nohead lt 5 dt 3
set label 1 '27 C' at 24, graph 0.96 right font ',11' textcolor rgb '#555555'
plot 'temperature.dat' using 1:2 with lines lt 1 title 'Curie temperature 1100 K', \
     'temperature.dat' using 1:3 with lines lt 2 title '850 K'
set ylabel 'TMR of the junction (%)'
set yrange [0:500]
set ytics 100
set format y '%g'
plot 'temperature.dat' using 1:4 with lines lt 1 title 'pbloch = 1e-5', \
     'temperature.dat' using 1:5 with lines lt 2 title '3e-5'
