set xlabel 'track current (uA)'
set ylabel 'mean velocity of the wall (m/s)'
set xrange [0:40]
set yrange [0:45]
set arrow 1 from 10.4,0 to 10.4,45 nohead lt 5 dt 3
set label 1 'breakdown' at 10.9,42 left font ',11' textcolor rgb '#555555'
set key bottom right noreverse Right
plot 'breakdown.dat' using 1:4 with linespoints lt 1 pt 7 ps 0.4 title 'beta = 2 alpha', \
     'breakdown.dat' using 1:3 with linespoints lt 2 pt 7 ps 0.4 title 'beta = alpha', \
     'breakdown.dat' using 1:2 with linespoints lt 3 pt 7 ps 0.4 title 'beta = 0'
