set multiplot
set lmargin at screen 0.09
set rmargin at screen 0.97
set tmargin at screen 0.92
set bmargin at screen 0.62
set key at graph 0.5,1.14 center horizontal reverse Left samplen 2
set xrange [480:700]
set yrange [-31:31]
set ytics 15
set xlabel 'along the track (nm)' offset 0,0.4
set ylabel 'across it (nm)'
set object 1 rectangle from 480,20 to 700,31 fc rgb '#eeeeee' fs solid noborder behind
set object 2 rectangle from 480,-31 to 700,-20 fc rgb '#eeeeee' fs solid noborder behind
plot 'skyrmion.dat' using ($2*1e9):($3*1e9) with lines lt 1 title 'charge 1', \
     '' using ($6*1e9):($7*1e9) with lines lt 2 title 'charge −1', \
     '' using ($4*1e9):($5*1e9) with lines lt 3 title 'pinned'
unset object
unset key
set tmargin at screen 0.50
set bmargin at screen 0.32
set xrange [0:64]
set format x ''
unset xlabel
set yrange [0:280]
set ytics 100
set ylabel 'place (nm)' offset 1.3,0
set object 3 rectangle from 0,230 to 64,250 fc rgb '#eeeeee' fs solid noborder behind
plot 'skyrmionneuron.dat' using ($1*1e9):($2*1e9) with lines lt 1
unset object
set tmargin at screen 0.29
set bmargin at screen 0.11
set format x '%g'
set xlabel 'time (ns)' offset 0,0.4
set yrange [32:46]
set ytics 5
set ylabel 'output (mV)'
plot 'skyrmionneuron.dat' using ($1*1e9):($3*1e3) with lines lt 3, 42 with lines lt 5 dt 2
