set terminal svg size 900,330 dynamic font 'sans-serif,13' background '#ffffff'
set multiplot
unset key
do for [k = 0:1] {
    run = word('fast slow', k + 1)
    set size 0.33, 1
    set origin 0.32*k, 0
    set size ratio -1
    unset border
    unset tics
    unset grid
    set lmargin 0.5
    set rmargin 0.5
    set xrange [-130:730]
    set yrange [-130:730]
    set title (k == 0 ? 'cooled in 1 µs' : 'cooled in 1 ms')
    set datafile separator ','
    plot 'ice-'.run.'.csv' using (1e9*$1-48*$3):(1e9*$2-48*$4):(96*$3):(96*$4) every ::1 \
             with vectors head filled size 32,24 lc rgb '#555555' lw 1.4, \
         'ice-'.run.'.dat' using 1:2:($3 > 0 ? 0xd55e00 : 0x0072b2) with points pt 7 ps 1.1 lc rgb variable
}
reset
set datafile separator ','
set size 0.36, 1
set origin 0.64, 0
set border 3 lc rgb '#444444'
set tics nomirror
set grid lc rgb '#dddddd'
set logscale x
set format x '10^{%L}'
set xtics 1e-7, 100
unset mxtics # of steps of 100 they would be at uneven places
set xrange [5e-8:2e-2]
set yrange [0:1]
set xlabel 'time of cooling (s)'
set ylabel 'share of vertices'
set key at graph 0.03, 1 top left reverse Left samplen 1.5
# No error where all runs agree.
error(k) = column(k) == column(k) ? column(k) : 0
plot 'ice.csv' using 1:4:(error(5)) every ::1 with yerrorlines lt 1 pt 7 ps 0.5 title 'T1', \
     '' using 1:6:(error(7)) every ::1 with yerrorlines lt 3 pt 7 ps 0.5 title 'T2', \
     '' using 1:12:(error(13)) every ::1 with yerrorlines lt 2 pt 7 ps 0.5 title 'monopoles'
unset multiplot
