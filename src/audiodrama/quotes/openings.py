"""What the first sentence of a scene tends to say, and the last one before it: words of time, place, weather, waking, leaving."""

from __future__ import annotations

import re

A = "['’]"
UNIT = r"(?:second|minute|hour|day|night|evening|morning|afternoon|week|weekend|month|year|spring|summer|autumn|fall|winter)s?"
NUMBER = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|several|some|few|a few|many|"
    r"a couple of|half an|a quarter of an|another)"
)
MOMENT = r"(?:dawn|noon|midnight|midday|dusk|sunrise|sunset|sundown|daybreak|daylight|nightfall|twilight|first light|lunch|lunchtime|teatime|suppertime|supper|dinner|breakfast|bedtime|dark)"
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|New Year|Easter|Halloween)"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
CLOCK = (
    rf"(?:(?:half|quarter|five|ten|twenty|a quarter)\s(?:past|to|of)\s\w+|\w+(?:[- ]\w+)?\so{A}clock|\d{{1,2}}[:.]\d\d|\d{{4}}\b|\d{{1,2}}\s?[ap]\.?m\b|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?=[\s,.]))"
)
NAME = r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Miss|Lady|Lord|Captain|Colonel|Major|Professor|Father|Sister|Aunt|Uncle|King|Queen|Prince|Princess)\.?\s)?[A-Z][\w'’-]+"
WHERE = r"(?:Behind|Under|Underneath|Beneath|Above|Inside|Outside|Across|Along|Down|Up|Upstairs|Downstairs|In|On|At|From|Beyond|Over|Through|Near|Beside|Around|Past|Halfway|Out|Somewhere|Elsewhere|Below|Deep|Far|High)"
BE = rf"(?:was|were|is|are|had|has|{A}s|{A}d)"

PLACES = (
    "room|bedroom|bathroom|house|home|kitchen|street|road|yard|courtyard|garden|hall|hallway|corridor|passage|office|shop|store|bar|tavern|inn|church|chapel|temple|school|"
    "classroom|station|bridge|ship|boat|deck|cabin|forest|woods|wood|hill|mountain|valley|desert|beach|shore|coast|island|river|lake|city|town|village|castle|palace|"
    "tower|cell|dungeon|prison|jail|hospital|ward|clinic|attic|basement|cellar|roof|rooftop|lift|elevator|stairs|staircase|steps|gallery|library|laundromat|drugstore|"
    "market|square|plaza|gate|gates|tent|camp|cave|tunnel|conservatory|restaurant|cafe|café|canteen|cafeteria|hotel|motel|apartment|flat|lab|laboratory|hangar|barn|stable|"
    "stables|field|meadow|lane|platform|airport|car|van|truck|taxi|cab|bus|train|plane|carriage|pub|diner|gym|pool|park|alley|warehouse|harbour|harbor|dock|docks|pier|"
    "lobby|lounge|booth|theatre|theater|stage|court|courtroom|farm|farmhouse|cottage|porch|balcony|terrace|lawn|cemetery|graveyard|headquarters|base|barracks|"
    "throne|ballroom|parlour|parlor|drawing-room|dining|infirmary|studio|garage|parking|cockpit|airlock|planet|moon|clearing|path|trail|cliff|dormitory|canyon|ranch|saloon"
)

OPENING: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "next day": rf"(?i:(?:on\s)?(?:the|that|this|one)\s(?:very\s)?(?:next|following|same|first|last|second|third|fourth|final|other)\s(?:{UNIT}|{WEEKDAY}|time)\b)",
        "that night": rf"(?i:(?:late\s|early\s)?(?:that|this|one|all)\s(?:{UNIT}|{WEEKDAY})\b)",
        "by then": rf"By\s(?:the\stime|{MOMENT}|{NUMBER}\b|then|now|{WEEKDAY}|{CLOCK}|(?:early|late|mid)|the\s(?:end|{UNIT}|next))",
        "at the hour": rf"(?i:(?:at|around|about|towards?|just\s(?:before|after)|before|after|shortly\s(?:before|after)|until|since|not\suntil)\s(?:about\s|nearly\s|almost\s|exactly\s)?(?:last\b|{MOMENT}\b|{CLOCK}|{WEEKDAY}))",
        "later": rf"(?i:(?:(?:it\swas\s)?(?:about\s|almost\s|nearly\s|only\s|just\s|not\s|exactly\s|some\s)?(?:{NUMBER}\s)+(?:\w+\s)?{UNIT}\s(?:later|after|afterwards?|before|earlier|ago|passed|went|had|turned|of)\b))",
        "later alone": r"(?i:(?:much\s|some\stime\s|a\slittle\s(?:while\s)?|a\swhile\s|not\slong\s|soon\s|shortly\s)?(?:later|afterwards?|after\sthat|meanwhile|in the meantime|presently|eventually|finally|at\slast|in\sthe\send|by\sand\sby)\b)",
        "back at": r"(?i:back\s(?:at|in|on|home|upstairs|downstairs|inside|outside|aboard)\b)",
        "part of day": rf"(?i:(?:in|during|over|through|for|late|early)\s(?:in\s)?(?:the\s)?(?:next\s|following\s|first\s|last\s|{NUMBER}\s)*{UNIT}\b)",
        "weekday": rf"(?:On\s|It\swas\s(?:a\s)?)?(?:{WEEKDAY}|{MONTH}|Morning|Evening|Night|Dawn|Midnight|Noon|Dusk|Spring|Summer|Autumn|Winter)\b",
        "it was time": rf"It\s?(?:was|is|{A}s|had\sbeen|took)\s(?:\w+\s){{0,2}}?(?:after|past|before|{MOMENT}|{CLOCK}|a\squarter|half|the\s(?:next|following|first|last|morning|middle|end|day|night)|late|early|\w+\s(?:{UNIT}))\b",
        "it took": r"It\s(?:took|had\staken|rang|smelled|smelt|smells|rained|snowed|must)\b",
        "it was": rf"It\s?(?:was|is|{A}s|had|has)\b",
        "sky": r"(?i:(?:the\s)?(?:\w+\s)?(?:sun|moon|rain|snow|wind|storm|sky|fog|mist|stars?|light|sunlight|moonlight|night|morning|day|evening|dawn|darkness|air|weather|clouds?|sea|tide)\b)",
        "woke": rf"(?:{NAME}|He|She|I|They|We|What)\s(?:had\s)?(?:woke|wakes|woken|awoke|awakened|came\sto|opened\s(?:his|her|my|their)\seyes|slept|dreamed|dreamt|couldn{A}t\ssleep|can{A}t\ssleep)",
        "arrived": r"(?:When|Once|As|After|While|Before|Since|Until|Though)\b",
        "arrived there": r"(?:When|Once|As\ssoon\sas|After)\s.{1,60}\b(?:woke|arrived|got\s(?:back|home|there|to)|reached|came|returned|finished|left|gone|entered|opened)\b",
        "where": rf"{WHERE}\s(?:\w+\s)?(?:the|a|an|his|her|their|my|our|this|that|one|[A-Z])",
        "there was": rf"There(?:\s(?:was|were|is|are|had|came|stood|sat)|{A}s|{A}d)\b",
        "nobody": r"(?:No\s?one|Nobody|Somebody|Someone|Everybody|Everyone|Something|Nothing|Everything|You\s(?:can|could))\b",
        "the thing": r"(?:The|A|An)\s[a-z]",
        "the thing was": rf"(?:The|A|An)\s(?:[a-z-]+\s){{1,4}}(?:of\s(?:\w+\s){{1,3}})?(?:{BE}|stood|lay|sat|smelled|smelt|opened|looked|came|stretched|hung|ran|began|rose|burned|turned|took)\b",
        "name": rf"{NAME}",
        "name was": rf"{NAME}(?:\s[A-Z]\w+){{0,2}}\s(?:{BE}|stood|sat|lay|waited|leaned|leant|came|walked|arrived|lived|found|spent|slept|drove|ran|hurried|woke|returned)\b",
        "full name": rf"{NAME}\s(?:[A-Z]\.\s)?[A-Z]\w+",
        "name and": rf"{NAME}(?:,|\sand\s)",
        "they": r"(?:They|We)\b",
        "he": r"(?:He|She)\b",
        "i": r"I\b",
        "his": r"(?:His|Her|Their|My|Its)\b",
        "so": r"(?:And|But|So|Then|Or|Yet|Still|Now|Again|Instead|Even|Just|Only|That|This|These|Those|Which)\b",
        "ing": r"[A-Z][a-z]+(?:ing|ed)\b",
        "door": r"(?i:(?:\w+\s){0,4}?(?:door|doors|bell|phone|telephone)\s(?:\w+\s){0,3}?(?:opened|opens|banged|bangs|flew|swung|burst|rang|rings|slammed|creaked|clicked|slid|shut|closed))",
        "moment": r"(?i:(?:and\s)?(?:at\s(?:this|that)\s(?:very\s)?(?:moment|point|instant)|(?:that|this|it)\s(?:was|is)\s(?:when|while|then|the\smoment|just)|just\sthen|then\b|suddenly|there\swas\sa\s(?:silence|pause|knock|long|short|sound|noise|crash|moment|bang)|for\sa\s(?:\w+\s)?(?:moment|second|minute|while|time)|a\s(?:moment|second|minute|beat)\b|with\sthat))",
        "near": r"(?:Behind|Beside|Next\sto|Opposite|Across\sfrom|Around|Above|Below|Between|In\sfront\sof|Over|Past|At\s(?:his|her|my|their)|On\s(?:his|her|my|their))\s(?:him|her|me|them|us|the\spair|his|their|my)?\b",
        "looked": rf"(?:{NAME}|He|She|I|They|We|The\s\w+)\s(?:\w+ly\s)?(?:looked|looks|nodded|nods|shook|smiled|grinned|shrugged|sighed|laughed|turned|glanced|stared|stopped|raised|took\s(?:his|her|a)|put|reached|leaned|frowned|blinked|swallowed|paused|hesitated|opened|closed|wiped|rolled|bit|pointed)\b",
        "had": rf"(?:{NAME}|He|She|I|They|We|It)(?:\s[A-Z]\w+)?\s?(?:had|{A}d)\s(?:\w+\s)?(?:been|\w+ed|\w+en|gone|left|come|taken|made|found|got|sat|told|kept|run)\b",
    }.items()
}  # matched at the start of the first sentence told

SAYING: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "time": rf"(?i:\b(?:at|by|until|till|since|before|after|around|about|towards)\s(?:{MOMENT}|{CLOCK}|{WEEKDAY})\b|\b(?:{WEEKDAY}|{MOMENT}|tonight|night|morning|evening|afternoon|weekend)\b|o{A}clock)|\b{MONTH}\b",
        "lapse": rf"(?i:\b(?:{NUMBER}\s)+(?:\w+\s)?{UNIT}\s(?:later|after|before|earlier|ago)\b|\b(?:next|following|previous)\s{UNIT}\b|\bfor\s(?:{NUMBER}\s|the\s(?:last|past|next)\s)+(?:\w+\s)?{UNIT}\b|\bat\slast\b|\bfinally\b|\bby\s(?:then|now)\b|\balready\b|\bsince\b)",
        "place": rf"(?i:\b(?:{PLACES})s?\b)",
        "the place": rf"(?i:\b(?:in|at|on|into|to|of|from|outside|inside|behind|through|under|by|across|up|down)\s(?:the|a|an|his|her|their|my|our)\s(?:\w+\s){{0,2}}(?:{PLACES})s?\b)",
        "be": r"\b(?:was|were|is|are)\b",
        "had": rf"\b(?:had|{A}d)\s(?:\w+\s)?(?:been|\w+ed|\w+en|gone|left|come|taken|made|found|got|sat|told|kept|run|met|begun|become)\b",
        "sat": r"\b(?:sat|stood|lay|leaned|leant|waited|waiting|sitting|standing|lying|leaning|crouched|perched|parked|gathered|packed|crowded|empty|full|quiet|dark|silent|deserted)\b",
        "came": r"\b(?:arrived|came|comes|reached|entered|returned|drove|rode|sailed|landed|pulled\sup|woke|climbed|walked|crossed|stepped|followed|led|brought)\b",
        "senses": r"\b(?:smelled|smelt|smells|stank|stinks|smell|stench|cold|hot|warm|rain|snow|wind|sun|moon|stars|fog|mist|dust|frost|ice|wet)\b",
        "two were": r"\b(?:they|we|both|two of|three of|the others|the rest)\b",
    }.items()
}  # searched in the first sentence told

CLOSING: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "left": r"\b(?:left|leave|leaves|leaving|went|goes|gone|ran|runs|walked\s(?:out|away|off)|walks|turned\saway|drove|drives|rode|hurried|strode|followed|follows|headed|set\soff|started|disappeared|vanished|departed|climbed|stepped)\b",
        "door": r"\b(?:door|gate|hatch|curtain|lid|locked|shut|closed|slammed|lights?\sout|hung\sup|rang\soff)\b",
        "sleep": r"\b(?:sleep|asleep|slept|bed|dreamed|dreams?|dark|darkness|black|blackness|silence|silent|unconscious|fainted|nothing)\b",
        "bye": rf"(?i:\b(?:good\s?-?bye|goodnight|good\snight|farewell|see\syou|let{A}s\sgo|come\son|tomorrow|tonight|go(?:,\sgo)?|hurry|we{A}ll\ssee|amen)\b)",
        "end": r"\b(?:alone|away|gone|finally|at\slast|never|ever|forever|again|home|the\send|until|long\stime|enough|over|all\snight|morning|rest)\b",
        "laugh": r"\b(?:laughed|laughs|smiled|smiles|grinned|sighed|nodded|cried|wept|wondered|began|waited)\b",
        "question": r"\?[\"”’'*_]*\s*\Z",
        "cry": r"![\"”’'*_]*\s*\Z",
        "trail": r"(?:[,:—–-]|\.\.\.|…)[\"”’'*_]*\s*\Z",
        "thought": r"[*_]\s*\Z",
        "but": r"^(?:And|But|So|Then)\b",
    }.items()
}  # searched in the last sentence before
