# One look for all pictures. Colours that the colour-blind tell apart; a white ground, so that dark pages show them too.
set terminal svg size 720,440 dynamic font 'sans-serif,13' background '#ffffff'
set grid lc rgb '#dddddd'
set border 3 lc rgb '#444444'
set tics nomirror
set linetype 1 lc rgb '#0072b2' lw 1.8
set linetype 2 lc rgb '#d55e00' lw 1.8
set linetype 3 lc rgb '#009e73' lw 1.8
set linetype 4 lc rgb '#cc79a7' lw 1.8
set linetype 5 lc rgb '#555555' lw 1.2
set key top left reverse Left samplen 2
set datafile separator whitespace
