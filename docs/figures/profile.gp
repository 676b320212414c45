set multiplot layout 1,2 margins 0.1,0.98,0.13,0.96 spacing 0.13
unset key
set ylabel 'position of the wall (nm)'
set yrange [0:100]
set ytics 25
set xzeroaxis
set arrow 1 from 0,0 to 0,100 nohead lt 5
set xlabel 'leak velocity (m/s)'
set xrange [-10:10]
plot 'profilevelocity.dat' using 2:($1*1e9) with linespoints lt 2 pt 7 ps 0.4
unset arrow 1
unset ylabel
set xlabel 'time (ns)'
set xrange [0:15]
plot for [k=2:7] 'profile.dat' using ($1*1e9):(column(k)*1e9) with lines lt 1
