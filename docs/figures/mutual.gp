set key top left reverse Left samplen 1.5
set xrange [0:3]
set yrange [-0.5:4.7]
set xlabel 'time (µs)'
set ylabel 'phase difference (turns)'
plot 'mutual.dat' using ($1*1e6):($5/2/pi) with lines lt 5 title 'almost uncoupled', \
     '' using ($1*1e6):($4/2/pi) with lines lt 2 title '0.5 MHz', \
     '' using ($1*1e6):($3/2/pi) with lines lt 3 title '0.7 MHz', \
     '' using ($1*1e6):($2/2/pi) with lines lt 1 title '1 MHz'
