"""What each feature of features.py is worth: a log-linear table fitted by bench/weights.py, the seam for a better ranker."""

from __future__ import annotations

_TABLE = """
about=-0.33 b0:I=-0.29 b0fresh:n=-0.30 b0ownquestion=-0.07 b0prev2:1:1=0.76 b0prev2:2:1=0.04 b0prev3:1=-0.38
b0prev3:2=-0.15 b0prev:1:n=0.59 b0prev:1:y=-0.59 b0prev:2:n=0.23 b0prev:2:y=-0.23 b0steady=0.50 b0tally:2=-0.05
b:absent=-1.30 b:sole=-0.43 bK:n=-0.44 bK:pa=0.88 bK:pd=-0.62 bK:pu=-0.26 bK:xea=-0.18 bK:xed=0.04 bK:xka=0.05
bK:xkd=-0.16 bK:xku=-0.10 bK:xna=-0.08 bK:xnd=-0.19 bK:xnu=-0.06 bK:xoa=0.18 bK:xod=-0.22 bK:xou=-0.04 bK:y=0.44
bK:ye=0.14 bK:yk=0.21 bK:yo=0.09 bL0:n=0.34 bL0:pa=0.29 bL0:pd=-0.38 bL0:pu=0.09 bL0:xea=-0.09 bL0:xed=0.14
bL0:xna=-0.04 bL0:y=-0.23 bL0:ye=-0.05 bL0:yn=-0.06 bL1:an-=-0.12 bL1:an0=0.64 bL1:an1=-0.13 bL1:an2=-0.27
bL1:an3=-0.11 bL1L:n=-0.41 bL1L:pa=0.35 bL1L:pd=-0.20 bL1L:pu=-0.15 bL1L:xed=-0.15 bL1L:xna=0.08 bL1L:xnd=-0.13
bL1L:xoa=-0.10 bL1L:xod=-0.18 bL1L:y=0.41 bL1L:ye=0.13 bL1L:yn=0.04 bL1L:yo=0.28 bL1RL:pa=0.05 bL1RL:pd=-0.05
bL:object=-0.19 bL:owner=0.48 bL:subject=1.19 bR0:an-=-0.71 bR0:an0=0.34 bR0:an1=0.41 bR0:an2=0.05 bR0:an3=-0.08
bR0R:n=-0.50 bR0R:pa=0.52 bR0R:pd=-0.42 bR0R:pu=-0.10 bR0R:xea=-0.06 bR0R:xed=0.07 bR0R:xka=-0.08 bR0R:xkd=-0.09
bR0R:xku=-0.11 bR0R:xnu=-0.06 bR0R:xoa=0.19 bR0R:xod=-0.09 bR0R:y=0.50 bR0R:yk=0.28 bR0RL:n=0.06 bR0RL:pd=-0.16
bR0RL:pu=0.17 bR0RL:xod=0.04 bR1:n=0.21 bR1:pa=0.30 bR1:pd=-0.17 bR1:pu=-0.13 bR1:y=-0.21 bR:object=-0.37
bR:owner=-0.32 bR:subject=0.48 banswers:1=0.71 banswersnot:1=-0.71 banswerssex:a=-0.13 banswerssex:d=0.31
banswerssex:u=-0.19 bbacksex:a=0.27 bbacksex:d=-0.30 bcalledback:1=1.21 bcalledback:2=-0.03 bi:I=0.52
bkind:group=-0.04 bkind:name=0.13 bkind:namekin=0.15 bkind:namenew=-0.22 bkind:nameoffice=0.11 bkind:narrator=0.05
bkind:nounepithet=-0.29 bkind:nounkin=0.20 bkind:nounnew=-0.18 bkind:nounoffice=0.44 bkind:nounvoice=-0.33
blatest=0.17 blatestsex:n=-0.16 blatestsex:y=0.16 bn:I=-0.10 bnextbi:1=-0.04 bnextbn:1=-0.48 bnextti:1=-0.21
bnexttn:1=-0.63 bnexttn:2=-0.14 bonlysex=-0.05 bownquestion=-0.20 bp:I=-0.10 bpfresh:n=0.13 bpfresh:y=-0.13
bpownquestion=-0.17 bpprev2:1:1=0.74 bpprev2:1:2=-0.04 bpprev2:1:3=-0.04 bpprev2:2:1=-0.03 bpprev3:1=-0.06
bpprev3:2=0.15 bpprev:1:n=0.29 bpprev:1:y=-0.29 bpprev:2:n=0.08 bpprev:2:y=-0.08 bprev2:1:0=-0.13 bprev2:1:1=0.18
bprev2:1:2=0.04 bprev2:1:3=-0.05 bprev2:2:1=0.07 bprev2:3:1=-0.07 bprev3:1=-0.17 bprev3:2=-0.06 bprev3:3=0.03
bprev:1:n=0.77 bprev:1:y=-0.78 bprev:2:n=0.05 bprev:2:y=-0.05 bprevsex:1=-0.12 bprevsex:2=-0.06 bpsteady=0.14
bptally:0=0.07 bptally:2=-0.07 bseen:0=-0.48 bseen:3=0.35 bseen:8=0.29 bsteady=0.46 btally:0=0.18 btally:1=0.05
btally:2=-0.23 btold:1:False=-0.25 btold:1:True=-0.30 btold:2:False=0.03 btold:2:True=0.19 btold:3:False=0.12
btold:3:True=-0.04 btold:4:False=-0.10 btold:4:True=0.10 buntold=0.24 bx:I=0.11 called=-0.98 goeson:n=-0.58
goeson:y=0.58 ianswers:1=0.62 ianswers:2=0.41 ianswersnot:1=-0.62 ianswersnot:2=-0.41 ianswerssex:a=0.21
ianswerssex:d=-0.22 ibacksex:a=0.23 ibacksex:d=-0.39 ibacksex:u=0.16 icalledback:1=1.25 ikind:name=0.15
ikind:namekin=-0.07 ikind:namenew=-0.23 ikind:nameoffice=-0.14 ikind:narrator=0.37 ikind:nounepithet=0.29
ikind:nounkin=-0.15 ikind:nounoffice=-0.29 ikind:nounvoice=0.26 ilatest=0.33 im:I=0.13 imfresh:n=0.16
imfresh:y=-0.16 imownquestion=-0.37 imprev2:1:1=2.12 imprev2:1:2=0.34 imprev2:1:3=-0.37 imprev2:2:1=-0.11
imprev2:2:2=0.04 imprev3:1=0.19 imprev3:2=-0.23 imprev:1:n=0.38 imprev:1:y=-0.38 imprev:2:n=0.09 imprev:2:y=-0.09
imprev:3:n=-0.30 imsteady=0.80 imtally:0=-0.11 imtally:2=0.12 inextbi:1=-0.26 inextbn:1=-0.43 inextti:1=-0.05
inexttn:1=-0.59 inexttn:2=-0.17 iseen:0=-0.05 iseen:1=-0.45 iseen:3=-0.10 iseen:8=0.16 itold:1:False=0.20
itold:1:True=-0.44 itold:2:False=0.15 itold:2:True=-0.16 itold:3:False=-0.26 itold:3:True=0.24 itold:4:False=0.17
itold:4:True=-0.05 iuntold=0.15 label:n=-1.48 label:y=1.48 letter:i:no=-0.06 letter:i:told=0.09
loud:False:True=-0.85 loud:True:False=-1.14 loud:True:True=1.09 loud:new=0.06 message:i:no=0.38
message:i:told=-0.38 message:t:no=0.06 message:t:told=-0.06 nsamepar:n=-0.89 nsamepar:y=0.89 sametag=-0.03
t:absent=-0.75 t:sole=0.75 tK:n=-0.15 tK:pa=0.48 tK:pd=-0.59 tK:pu=0.11 tK:xea=0.08 tK:xed=-0.06 tK:xoa=-0.05
tK:xod=-0.04 tK:y=0.11 tK:ye=-0.04 tK:yo=0.12 tL0:n=-0.08 tL0:pa=-0.14 tL1:an-=0.09 tL1:an0=0.10 tL1:an1=-0.19
tL1RL:n=-0.05 tL1RL:pa=0.09 tL1RL:pd=-0.07 tL:object=-0.06 tL:subject=0.05 tR0:an-=-0.18 tR0:an0=0.41 tR0:an1=0.24
tR0:an2=-0.31 tR0:an3=-0.17 tR0R:n=-0.06 tR0R:pa=0.23 tR0R:pd=-0.36 tR0R:pu=0.12 tR0R:xea=-0.03 tR0R:xed=-0.06
tR0R:xoa=-0.05 tR0R:xod=-0.04 tR0R:y=0.05 tR0R:ye=0.07 tR0R:yo=0.12 tR0RL:pa=0.10 tR0RL:pd=-0.08 tR1:pd=-0.06
tR1:pu=0.03 tR1:xkd=0.07 tR:object=0.69 tR:owner=0.04 tR:subject=0.07 tag:an-=-0.37 tag:an0=0.58 tag:an1=0.23
tag:an2=-0.30 tag:an3=-0.15 tag:n=-0.83 tag:pa=0.56 tag:pd=-0.67 tag:pu=0.11 tag:to=-0.52 tag:xea=-0.15
tag:xed=-0.12 tag:xka=-0.10 tag:xku=-0.06 tag:xoa=-0.08 tag:xod=-0.09 tag:xou=-0.04 tag:xvd=-0.18 tag:xvu=-0.12
tag:y=1.03 tag:ye=0.28 tag:yk=0.19 tag:yo=0.23 tag:yv=0.07 tagA:n:group=-0.19 tagA:n:name=-0.63 tagA:pa:=0.40
tagA:pd:=-0.51 tagA:pu:=0.11 tagA:xea:noun=-0.15 tagA:xed:noun=-0.12 tagA:xka:noun=-0.10 tagA:xku:noun=-0.06
tagA:xoa:noun=-0.08 tagA:xod:noun=-0.09 tagA:xou:noun=-0.04 tagA:xvd:noun=-0.18 tagA:xvu:noun=-0.12
tagA:y:group=0.19 tagA:y:name=0.84 tagA:ye:noun=0.28 tagA:yk:noun=0.19 tagA:yo:noun=0.21 tagA:yv:noun=0.29
tagx:an-=-0.79 tagx:an0=-0.10 tagx:an1=-0.04 tanswers:1=0.89 tanswers:2=0.09 tanswersnot:1=-0.88
tanswersnot:2=-0.09 tanswerssex:a=0.07 tanswerssex:u=-0.06 tbacksex:a=-0.06 tbacksex:d=-0.03 tbacksex:u=0.09
tcalledback:1=0.07 tcalledback:2=0.11 thought:b:no=-0.03 thought:b:told=0.03 thought:i:told=0.04
thought:t:narrator=0.10 thought:t:no=-0.18 thought:t:told=0.08 ti:I=0.36 tkind:group=0.18 tkind:name=-0.23
tkind:namekin=0.51 tkind:namenew=0.06 tkind:nameoffice=-0.17 tkind:narrator=0.19 tkind:nounepithet=-0.51
tkind:nounkin=-0.04 tkind:nounnew=-0.07 tkind:nounoffice=-0.08 tkind:nounvoice=0.39 tlatest=0.34 tlatestsex:n=-0.04
tlatestsex:y=0.04 tn:I=-0.03 tnextbn:1=-0.38 tonlysex=-0.23 townquestion=-0.05 tp:I=-0.06 tpfresh:n=0.10
tpfresh:y=-0.10 tpownquestion=-0.25 tpprev2:1:1=1.04 tpprev2:1:2=0.16 tpprev2:2:1=0.13 tpprev3:1=0.32
tpprev3:2=-0.05 tpprev:1:n=0.46 tpprev:1:y=-0.46 tpprev:2:n=0.28 tpprev:2:y=-0.28 tprev2:1:1=0.29 tprev2:2:1=-0.06
tprev3:1=0.18 tprev3:2=-0.06 tprev:1:n=0.37 tprev:1:y=-0.37 tprev:2:n=0.09 tprev:2:y=-0.09 tprevsex:1=-0.28
tprevsex:2=-0.27 tpsteady=0.44 tptally:0=-0.15 tptally:1=-0.17 tptally:2=0.32 tsamepar:n=-0.04 tsamepar:y=0.04
tseen:0=0.29 tseen:1=-0.33 tseen:3=-0.14 tseen:8=0.11 ttally:0=0.36 ttally:1=-0.10 ttally:2=-0.27
ttold:1:False=0.28 ttold:2:False=0.08 ttold:2:True=-0.38 ttold:3:True=-0.07 ttold:4:False=-0.39 ttold:4:True=-0.17
tuntold=0.65 tx:I=-0.06
"""

WEIGHTS: dict[str, float] = {
    name: float(worth) for name, worth in (entry.rsplit("=", 1) for entry in _TABLE.split())
}
