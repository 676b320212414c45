set multiplot layout 1,2 margins 0.1,0.99,0.14,0.9 spacing 0.07
set boxwidth 0.7
set style fill solid 0.55 noborder
set yrange [0:1.05]
set ytics 0.2
set xrange [-0.6:7.6]
set xlabel 'A B C'
set ylabel 'share of the time'
set title 'AND gate, β = 1' offset 0,-0.5
set yrange [0:0.4]
set ytics 0.1
plot 'and.dat' using 1:5 with boxes lt 1 title 'Boltzmann''s law', \
     '' using 1:3:(6*$4):xtic(2) with yerrorbars lt 2 pt 7 ps 0.5 title 'run, six standard errors'
unset ylabel
unset key
set title 'the same, C held at 0' offset 0,-0.5
plot 'clamped.dat' using 1:5 with boxes lt 1, '' using 1:3:(6*$4):xtic(2) with yerrorbars lt 2 pt 7 ps 0.5
