# Weights of four outputs after learning, white for junctions that are always parallel.
set terminal svg size 720,430 dynamic font 'sans-serif,13' background '#ffffff'
set multiplot layout 2,2 margins 0.05,0.90,0.06,0.88 spacing 0.04,0.12
set palette gray
set cbrange [0:1]
unset grid
unset tics
set border 15 lc rgb '#444444'
unset key
set xrange [-0.5:15.5]
set yrange [7.5:-0.5]
do for [k=0:3] {
    set title sprintf('output %d: weights', k)
    if (k == 1) { set colorbox user origin 0.92,0.15 size 0.02,0.65; set cbtics 0.5 } else { unset colorbox }
    set arrow 1 from -0.5,3.5 to 15.5,3.5 nohead front lc rgb '#d55e00' lw 1.5
    # the rows of this output alone, each weight a box
    plot 'stdp.dat' matrix every ::0:8*k:15:8*k+7 using 1:($2-8*k):($3/255) with image pixels
}
unset multiplot
