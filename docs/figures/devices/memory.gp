set multiplot layout 1,2 margins 0.07,0.99,0.16,0.9 spacing 0.08
set yrange [0:1.05]
set ytics 0.2
set xrange [0:0.155]
set xtics 0.03
set xlabel 'patterns for each oscillator'
unset key
set label 1 'no pump' at 0.061,0.2 tc lt 1
set label 2 'with pump' at 0.103,0.7 tc lt 2
set title 'share of sets that are recalled' offset 0,-0.5
plot 'recalled-0.dat' using ($1/300):2 with linespoints lt 1 pt 7 ps 0.5, \
     'recalled-auto.dat' using ($1/300):2 with linespoints lt 2 pt 7 ps 0.5
unset label
set xrange [0:1.6]
set xtics 0.5
set xlabel 'pump/pull of a pattern'
set title '15 patterns, with pumps' offset 0,-0.5
plot 'pumps.dat' using ($1/sqrt(20)):2 with linespoints lt 2 pt 7 ps 0.5
