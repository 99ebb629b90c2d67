"""The closed word lists of the trade: verbs of speaking, pronouns, honorifics, kin, persons, words that are no name."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPEECH_VERBS: frozenset[str] = _words("""
said says say saying asked asks ask asking told tells tell telling replied replies reply answered answers answer added adds add admitted admits
agreed agrees announced announces argued argues assured barked barks bawled began begged begs begins bellowed bellows bit bleated blurted boasted
boomed breathed breathes bragged broke called calls calling cackled cautioned chanted chattered chimed chirped chorused chuckled claimed coaxed
commanded commented complained conceded concluded confessed confided confirmed continued continues cooed corrected coughed countered cried cries croaked
crooned crowed cursed declared declares demanded demands drawled dictated echoed ended exclaimed exclaims exhaled explained explains explaining
exploded finished fumed gasped gasps giggled greeted groaned groans growled growls grumbled grumbles grunted grunts gulped gushed guessed hailed hinted
hissed hisses hollered hooted howled huffed hummed informed informs inquired inquires enquired enquires insisted insists instructed interjected
interrupted intoned jeered joked joined laughed laughs lamented lectured lied lisped managed manages mentioned moaned moans mocked mumbled mumbles
murmured murmurs mused muses muttered mutters nagged noted objected observed offered offers opined ordered orders panted persisted piped pleaded pleads
pointed pondered prayed pressed proceeded proclaimed prodded promised promises prompted pronounced proposed protested protests purred put puts
quacked quavered queried questioned quipped quoted rambled ranted rapped rasped rasps reasoned reassured recalled recited reflected remarked remarks
reminded repeated repeats reported reports requested responded responds resumed retorted revealed roared roars sang sings scoffed scolded screamed
screams screeched scowled shot shouted shouts shouting shrieked shrieks shrilled shrugged sighed sighs sighing slurred smiled smirked snapped snaps
snarled sneered sniffed sniffled sniggered snorted snorts sobbed spat speculated spluttered spoke squawked squeaked squealed stammered stammers
stated stormed stressed stuttered suggested suggests supplied swore sympathised taunted teased teases thundered tried trilled tutted urged uttered
ventured volunteered vowed wailed wails warned warns went whimpered whined whines whispered whispers whispering whooped wheezed wondered yawned yelled
yells yelling yelped yapped crackled blared buzzed droned crackles beamed grinned frowned gritted ground chided clarified threw burst rumbled warbled
grated lilted cut shushed choked sniped snickered cheered prayed signed read reads typed types wrote writes texted
""")
# Of these, verbs that as often tell of a deed: they count only against the quotation, without an object of their own.
WEAK_SPEECH: frozenset[str] = _words("""
went put puts bit broke burst cut shot threw ground read reads wrote writes typed types signed began begins begin ended finished smiled smirked
grinned beamed frowned shrugged scowled laughed laughs joined pointed pressed tried managed manages called calls calling spoke coughed yawned ordered
orders quoted nagged exhaled sniffed hummed ask tell say answer reply add sang sings greeted hailed pondered prayed cheered rapped exploded proceeded
offered offers noted recalled texted tried buzzed choked
""")
THOUGHT_VERBS: frozenset[str] = _words(
    "thought thinks thinking think wondered wonders mused reflected realised realized decided told reminded prayed knew figured"
)
WRITE_VERBS: frozenset[str] = _words(
    "wrote writes typed types texted texts tapped sent sends scribbled signed replied answered messaged scrawled"
)

I = _words("i me my mine myself")  # noqa: E741 - the pronoun itself
SUBJECT_PRONOUNS: dict[str, str] = {"he": "m", "she": "f", "they": "t", "i": "i", "we": "w", "it": "n"}
OBJECT_PRONOUNS: dict[str, str] = {
    "him": "m",
    "them": "t",
    "me": "i",
    "us": "w",
    "himself": "m",
    "herself": "f",
    "myself": "i",
}
POSSESSIVE_PRONOUNS: dict[str, str] = {
    "his": "m",
    "their": "t",
    "my": "i",
    "our": "w",
}  # "her" is told apart by what follows

# Titles before a name -> sex ("" = either).
TITLES: dict[str, str] = {
    **dict.fromkeys(
        _words(
            "mr mister sir lord master uncle father brother king prince duke baron count emperor don herr monsieur signor señor senor "
            "padre abbot friar grandpa grandfather tío"
        ),
        "m",
    ),
    **dict.fromkeys(
        _words(
            "mrs ms miss missus lady dame madam madame mademoiselle aunt auntie aunty sister mother queen princess duchess "
            "baroness countess empress doña dona frau fräulein señora señorita signora mistress matron nana gran grandma grandmother mama "
            "mamá nurse widow abbess goodwife tía"
        ),
        "f",
    ),
    **dict.fromkeys(
        _words(
            "dr doctor prof professor captain capt colonel col major general lieutenant lt sergeant sgt corporal private admiral "
            "commander commodore ensign officer constable pc inspector detective chief sheriff deputy marshal agent director manager "
            "coach teacher headmaster principal dean rector reverend rev pastor vicar bishop archbishop judge justice president "
            "minister senator governor mayor chancellor elder master-at-arms gunny gunner bosun boatswain cook judge saint st "
            "superintendent secretary ambassador councillor warden magistrate quartermaster skipper comrade cousin old "
            "leader team assistant lance gunnery petty squire magister archmage archdeacon deacon"
        ),
        "",
    ),
}
SHORT_TITLES: dict[str, str] = {  # a title's short form -> the title
    "dr": "doctor",
    "prof": "professor",
    "capt": "captain",
    "col": "colonel",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "rev": "reverend",
    "mister": "mr",
    "missus": "mrs",
}
ABBREVIATED: frozenset[str] = _words("mr mrs ms dr prof st sgt lt capt col rev gen mme mlle jr sr maj cpl pvt hon")
SUFFIX_TITLES: dict[str, str] = dict.fromkeys(
    _words("san chan kun sama sensei senpai laoshi shifu ssi nim ya ah hyung oppa noona unnie ji bhai didi sahib"), ""
)
PARTICLES: frozenset[str] = _words("de van von der den del della di da du la le el al bin ibn ben of ap af av ter ten")

KIN: dict[str, str] = {
    **dict.fromkeys(
        _words(
            "mother mum mom mam mama mamma mummy mommy ma sister sis aunt auntie grandmother grandma granny gran nan nana wife daughter "
            "niece girlfriend fiancée stepmother stepsister stepdaughter godmother mother-in-law sister-in-law daughter-in-law "
            "abuela eomma ex-wife widow"
        ),
        "f",
    ),
    **dict.fromkeys(
        _words(
            "father dad daddy pa papa pop pops brother bro uncle grandfather grandpa granddad grandad gramps husband son nephew boyfriend "
            "fiancé stepfather stepbrother stepson godfather father-in-law brother-in-law son-in-law abuelo appa ex-husband"
        ),
        "m",
    ),
    **dict.fromkeys(
        _words(
            "cousin twin sibling partner spouse child parent kid friend boss neighbour neighbor captain lawyer client assistant "
            "hostess host leader commander landlord landlady roommate flatmate colleague teacher guide driver"
        ),
        "",
    ),
}
# Kin words that stand as a name when capitalised and bare ("Mum sighed").
KIN_NAMES: frozenset[str] = _words(
    "mum mom mam mama mamá mamma mummy mommy dad daddy papa pops pop grandma granny gran nan nana grandpa granddad grandad gramps "
    "auntie abuela abuelo eomma appa mother father oma nonna babushka"
)

# Nouns of persons -> sex, or "" for either; what an epithet or a nameless speaker is called.
PERSONS: dict[str, str] = {
    **dict.fromkeys(
        _words(
            "woman girl lady queen princess waitress actress hostess nun witch priestess widow maid housekeeper barmaid seamstress "
            "landlady duchess countess baroness mistress blonde brunette redhead heroine goddess sorceress empress policewoman "
            "spinster relict bride nurse matron governess stewardess schoolgirl granddaughter grandmother mother sister aunt wife daughter "
            "niece businesswoman saleswoman girlfriend ladyship huntress"
        ),
        "f",
    ),
    **dict.fromkeys(
        _words(
            "man boy guy bloke chap fellow lad gentleman king prince waiter actor monk priest wizard butler footman policeman "
            "postman fisherman fireman sailor soldier salesman businessman doorman landlord duke count baron lord knight squire groom "
            "bishop emperor god dude vicar carpenter blacksmith baronet stepson grandson grandfather father brother uncle husband son nephew "
            "boyfriend schoolboy henchman gunman cowboy hero monsieur watchman ferryman nobleman milkman foreman lordship"
        ),
        "m",
    ),
    **dict.fromkeys(
        _words(
            "person stranger kid child teenager teen baby youth adult elder doctor surgeon lawyer solicitor judge teacher professor student "
            "pupil captain sergeant corporal officer detective inspector constable guard soldier commander colonel general major "
            "lieutenant ensign gunny driver pilot mechanic engineer clerk cashier shopkeeper barista bartender barkeep cook chef baker "
            "butcher farmer miner singer painter writer author editor reporter journalist photographer librarian receptionist secretary "
            "assistant manager director boss leader chief president minister mayor governor ambassador spy thief burglar killer murderer "
            "assassin robber pirate smuggler hunter ranger scout messenger courier servant slave apprentice student scientist "
            "researcher technician operator dispatcher paramedic medic patient prisoner witness suspect victim customer client guest "
            "host visitor passenger traveller traveler tourist neighbour neighbor friend colleague partner stranger intern trainee "
            "recruit cadet veteran caller speaker announcer narrator presenter interviewer translator robot android machine computer "
            "ghost spirit demon devil angel vampire werewolf elf dwarf troll goblin orc giant dragon fairy creature figure "
            "monster beast alien being thing twin cousin orphan heir "
            "healer mage warlock alchemist bard monk paladin rogue warrior fighter archer mercenary bounty-hunter merchant trader tailor "
            "jeweller jeweler tinker beggar drunk gambler dealer janitor caretaker gardener cleaner porter usher concierge "
            "hairdresser barber dentist vet nanny babysitter coach referee player teammate captain goalkeeper therapist psychologist "
            "accountant banker auctioneer appraiser bailiff sheriff deputy marshal warden widow-maker otherworlder foreigner pole "
            "german frenchman englishman irishman scot russian american canadian italian spaniard one other youngest oldest eldest "
            "younger older elder tallest shortest voice radio loudspeaker intercom phone speaker system box ceiling door"
        ),
        "",
    ),
}
# Things that speak but do not act; only a tag makes them a role.
VOICES: frozenset[str] = _words(
    "voice voices radio loudspeaker intercom phone speaker system box ceiling door drain computer machine television tv wall mirror thing tannoy"
)
# Words by which a text shows somebody it has named already, not somebody new.
EPITHETS: frozenset[str] = _words(
    "blonde brunette redhead one other youngest oldest eldest younger older elder taller shorter tallest shortest kid girl boy man woman "
    "teenager youth lad guy twin child lady"
)
GROUPS: frozenset[str] = _words(
    "everyone everybody all crowd crew class children kids boys girls men women people others both twins voices guests villagers soldiers guards "
    "sailors students audience congregation choir chorus group team family brothers sisters room tent hall pack band two three four they"
)

MONTHS_DAYS = _words(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday "
    "sunday christmas easter halloween hanukkah ramadan thanksgiving spring summer autumn winter"
)
SWORN_BY = _words("god jesus christ lord heaven heavens hell lordy gosh jeez goodness allah")
PLACES = _words("""
london paris rome berlin vienna moscow madrid york chicago boston texas california england scotland wales ireland britain france germany spain
italy russia china japan korea india africa america europe asia australia canada mexico brazil egypt oxford cambridge manchester liverpool edinburgh
dublin glasgow brooklyn manhattan hollywood vegas seattle tokyo kyoto seoul beijing shanghai amsterdam utrecht brussels lisbon athens
english french german spanish italian russian chinese japanese korean american british irish scottish welsh dutch polish latin greek
street road avenue lane house hall tower castle palace church cathedral school university college hospital hotel station bridge park square
river lake sea ocean mountain hill island bay harbour harbor north south east west city town village county kingdom empire
""")
# Words that open sentences or stand in capitals without being anybody.
NO_NAME: frozenset[str] = (
    _words("""
a an the this that these those i me my we us our you your he him his she her it its they them their who whom whose which what when where why how
and or but nor so yet for if then than though although because since unless until while as at by in into of off on onto out over to up upon with
without within about above across after against along among around before behind below beneath beside between beyond down during from inside
near past through throughout toward towards under underneath like except besides despite no not none nothing nobody nowhere never neither
one two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty hundred thousand million first second third
fourth last next once twice again also always already almost all both each every everyone everybody everything everywhere either enough ever even
any anyone anybody anything anyway anywhere some someone somebody something sometimes somewhere somehow such same other others another many much more most
few less least little lots plenty several very too quite rather really just only still soon now today tonight tomorrow yesterday later
earlier maybe perhaps probably possibly certainly surely clearly obviously apparently actually honestly seriously literally basically finally eventually
suddenly slowly quickly quietly carefully instead meanwhile otherwise therefore however moreover nevertheless indeed
yes yeah yep yup nope no nah ok okay oh ah aha ahem er erm um uh uhm hm hmm mm mmm hey hi hello hallo hullo halloa hulloa hola ahoy hiya hurrah hooray huzza bravo tut pshaw pooh egad zounds alas goodbye bye ha haha hah heh huh oi ow ouch oops ooh
phew psst shh shush sh tut tsk ugh wow whoa yay yikes well right sure fine good great nice bad sorry please thanks thank welcome congratulations
cheers damn dammit bloody hell crap shit fuck fucking christ blimey crikey alas amen bravo hush stop wait look listen come go get give let take put keep
do does did done don doesn didn don't doesn't didn't is isn isn't was wasn wasn't are aren aren't were weren weren't am be been being have has had haven
hasn hadn haven't hasn't hadn't can can't cannot could couldn couldn't will won't would wouldn wouldn't shall shan't should shouldn shouldn't may might
must mustn't ain ain't want wants need needs think know knew guess suppose see saw seen hear heard say said tell told ask make made try run leave left
help hold hurry move sit stand turn open close shut read write sleep eat drink drive walk pull push pick throw watch wake love hate hope
part chapter prologue epilogue book volume scene act section episode interlude end fin note notes author pov day night morning evening afternoon noon
midnight dawn dusk time times year years month months week weeks hour hours minute minutes moment o'clock monday
mr mrs ms dr there here true false whatever whenever wherever whoever whichever whether half people things thing man woman men women boy girl kids
long short big small old new young dear poor silly stupid idiot fool darling honey sweetheart love kid sir ma'am madam miss
cold hot warm dark light black white red blue green dead alive gone lost found ready alone together away back far home
i'm i'd i'll i've you're you'd you'll you've he's he'd he'll she's she'd she'll it's it'd it'll we're we'd we'll we've they're they'd they'll they've
that's there's here's what's who's where's how's when's why's let's y'all c'mon gonna gotta wanna lemme gimme dunno kinda sorta
according given having being doing going coming looking standing sitting holding trying getting taking making using seeing knowing nodding shaking
regards sincerely faithfully thanking yours delete inquiries enquiries unknown
dearest order objection silence attention tv pm bc ad pov dvd cd id uk us usa nyc eu un fbi cia nasa asap rsvp ps omg lol wtf diy gps cctv ceo faq ai vip wifi internet english
water fire rain snow wind sun moon stars star earth sky air stone wood iron steel silence darkness light death life fate luck time money truth
""")
    | MONTHS_DAYS - {"april", "may", "june", "august"}
    | SWORN_BY
)
PREPOSITIONS = _words(
    "to at for with of from by in on into onto toward towards behind beside near past around about against after before between over under "
    "through across off out like than without beyond below above inside outside along upon among until till except"
)
JOINERS = _words(
    "and but or so then when while as because if though although until since before after where that which who once whereas yet nor"
)
ADVERBS = _words(
    "then now just only even still also suddenly slowly finally again maybe perhaps meanwhile later there here never always already soon "
    "instead once eventually quickly quietly somehow apparently of course today tonight yesterday"
)
AUXILIARIES = _words(
    "was is were are had has have did does do would could should will can may might must be been being am 'd 'll 's 've 're "
    "wasn't isn't weren't aren't hadn't hasn't haven't didn't doesn't don't wouldn't couldn't shouldn't won't can't got gets"
)
# Past forms that do not end in -ed, and common present forms: what a person does right after being named.
IRREGULAR = _words("""
went came took got stood sat ran looked made gave put held kept let left found felt heard saw knew thought told said began fell rose spoke broke
wrote drew threw shook caught bent bit blew brought bought built clung crept cut dug drank drove ate fought flew forgot froze grew hung hid hit hurt
kicked knelt laid lay leaned leapt led lit lost meant met paid read rode rang sang sank sent set shot shut slept slid spent spun sprang spread stole
stuck struck swam swept swung swore taught tore woke wore won wound wept burst cast dealt dreamt fed fled ground lent quit rid sought shone shed shrank
slung slit stank strode strove understood upset withdrew wrung became beat bound lets looks is was has had does did isn't wasn't hadn't hasn't
didn't doesn't would could should will can might must wouldn't couldn't won't can't never just only still always nearly almost
""")

# What may stand before "one" in "the older one".
WHICH_ONE = _words(
    "other older elder younger taller shorter bigger smaller tall short big small little fat thin old young first second third oldest eldest youngest"
)

# Lower-case calls that tell the sex of the one who is called.
CALLS: dict[str, str] = {
    **dict.fromkeys(
        _words(
            "ma'am madam miss missy girl lady sis sister mother mum mom mama mummy mommy auntie aunt grandma granny nan gran lass lassie "
            "sweetie princess missus"
        ),
        "f",
    ),
    **dict.fromkeys(
        _words(
            "sir mister man dude bro brother boy lad laddie son mate father dad daddy papa pops grandpa grandad uncle pal buddy"
        ),
        "m",
    ),
}
KIN_GROUPS: tuple[frozenset[str], ...] = (
    _words("mother mum mom mam mama mamá mamma mummy mommy ma eomma"),
    _words("father dad daddy pa papa pop pops appa"),
    _words("grandmother grandma granny gran nan nana abuela oma nonna babushka"),
    _words("grandfather grandpa granddad grandad gramps abuelo"),
    _words("aunt auntie"),
    _words("uncle"),
)
VAGUE_TITLES = _words(
    "mr mrs ms miss mister sir lady lord old saint st master madam dame don monsieur cousin team petty lance judge private agent cook chief"
)
# Nouns by which the holder of a title is called.
OFFICES: dict[str, frozenset[str]] = {
    "ladyship": _words("lady"),
    "lordship": _words("lord"),
    "doctor": _words("doctor"),
}
