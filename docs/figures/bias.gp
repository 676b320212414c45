set multiplot layout 1,2 margins 0.1,0.98,0.13,0.96 spacing 0.13
set xlabel 'junction voltage (V)'
set xrange [-1:1]
set ylabel 'junction current (mA)'
plot 'bias.dat' using 1:($4*1e3) with lines lt 3 title 'parallel', \
     'bias.dat' using 1:($2*1e3) with lines lt 1 title 'antiparallel', \
     'bias.dat' using 1:($3*1e3) with lines lt 1 dt 2 title 'without vhalf'
unset key
set ylabel 'TMR (%)'
set yrange [0:320]
plot 'bias.dat' using 1:($5) with lines lt 2
