"""Common first names by sex, from general knowledge: enough to outweigh a stray pronoun, never the only word on it."""

from __future__ import annotations

_WOMEN = """
abigail ada adela adele adriana agatha agnes aisha alana alba alejandra alexandra alexis alice alicia alina alison allison alma amanda
amara amaya amber amelia amina amira amy ana anastasia andrea angela angelica angie anita anna annabel anne annette annie antonia anya april
arabella aria ariana ariel ashley astrid aubree audrey augusta aurora ava avery ayesha barbara bea beatrice beatriz becca becky belinda bella
bernadette bernice bertha beth bethany betsy betty beverly bianca birgit bonnie brenda bridget brigitte britney brooke caitlin camila camilla
candace cara carla carlotta carmen carol carole carolina caroline carolyn carrie cassandra cassie catalina catherine cathy cecilia celeste
celia charlotte chelsea cheryl chiara chloe christa christina christine cindy claire clara clare clarissa claudia clementine colette colleen
connie constance cora cordelia corinne cornelia courtney crystal cynthia dagmar daisy dana daniela danielle daphne dawn deborah debbie deirdre
delia delilah della denise diana diane dina dinah dolores donna dora doreen doris dorothea dorothy edith edna eileen elaine eleanor elena eliza
elizabeth ella ellen ellie elise elisa eloise elsa elsie elspeth emily emma erica erika erin esme esmeralda estella estelle esther ethel eugenia
eunice eva evangeline eve evelyn faith fanny fatima fay felicia felicity fern fiona flora florence frances francesca freda freya frieda gabriela
gabrielle gail gemma genevieve georgia georgina geraldine gertrude gillian gina ginny giulia gladys glenda gloria grace greta gretchen guinevere
gwen gwendolyn hailey hannah harriet hattie hazel heather heidi helen helena helene henrietta hermione hilary hilda holly honor hope ida ilse imani
imogen india ines ingrid irene iris irma isabel isabella isabelle isla isobel ivy jacqueline jade jane janet janice janine jasmine jean jeanette
jeanne jemima jenna jennifer jenny jessica jessie jill jo joan joanna joanne jocelyn johanna josephine josie joy joyce juanita judith judy julia
juliana julie juliet juliette june justine kaitlyn karen karin karla kate katerina katherine kathleen kathryn kathy katie katrina katya kay kayla
keiko kelly kendra kerry kiera kim kimberly kira kirsten kitty kristen kristin kristina lara larissa laura lauren laurie lavinia layla lea leah
leila lena leona leonora leslie leticia lia lila lilian liliana lillian lily lina linda lindsay lisa livia liz liza lizzie lois lola loretta lori
lorna lorraine louisa louise lucia lucille lucinda lucy ludmila luisa luna lydia lynn mabel mackenzie maddie madeleine madeline madison mae maeve
magdalena maggie mai maisie malika mandy mara marcella marcia margaret margarita margery margot marguerite maria mariam marian mariana marianne
marie mariel marilyn marina marion marisa marjorie marla marlene marnie marsha martha martina mary matilda maud maude maura maureen mavis maxine
may maya meera meg megan mei melanie melinda melissa mercedes mercy meredith mia michaela michelle mildred millicent millie mimi mina minnie mira
miranda miriam moira molly mona monica morgana muriel myra myrtle nadia nadine nancy naomi natalia natalie natasha nell nellie nicola nicole nina
noelle nora noreen norma octavia odette olga olive olivia opal ophelia paige pamela patience patricia patsy patty paula paulina pauline pearl peggy
penelope penny petra petunia philippa phoebe phyllis pippa polly portia prudence priscilla priya prunella queenie rachel ramona rebecca regina
renata renee rhoda rhonda rita roberta robin rosa rosalie rosalind rosamund rose roseanne rosemary rosie roxanne ruby ruth sabina sabrina sadie sally
salma samantha samira sandra sara sarah sasha saskia savannah scarlett selena selina seraphina serena shannon sharon sheila shelley sherry shirley
sibyl sienna sierra sigrid silvia simone sofia solange sonia sonja sonya sophia sophie stacy stella stephanie sue summer susan susanna susannah suzanne
suzy svetlana sybil sylvia tabitha tamara tamsin tanya tara tatiana teresa tess tessa thea thelma theodora theresa tiffany tilda tilly tina toni tracy
trish trixie trudy una ursula valentina valeria valerie vanessa vera verity veronica vicky victoria viola violet virginia vivian vivien vivienne wanda
wendy wilhelmina willa willow wilma winifred winnie yara yasmin yasmina yolanda yuki yvette yvonne zara zelda zoe zoya zuleika
abena adaeze adwoa aiko akua alya amma ananya anjali asha ayumi chiamaka chidinma deepa divya emi eun-ji fang farah fumiko hana hanako haruka hui
ifeoma indira jia jing kamala kaori kavita kavya kumiko lakshmi lalita lan latisha leilani ling linh mahalia mariko mayumi mei-ling michiko midori
min-ji misaki naoko nadira neha ngozi nia nisha noor padma parvati pooja radha rani reiko rukmini sachiko sakura salome sana sanjana shanti shreya
sita sunita sushila tala thandi thuy tomoko usha xiu yan yasuko yoko yoshiko yue zahra zainab zeynep aoife ailsa bronwen bronwyn carys ceri
ciara eilidh fionnuala grainne gwyneth mairead maire morag niamh nerys oonagh rhiannon roisin saoirse sian sinead siobhan agnieszka alenka
aneta anneliese anneke annika beata bohdana bozena danuta dorota elzbieta ewa grazyna halina hanka hedwig heike ilona iwona izabela jadwiga jana
jitka jolanta joke kaja katarzyna krystyna lenka lieselotte liesel ludmilla malgorzata marijke marketa milena mirela nadezhda oksana olena petronella
radka saskia svetla tereza ulrike vlasta wioletta zdenka zofia zuzana begona concepcion consuelo dolors esperanza guadalupe inmaculada itziar
lourdes lupe marisol maribel nieves nuria paloma paz pilar rocio soledad ximena antonella beatrice chiara concetta fiammetta ginevra graziella
lucrezia mirella ornella raffaella rosaria simonetta amelie anais aurelie blanche capucine celine clemence delphine elodie fleur francoise
genevieve ghislaine helene isabeau jacinthe jeanine laure lucienne manon marceline mathilde maelle mireille noemie oceane odile pascale sabine
sandrine severine sidonie sylvie therese thibaude violaine virginie cecily cressida euphemia honoria lettice ottoline perdita philomena
rosalba sophronia tansy thomasina zenobia bryony cosima marigold primrose poppy clover hester dorcas keziah mehitabel tabby
lotte ulla birthe solveig tove maja linnea freja sanne femke margriet ronja elif ayse fatma emine leyla nour rania dalia yasmine amal hala
maha shirin parisa nasrin laleh azadeh zuri makena wanjiru achieng thembi nomsa zanele lindiwe chipo rudo ottilie mathilda signe inga inge
karina katinka ludovica bettina ursel gisela renate sieglinde waltraud hannelore elke silke anke antje frauke imke wiebke
"""

_MEN = """
aaron abdul abe abel abraham abram adam adrian ahmed aidan alan alasdair albert alberto alec alejandro alessandro alex alexander alexei alf
alfie alfonso alfred ali alistair allan allen alonso alvin amadeus ambrose amir amos anders andre andreas andres andrew andy angus anselm anthony
anton antonio archie ari arjun armand arnold arthur arturo asher ashton atticus aubrey august augustus austin axel barnaby barney barry bart
bartholomew basil bastian beau ben benedict benjamin benny bernard bert bertie bertram bill billy bjorn blake bob bobby boris bradley brandon brendan
brett brian bruce bruno bryan byron caleb calvin cameron carl carlo carlos carter casper cecil cedric cesar chad charles charlie chester chris
christian christopher chuck clarence clark claude clayton clement cliff clifford clint clive clyde cole colin connor conrad corey cormac cornelius craig
curtis cyril cyrus daan dale damian damon dan daniel danny dante darius darren dave david davy dean declan denis dennis derek desmond dexter diego
dieter dimitri dirk dmitri dominic don donald donovan doug douglas drew duncan dustin dwight dylan earl ebenezer eddie edgar edmund eduardo edward edwin
egbert eli elias elijah elliot ellis elmer elvis emil emilio emmanuel emmett enrico enrique eric erik ernest ernie ernst erwin esteban ethan eugene
evan ezekiel ezra fabian farid felipe felix ferdinand fergus fernando finn fletcher floyd francis francisco franco frank franklin franz fred freddie
frederick fritz gabriel gareth garrett gary gaston gavin geoff geoffrey george gerald gerard gideon gilbert giles giovanni giuseppe glen glenn gordon
graham grant greg gregor gregory griffin guillaume gunther gus gustav guy hal hank hans harold harrison harry harvey hassan hector henrik henry
herbert herman hiroshi horace horatio howard hubert hugh hugo humphrey ian ibrahim ichiro ignatius igor ira irving isaac isaiah ishmael ismail ivan
ivo jack jackson jacob jacques jake jakob jamal james jamie jan jared jason jasper javier jay jeff jefferson jeffrey jeremiah jeremy jerome jerry jesse
jesus jim jimmy joachim joao joaquin joe joel joey johan johann john johnny jon jonah jonas jonathan jordan jorge jose josef joseph josh joshua josiah
juan jude jules julian julio julius jurgen justin kai karl karim keith ken kendrick kenji kenneth kenny kent kevin khalid kieran kirk klaus konrad kurt
kyle lachlan lance larry lars laurence lawrence lazarus leander lee leif leo leon leonard leonardo leopold leroy lester lev levi lewis liam lionel
lloyd logan lorenzo lou louie louis luca lucas lucian luigi luis luke luther magnus malachi malcolm manfred manuel marcel marco marcus mario mark
marlon marshall martin marvin mason mateo mathias mats matt matthew maurice max maximilian maxwell melvin merlin mervyn micah michael miguel mick mickey
mike mikhail miles milo milton mitch mitchell mohammed mohamed montague morris mortimer moses murray mustafa nate nathan nathaniel ned neil nelson nicholas
nick nicolas nigel nikolai nils noah noel norbert norman oliver olivier ollie omar orlando oscar osman oswald otto owen pablo paddy palmer paolo
parker pascal pat patrick paul pavel pedro percival percy perry pete peter philip phil phillip phineas pierre piers quentin quincy rafael rahim ralph
ramon randall randolph raoul raphael raul ravi ray raymond reg reggie reginald rene reuben rex rhys ricardo richard rick ricky rob robbie robert
roberto rocco roderick rodney rodrigo roger roland rolf roman romeo ron ronald ronan ronnie rory ross roy rudolf rufus rupert russell ryan sal salvador
salvatore sam samir samson samuel sanjay santiago saul scott seamus sean sebastian sergei sergio seth seymour shane shaun sherman sid sidney siegfried
silas silvester simon sol solomon spencer stan stanley stefan stephen steve steven stewart stuart sven sylvester tariq ted teddy terence terrence terry thaddeus
theo theodore thomas thorsten tim timothy tobias toby todd tom tomas tommy tony travis trevor tristan troy tyler ulrich ulysses uri valentin vernon
victor viktor vince vincent virgil vladimir wade wallace walt walter warren wayne wendell werner wesley wilbur wilfred will willard william willie wilson
winston wolfgang wyatt xavier yannick yusuf yves zachary zack zane zeke
abdullah abebe adebayo ade akio akira amit anand anders anil arash arun ashok babak bilal bojan chidi chinedu daichi
daisuke dae-jung deng dev dinesh dong duc emeka faisal femi gil goran gopal gyorgy hakan hamid hamza haruki hasan hideo hiro hung hussein hyun-woo ilya
imran istvan jahangir jaroslav jin jiro jomo jun junichi kaito kamal katsuro kazuo kenta kofi kojo kwabena kwame kwasi laszlo lech mahmoud
makoto manoj marek masato mehmet mihai milos min-jun mirko mohan mustapha nasser nikhil nikola obadiah olu osamu piotr prakash prem radek rahul
raj rajesh rakesh ramesh reza ryo sachin samuel satoshi sef segun shankar shinji sipho stanislav sunil suresh tadeusz takashi takeshi tariq tendai tetsuo
thabo tomasz toshi tunde uday vaclav vijay vikram vlad wei wojciech xiang xiaoming yasir yoshi yuri yuto zoltan bartek bogdan boguslaw casimir
dariusz feliks grzegorz jacek janusz jerzy jozef krzysztof kuba lukasz maciej mariusz mikolaj milan mirek ondrej pawel petr ryszard slawomir szymon
vojtech witold zbigniew zdenek alain andre antoine armand aurelien baptiste bastien benoit cyprien damien didier edouard emile etienne fabrice firmin
francois gaspard gauthier georges gerard gilles gregoire guillaume henri herve honore hippolyte jean-luc jean-paul jerome julien laurent leandre loic luc
lucien marc mathieu maxime michel olivier philippe quentin raoul remi renaud romain sylvain thibault thierry tristan yann alvaro anselmo aurelio bautista
benito bernardo cristobal domingo eduardo eladio ernesto eusebio fermin fidel gonzalo gustavo hernan ignacio isidro jaime jacinto joaquin lisandro
marcelino mariano matias nacho nestor octavio pepe ramiro reinaldo rogelio ruben santos teodoro tito vicente aldo alfredo amedeo angelo arnaldo bruno
carmine dario domenico donato enzo ettore fabio federico filippo franco gennaro giacomo gianni giorgio guido italo jacopo luciano massimo matteo mauro
nicolo orazio pietro raffaele renzo riccardo rinaldo rocco salvo sandro silvio tommaso umberto vito aled alun bedwyr dafydd dewi dylan emrys
geraint gethin gwilym huw idris iolo ivor llewellyn owain rhodri aidan cathal ciaran colm conor cormac dara dermot diarmuid donal eamon eoin fergal fintan
lorcan niall oisin padraig phelan ruairi tadhg archibald cuthbert barnabas bartleby ebenezer ephraim erasmus ezekial hezekiah jedediah jeremias lysander
mordecai nehemiah obed peregrine thaddaeus zachariah zebulon garth gerd hendrik jaap jelle joost joris kees maarten matthijs pieter rutger sander sjoerd wim wouter
cal caz huck jem jax nils
oskar henning torsten lasse emre murat kemal cem tarek walid yousef youssef hossein dariush farhad kaveh bijan kamau otieno babatunde sizwe
themba bongani tinashe jorg jochen uwe volker rainer horst helmut heinrich heinz hartmut wilhelm friedrich gottfried detlef ralf arne bjarne
einar eirik gunnar haakon halvard harald ingvar knut magne olaf olav ragnar roald sigurd svein terje thor torbjorn trond vidar
"""


WOMEN: frozenset[str] = frozenset(_WOMEN.split())
MEN: frozenset[str] = frozenset(_MEN.split()) - WOMEN

# Short forms that do not begin as the full name does. Facts of English usage.
NICKNAMES: dict[str, tuple[str, ...]] = {
    "bob": ("robert",),
    "bobby": ("robert",),
    "rob": ("robert",),
    "bill": ("william",),
    "billy": ("william",),
    "will": ("william",),
    "liam": ("william",),
    "dick": ("richard",),
    "rick": ("richard",),
    "jack": ("john", "jackson"),
    "johnny": ("john",),
    "jim": ("james",),
    "jimmy": ("james",),
    "jamie": ("james",),
    "ned": ("edward", "edmund"),
    "ted": ("edward", "theodore", "edmund"),
    "teddy": ("edward", "theodore"),
    "eddie": ("edward", "edmund", "edwin"),
    "hal": ("henry", "harold"),
    "harry": ("henry", "harold"),
    "hank": ("henry",),
    "tony": ("anthony", "antonio"),
    "chuck": ("charles",),
    "charlie": ("charles", "charlotte"),
    "mike": ("michael",),
    "mick": ("michael",),
    "nick": ("nicholas", "dominic"),
    "kit": ("christopher", "katherine"),
    "kate": ("katherine", "catherine", "kathryn"),
    "kitty": ("katherine", "catherine"),
    "katie": ("katherine", "catherine"),
    "kathy": ("katherine", "kathleen"),
    "peggy": ("margaret",),
    "meg": ("margaret", "megan"),
    "maggie": ("margaret", "magdalena"),
    "daisy": ("margaret",),
    "greta": ("margaret",),
    "polly": ("mary",),
    "molly": ("mary", "margaret"),
    "liz": ("elizabeth",),
    "eliza": ("elizabeth",),
    "lizzie": ("elizabeth",),
    "beth": ("elizabeth", "bethany"),
    "betsy": ("elizabeth",),
    "betty": ("elizabeth",),
    "bess": ("elizabeth",),
    "libby": ("elizabeth",),
    "nell": ("eleanor", "helen", "ellen"),
    "nellie": ("eleanor", "helen"),
    "nora": ("eleanor", "honora", "honoria"),
    "sally": ("sarah",),
    "sadie": ("sarah",),
    "becky": ("rebecca",),
    "becca": ("rebecca",),
    "bella": ("isabella", "arabella", "annabel"),
    "tess": ("theresa", "teresa"),
    "trish": ("patricia",),
    "patsy": ("patricia",),
    "patty": ("patricia",),
    "jenny": ("jennifer", "jane"),
    "fanny": ("frances", "stephanie"),
    "sandy": ("alexander", "alexandra", "sandra"),
    "sasha": ("alexander", "alexandra"),
    "lex": ("alexander", "alexandra"),
    "xander": ("alexander",),
    "alex": ("alexander", "alexandra"),
    "bertie": ("albert", "herbert", "robert"),
    "gus": ("augustus", "angus", "gustav"),
    "jerry": ("gerald", "jeremy", "jerome"),
    "larry": ("laurence", "lawrence"),
    "dolly": ("dorothy", "dolores"),
    "dot": ("dorothy",),
    "nan": ("nancy", "anne"),
    "nancy": ("anne",),
    "trixie": ("beatrice",),
    "tilly": ("matilda",),
    "hetty": ("henrietta", "hester"),
    "hattie": ("harriet",),
    "winnie": ("winifred",),
    "minnie": ("wilhelmina", "minerva"),
    "mina": ("wilhelmina",),
    "ginny": ("virginia",),
    "lottie": ("charlotte",),
    "connie": ("constance",),
    "millie": ("mildred", "millicent", "camilla"),
    "cissy": ("cecily", "cecilia"),
    "pepe": ("jose",),
    "paco": ("francisco",),
    "pancho": ("francisco",),
    "lola": ("dolores",),
    "lupe": ("guadalupe",),
    "nacho": ("ignacio",),
    "chema": ("jose",),
    "vanya": ("ivan",),
    "misha": ("mikhail",),
    "kolya": ("nikolai",),
    "mitya": ("dmitri",),
    "masha": ("maria",),
    "katya": ("ekaterina",),
    "lulu": ("louisa", "lucia", "lucy"),
}
