"""What each feature of features.py is worth: a log-linear table fitted by bench/weights.py, the seam for a better ranker."""

from __future__ import annotations

_TABLE = """
about=-0.12 b0:I=-0.08 b0fresh:n=-1.83 b0prev2:1:1=0.91 b0prev2:1:2=0.72 b0prev2:2:1=0.18 b0prev3:1=-0.35
b0prev:1:n=0.57 b0prev:1:y=-0.57 b0prev:2:n=0.59 b0prev:2:y=-0.59 b0steady=0.16 b0tally:0=0.36 b0tally:1=-0.17
b0tally:2=-0.20 b:absent=-2.12 b:sole=-0.77 bK:n=0.24 bK:pa=1.60 bK:pd=-0.49 bK:pu=-1.11 bK:xea=-0.64 bK:xed=-0.53
bK:xkd=-0.32 bK:xku=-0.05 bK:xna=-0.46 bK:xnd=-0.48 bK:xnu=-0.16 bK:xoa=0.27 bK:xod=-0.74 bK:xou=0.68 bK:y=0.74
bK:ye=0.16 bK:yk=0.35 bK:yn=1.09 bK:yo=-0.19 bL0:n=1.06 bL0:pa=0.54 bL0:pd=-0.38 bL0:pu=-0.16 bL0:xea=-0.12
bL0:xed=0.13 bL0:xka=-0.09 bL0:xna=-0.09 bL0:xoa=-0.04 bL0:y=-0.96 bL0:ye=-0.12 bL0:yk=0.10 bL0:yn=0.11 bL0:yo=0.05
bL1:an-=-0.22 bL1:an0=1.16 bL1:an1=0.43 bL1:an2=-0.83 bL1:an3=-0.55 bL1L:n=0.25 bL1L:pa=-0.18 bL1L:pd=0.44
bL1L:pu=-0.25 bL1L:xea=0.10 bL1L:xed=-0.34 bL1L:xka=-0.05 bL1L:xkd=-0.70 bL1L:xna=0.87 bL1L:xnd=-0.23
bL1L:xoa=-0.61 bL1L:xod=-0.44 bL1L:xou=0.68 bL1L:y=0.37 bL1L:ye=-0.40 bL1L:yk=0.75 bL1L:yn=-0.62 bL1L:yo=0.39
bL1RL:n=-0.35 bL1RL:pa=1.29 bL1RL:pd=-1.30 bL1RL:y=0.35 bL:object=-0.45 bL:owner=1.44 bL:subject=2.11 bR0:an-=-1.41
bR0:an0=0.81 bR0:an1=1.12 bR0:an2=-0.04 bR0:an3=-0.47 bR0R:n=-0.55 bR0R:pa=0.35 bR0R:pd=0.13 bR0R:pu=-0.48
bR0R:xea=-0.45 bR0R:xed=-0.19 bR0R:xka=-0.47 bR0R:xkd=-0.26 bR0R:xku=-0.05 bR0R:xnu=-0.14 bR0R:xoa=0.48
bR0R:xod=-0.35 bR0R:y=0.81 bR0R:ye=0.39 bR0R:yk=0.78 bR0R:yo=-0.13 bR0RL:n=0.05 bR0RL:pa=1.36 bR0RL:pd=-1.30
bR0RL:pu=-0.07 bR0RL:xea=0.03 bR0RL:xod=0.15 bR1:n=0.51 bR1:pa=0.54 bR1:pd=-0.08 bR1:pu=-0.45 bR1:y=-0.51
bR:object=-0.40 bR:owner=-0.75 bR:subject=0.11 banswers:0=-0.38 banswers:1=0.57 banswersnot:1=-0.57
bcalledback:0=-1.10 bcalledback:1=2.03 bcalledback:2=0.55 bfresh:n=0.05 bfresh:y=-0.05 bi:I=0.70 bkind:group=-0.13
bkind:name=0.27 bkind:nameepithet=-1.13 bkind:namenew=-0.81 bkind:nameoffice=0.86 bkind:narrator=-0.24
bkind:nounepithet=-0.76 bkind:nounkin=0.14 bkind:nounnew=0.35 bkind:nounoffice=0.72 bkind:nounvoice=0.74
blatest=-0.24 blatestsex:n=-0.28 blatestsex:y=0.28 bn:I=-0.59 bnextbi:1=-0.04 bnextbn:1=-0.75 bnextbn:2=-0.04
bnextti:1=-1.19 bnexttn:1=-1.33 bnexttn:2=-0.20 bonlysex=-0.22 bp:I=-0.44 bpfresh:n=0.42 bpfresh:y=-0.42
bpprev2:1:0=0.04 bpprev2:1:1=1.17 bpprev2:1:2=-0.10 bpprev2:2:1=-0.32 bpprev3:1=-0.35 bpprev3:2=0.61
bpprev:1:n=0.05 bpprev:1:y=-0.05 bprev2:1:0=-0.62 bprev2:1:1=0.68 bprev2:1:2=-0.05 bprev2:1:3=-0.24 bprev2:2:1=0.23
bprev3:1=-0.73 bprev3:2=-0.13 bprev:1:n=0.74 bprev:1:y=-0.74 bprev:2:n=0.10 bprev:2:y=-0.10 bprevsex:1=-0.57
bprevsex:2=-0.20 bpsteady=0.07 bptally:0=-0.36 bptally:1=0.19 bptally:2=0.17 bseen:0=-0.59 bseen:1=-0.46
bseen:3=0.20 bseen:8=0.04 bsteady=0.59 btally:0=-0.16 btally:1=0.18 btold:1:False=-0.60 btold:1:True=-0.39
btold:2:False=0.13 btold:3:False=0.40 btold:3:True=0.21 btold:4:False=-0.10 btold:4:True=0.05 buntold=0.30
bx:I=0.45 called=-1.41 goeson:n=-0.79 goeson:y=0.79 ianswers:1=0.83 ianswers:2=1.16 ianswersnot:1=-0.83
ianswersnot:2=-1.16 icalledback:1=2.05 icalledback:2=-0.36 ikind:group=-0.35 ikind:name=0.26
ikind:nameepithet=-0.22 ikind:namenew=-0.63 ikind:nameoffice=-0.35 ikind:narrator=0.66 ikind:nounepithet=1.04
ikind:nounkin=-0.68 ikind:nounnew=-0.31 ikind:nounoffice=0.39 ikind:nounvoice=0.17 ilatest=0.36 im:I=0.32
imfresh:n=0.30 imfresh:y=-0.30 imprev2:1:1=1.82 imprev2:1:2=0.51 imprev2:1:3=-0.81 imprev2:2:1=-0.19
imprev2:2:2=0.17 imprev3:1=0.22 imprev3:2=-0.13 imprev:1:n=0.62 imprev:1:y=-0.62 imprev:2:n=-0.11 imprev:2:y=0.11
imprev:3:n=-0.80 imtally:0=-0.33 imtally:1=0.22 imtally:2=0.12 inextbi:1=-1.06 inextbn:1=-1.68 inextti:1=-0.36
inexttn:1=-1.67 inexttn:2=-0.70 iseen:0=0.25 iseen:1=-1.33 iseen:8=0.16 itold:1:False=0.67 itold:1:True=-0.70
itold:2:False=0.10 itold:2:True=-0.29 itold:3:False=-0.32 itold:3:True=0.35 itold:4:False=0.20 itold:4:True=0.04
iuntold=-0.05 label:n=-0.45 label:y=0.45 letter:i:no=0.24 letter:i:told=-0.24 message:b:no=-0.05
message:b:told=0.05 message:t:no=-0.17 message:t:told=0.17 nsamepar:n=-1.56 nsamepar:y=1.56 sametag=-0.21
t:absent=-0.32 t:sole=1.17 tK:n=0.07 tK:pa=0.52 tK:pd=-0.16 tK:pu=-0.37 tK:xea=0.45 tK:xed=-0.24 tK:xeu=0.07
tK:xku=-0.14 tK:xoa=-0.10 tK:xod=-0.17 tK:y=0.31 tK:ye=-0.28 tK:yk=0.17 tK:yo=0.31 tL0:n=-0.07 tL0:pa=-0.04
tL0:pd=0.21 tL0:pu=-0.17 tL0:xea=0.52 tL0:xna=-0.06 tL0:y=0.45 tL0:yn=-0.32 tL1:an-=0.46 tL1:an0=0.10 tL1:an1=-0.55
tL1L:n=0.08 tL1L:pa=-0.31 tL1L:pd=0.31 tL1L:y=-0.08 tL1RL:n=-0.13 tL1RL:pa=0.47 tL1RL:pd=-0.43 tL1RL:pu=-0.03
tL1RL:y=0.13 tL:object=-0.55 tL:subject=-0.18 tR0:an-=-0.04 tR0:an0=0.69 tR0:an1=0.08 tR0:an2=-0.26 tR0:an3=-0.47
tR0R:n=-0.10 tR0R:pa=0.42 tR0R:pd=-0.05 tR0R:pu=-0.36 tR0R:xea=-0.07 tR0R:xed=-0.24 tR0R:xeu=0.07 tR0R:xku=-0.14
tR0R:xoa=-0.10 tR0R:xod=-0.17 tR0R:y=0.09 tR0R:ye=0.24 tR0R:yk=0.17 tR0R:yo=0.31 tR0RL:pa=0.69 tR0RL:pd=-0.49
tR0RL:pu=-0.20 tR1:pa=0.47 tR1:pd=-0.48 tR1:xka=-0.18 tR1:xkd=0.20 tR:object=1.16 tR:owner=0.06 tag:an-=-0.60
tag:an0=0.81 tag:an1=0.55 tag:an2=-0.30 tag:an3=-0.46 tag:to=-1.58 tagA:n:group=-0.90 tagA:n:name=-2.17
tagA:pa:=1.52 tagA:pd:=-0.85 tagA:pu:=-0.67 tagA:xea:noun=-0.42 tagA:xed:noun=-0.35 tagA:xka:noun=-0.29
tagA:xkd:noun=-0.07 tagA:xku:noun=-0.13 tagA:xoa:noun=-0.17 tagA:xod:noun=-0.28 tagA:xou:noun=0.48
tagA:xvd:noun=-0.29 tagA:xvu:noun=-0.11 tagA:y:group=0.90 tagA:y:name=2.13 tagA:ye:noun=0.79 tagA:yk:noun=0.49
tagA:yo:name=0.04 tagA:yv:noun=0.40 tagB:pa:=0.08 tagB:pd:=-0.08 tagx:an-=-1.12 tagx:an0=-0.30 tagx:an1=-0.18
tagx:an2=-0.04 tanswers:0=-0.38 tanswers:1=1.34 tanswers:2=0.13 tanswersnot:1=-1.34 tanswersnot:2=-0.13
tcalledback:0=-1.01 tcalledback:1=0.82 tcalledback:2=1.48 tfresh:n=0.09 tfresh:y=-0.09 thought:b:narrator=1.24
thought:b:no=-0.79 thought:b:told=-0.44 thought:i:no=-0.28 thought:i:told=0.28 thought:t:narrator=0.12
thought:t:no=-0.53 thought:t:told=0.42 ti:I=1.15 tkind:group=0.83 tkind:name=-0.42 tkind:nameepithet=-0.48
tkind:namenew=-0.40 tkind:nameoffice=-0.41 tkind:nounepithet=-0.49 tkind:nounkin=0.06 tkind:nounnew=-0.36
tkind:nounoffice=0.98 tkind:nounvoice=0.72 tlatest=0.69 tlatestsex:n=0.17 tlatestsex:y=-0.17 tn:I=-0.09
tnextbi:1=-0.07 tnextbn:1=-1.10 tnexttn:1=-0.28 tnexttn:2=-0.06 tonlysex=-0.21 tp:I=-0.32 tpfresh:n=0.20
tpfresh:y=-0.20 tpprev2:1:1=1.41 tpprev2:1:2=1.06 tpprev2:1:3=-0.10 tpprev2:2:1=0.34 tpprev3:1=0.71 tpprev3:2=-0.30
tpprev:1:n=0.64 tpprev:1:y=-0.64 tpprev:2:n=0.42 tpprev:2:y=-0.42 tprev2:1:1=0.63 tprev2:2:0=-0.08 tprev2:2:1=-0.16
tprev3:1=0.40 tprev3:2=-0.06 tprev:1:n=0.69 tprev:1:y=-0.69 tprev:2:n=0.33 tprev:2:y=-0.33 tprevsex:1=-0.23
tprevsex:2=-0.17 tpsteady=0.43 tptally:0=-0.54 tptally:1=0.36 tptally:2=0.18 tsamepar:n=-0.75 tsamepar:y=0.75
tseen:0=-0.41 tseen:1=-0.71 tseen:3=-0.81 tseen:8=0.22 tsteady=0.70 ttally:0=0.29 ttally:1=-0.07 ttally:2=-0.23
ttold:1:False=0.18 ttold:2:False=0.25 ttold:2:True=-0.51 ttold:3:False=0.52 ttold:3:True=0.11 ttold:4:False=-0.92
ttold:4:True=-0.36 tuntold=0.71 tx:I=-0.10
"""

WEIGHTS: dict[str, float] = {name: float(worth) for name, worth in (entry.rsplit("=", 1) for entry in _TABLE.split())}
