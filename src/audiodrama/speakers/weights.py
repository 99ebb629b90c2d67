"""What each feature of features.py is worth: a log-linear table fitted by bench/weights.py, the seam for a better ranker."""

from __future__ import annotations

_TABLE = """
about=-0.45 b0:I=-0.45 b0fresh:n=-1.81 b0prev2:1:1=0.47 b0prev2:1:2=0.49 b0prev2:2:1=0.79 b0prev3:1=-0.88
b0prev:1:n=1.01 b0prev:1:y=-1.01 b0prev:2:n=0.42 b0prev:2:y=-0.42 b0steady=0.67 b0tally:0=0.20 b0tally:1=-0.20
b:absent=-1.72 b:sole=-0.54 bK:n=-0.50 bK:pa=1.24 bK:pd=-0.90 bK:pu=-0.34 bK:xa=0.64 bK:xd=-0.39 bK:xu=0.29
bK:y=-0.04 bL0:n=1.22 bL0:pa=0.21 bL0:pd=-0.35 bL0:pu=0.14 bL0:xa=-1.00 bL0:xd=0.60 bL0:xu=-0.25 bL0:y=-0.58
bL1:an-=-0.38 bL1:an0=1.11 bL1:an1=0.42 bL1:an2=-0.52 bL1:an3=-0.63 bL1L:n=-0.23 bL1L:pa=-0.32 bL1L:pd=0.23
bL1L:pu=0.09 bL1L:xa=0.73 bL1L:xd=-1.18 bL1L:xu=0.68 bL1RL:n=-0.40 bL1RL:pa=1.22 bL1RL:pd=-1.23 bL1RL:y=0.40
bL:object=-0.31 bL:owner=1.20 bL:subject=2.14 bR0:an-=-0.97 bR0:an0=0.62 bR0:an1=0.89 bR0:an2=0.05 bR0:an3=-0.59
bR0R:n=-0.57 bR0R:pa=0.58 bR0R:pd=0.19 bR0R:pu=-0.77 bR0R:xa=-0.31 bR0R:xu=-0.46 bR0R:y=1.37 bR0RL:n=0.06
bR0RL:pa=1.27 bR0RL:pd=-1.23 bR0RL:pu=-0.04 bR0RL:xd=0.08 bR0RL:y=-0.16 bR1:n=0.45 bR1:pa=0.65 bR1:pd=-0.16
bR1:pu=-0.49 bR1:y=-0.45 bR:object=-0.39 bR:owner=-0.78 bR:subject=-0.21 banswers:0=-0.48 banswers:1=0.63
banswersnot:1=-0.63 bcalledback:0=-1.08 bcalledback:1=2.09 bcalledback:2=0.65 bfresh:n=0.08 bfresh:y=-0.08
bi:I=0.49 bkind:group=-0.11 bkind:name=0.53 bkind:narrator=-0.80 bkind:noun=0.38 blatest=0.25 blatestsex:n=-0.28
blatestsex:y=0.28 bn:I=-0.27 bnextbn:1=-0.94 bnextbn:2=-0.04 bnextti:1=-1.00 bnexttn:1=-1.05 bnexttn:2=-0.15
bonlysex=0.17 bp:I=-0.19 bpfresh:n=0.41 bpfresh:y=-0.41 bpprev2:1:0=0.35 bpprev2:1:1=1.17 bpprev2:1:2=-0.13
bpprev2:2:1=-0.59 bpprev3:1=-0.26 bpprev3:2=0.71 bpprev:1:n=0.52 bpprev:1:y=-0.52 bprev2:1:0=-0.42 bprev2:1:1=0.40
bprev2:1:2=0.07 bprev2:1:3=-0.36 bprev2:2:1=0.97 bprev3:1=-0.72 bprev3:2=-0.64 bprev:1:n=0.96 bprev:1:y=-0.96
bprev:2:n=0.51 bprev:2:y=-0.51 bprevsex:1=-0.32 bprevsex:2=-0.23 bpsteady=0.27 bptally:0=-0.34 bptally:1=0.09
bptally:2=0.25 bseen:0=0.39 bseen:1=-0.27 bseen:3=0.38 bsteady=0.31 btally:0=-0.18 btally:2=0.15
btold:1:False=-0.46 btold:1:True=-0.64 btold:2:False=0.20 btold:2:True=-0.12 btold:3:False=0.28 btold:3:True=0.08
btold:4:False=-0.12 btold:4:True=0.19 buntold=0.59 bx:I=-0.23 called=-1.59 goeson:n=-0.95 goeson:y=0.95
ianswers:1=0.88 ianswers:2=1.27 ianswersnot:1=-0.88 ianswersnot:2=-1.27 icalledback:1=2.08 icalledback:2=-0.29
ikind:group=-0.35 ikind:name=-0.06 ikind:narrator=0.40 ilatest=0.41 im:I=0.10 imfresh:n=0.27 imfresh:y=-0.27
imprev2:1:0=-0.69 imprev2:1:1=1.66 imprev2:1:2=0.60 imprev2:1:3=-0.86 imprev2:2:1=-0.07 imprev2:2:2=0.19
imprev3:1=0.18 imprev3:2=0.17 imprev:1:n=0.67 imprev:1:y=-0.67 imprev:2:n=-0.33 imprev:2:y=0.33 imprev:3:n=-0.81
imsteady=-0.09 imtally:0=-0.31 imtally:1=0.19 imtally:2=0.12 inextbi:1=-0.57 inextbn:1=-1.56 inextti:1=-0.36
inexttn:1=-1.69 inexttn:2=-0.91 iseen:0=0.62 iseen:1=-1.35 iseen:3=0.27 iseen:8=0.40 itold:1:False=0.57
itold:1:True=-0.42 itold:2:False=0.12 itold:2:True=-0.17 itold:3:False=-0.12 itold:3:True=0.16 itold:4:False=0.12
itold:4:True=-0.04 iuntold=-0.20 label:n=-0.56 label:y=0.56 letter:b:no=-0.37 letter:b:told=0.37 letter:i:no=0.17
letter:i:told=-0.17 message:b:no=-0.35 message:b:told=0.35 message:t:no=-0.32 message:t:told=0.32 nsamepar:n=-1.51
nsamepar:y=1.51 sametag=-0.38 t:absent=-0.22 t:sole=1.03 tK:n=-0.15 tK:pa=0.15 tK:pd=-0.29 tK:pu=0.14 tK:xa=0.37
tK:xd=-0.20 tK:xu=-0.15 tK:y=0.13 tL0:n=-0.29 tL0:pd=0.30 tL0:pu=-0.32 tL0:xa=0.54 tL0:y=-0.22 tL1:an-=-0.04
tL1:an0=0.49 tL1:an1=-0.43 tL1L:n=0.04 tL1L:pa=-0.47 tL1L:pd=0.32 tL1L:pu=0.15 tL1L:y=-0.04 tL1RL:n=-0.07
tL1RL:pa=0.45 tL1RL:pd=-0.42 tL1RL:y=0.07 tL:object=-0.45 tL:subject=-0.12 tR0:an0=0.92 tR0:an1=0.08 tR0:an2=-0.60
tR0:an3=-0.43 tR0R:n=-0.04 tR0R:pa=0.18 tR0R:pd=-0.19 tR0R:xa=-0.17 tR0R:xd=-0.20 tR0R:xu=-0.14 tR0R:y=0.55
tR0RL:pa=0.81 tR0RL:pd=-0.47 tR0RL:pu=-0.34 tR1:pa=-0.09 tR1:pd=-0.71 tR1:pu=0.80 tR1:xa=-0.08 tR1:xd=0.12
tR1:y=-0.04 tR:object=1.03 tR:subject=-0.16 tag:an-=-0.59 tag:an0=0.94 tag:an1=0.77 tag:an2=-0.70 tag:an3=-0.42
tag:to=-1.81 tagA:n:group=-0.84 tagA:n:name=-2.20 tagA:pa:=1.00 tagA:pd:=-1.10 tagA:pu:=0.10 tagA:xa:noun=-0.49
tagA:xd:noun=-0.43 tagA:xu:noun=-0.06 tagA:y:group=0.84 tagA:y:name=2.20 tagA:y:noun=0.98 tagB:pa:=-0.08
tagB:pd:=-0.08 tagB:pu:=0.15 tagx:an-=-0.63 tagx:an0=-0.19 tagx:an1=-0.09 tagx:an2=-0.06 tanswers:0=-0.32
tanswers:1=1.15 tanswers:2=0.21 tanswersnot:1=-1.15 tanswersnot:2=-0.21 tcalledback:0=-1.34 tcalledback:1=0.53
tcalledback:2=1.35 tfresh:n=0.08 tfresh:y=-0.08 thought:b:no=-0.35 thought:b:told=0.35 thought:i:no=-0.25
thought:i:told=0.25 thought:t:narrator=0.68 thought:t:no=-0.98 thought:t:told=0.30 ti:I=0.58 tkind:group=0.75
tkind:name=-0.55 tkind:narrator=-0.49 tkind:noun=0.29 tlatest=0.81 tlatestsex:n=-0.16 tlatestsex:y=0.16 tn:I=-0.06
tnextbi:1=-0.05 tnextbn:1=-1.10 tnexttn:1=-0.39 tnexttn:2=-0.11 tonlysex=-0.10 tp:I=-0.32 tpfresh:n=0.57
tpfresh:y=-0.57 tpprev2:1:1=0.97 tpprev2:1:2=0.61 tpprev2:1:3=-0.31 tpprev2:2:1=0.16 tpprev3:1=0.95 tpprev3:2=-0.08
tpprev:1:n=1.12 tpprev:1:y=-1.12 tpprev:2:n=0.83 tpprev:2:y=-0.83 tprev2:1:0=0.09 tprev2:1:1=0.66 tprev2:2:0=-0.09
tprev2:2:1=-0.05 tprev3:1=0.40 tprev3:2=-0.04 tprev3:3=-0.04 tprev:1:n=0.27 tprev:1:y=-0.27 tprev:2:n=0.32
tprev:2:y=-0.32 tprevsex:1=-0.34 tprevsex:2=-0.66 tpsteady=0.42 tptally:0=-0.32 tptally:1=-0.07 tptally:2=0.39
tsamepar:n=-0.54 tsamepar:y=0.54 tseen:0=0.54 tseen:1=-0.97 tseen:3=-0.43 tseen:8=0.31 tsteady=0.56 ttally:0=0.52
ttally:1=-0.21 ttally:2=-0.31 ttold:1:False=-0.12 ttold:1:True=-0.14 ttold:2:False=0.59 ttold:2:True=-0.69
ttold:3:False=-0.07 ttold:3:True=0.08 ttold:4:False=-0.76 ttold:4:True=0.22 tuntold=0.89 tx:I=-0.11
"""

WEIGHTS: dict[str, float] = {name: float(worth) for name, worth in (entry.rsplit("=", 1) for entry in _TABLE.split())}
