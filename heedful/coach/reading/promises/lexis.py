"""The words that promises are made of, and those that only look like it (English)."""

from __future__ import annotations

# Base forms of what a house does for a customer. The -s and -ing forms are made from them.
DEEDS = frozenset(
    "send call ring phone email mail text write reply answer respond check look ask tell inform notify update let get come bring"
    " deliver ship post dispatch fix repair mend replace exchange swap refund credit pay return book reserve arrange organise"
    " organize prepare confirm review investigate find follow forward pass order install visit collect pick fetch drop hand"
    " transfer move change correct reset cancel issue print cut finish complete process handle sort solve resolve chase"
    " escalate contact report test try meet see take put keep hold give have make do add remove set start go leave arrive land"
    " clean paint sew weld fit build upload share publish sign submit release translate clear open close run raise file deal"
    " speak talk work credit deduct waive reimburse compensate schedule reschedule rebook upgrade activate block unblock unlock"
    " restore recover trace track measure weigh glue polish wash iron bake cook pack wrap load unload drive walk carry"
    " draft attach enclose explain present show demonstrate train teach feed water plant dig lay wire connect disconnect switch"
    " turn migrate deploy roll patch merge discuss raise provide supply restock reprint resend reply redo rerun refit hear stop"
    " drive post hang lift remind double mark note log link invoice bill audit count examine inspect settle wire reach prune trim mow"
    " sweep bleed grind sharpen stitch varnish refill recharge rewire reconnect relay cover lend rent hire swap deduct".split()
)
# With these a present-tense sentence speaks of a timetable or a state, not of a promise.
TIMETABLE = frozenset(
    "open close start begin end last cost run take expire finish see hear have do make work keep try show".split()
)
# Opening hours and terms, whoever says them.
TERMS = frozenset("open close start begin end last cost run expire".split())
FORMULAS = (
    "be happy", "be glad", "be pleased", "be delighted", "be sorry", "be honest", "be here", "be away", "be there for you",
    "be closed", "be open", "be on holiday", "be on leave", "be off", "be out", "speak soon", "talk soon", "admit",
    "say", "be frank", "miss you", "need", "have to", "cost", "be able to see", "be charged", "not", "never", "be in touch soon never",
    "have noticed", "remember", "agree", "understand", "notice", "recall", "appreciate", "be aware", "want", "like", "love",
    "be thinking", "think of",
    "enjoy", "always be", "depend", "rain", "be cold", "be warm", "be sunny", "take about", "take around", "take up", "last",
    "be needing", "be required", "be asked", "be fine", "be great", "be nice", "be worth", "be fun", "be too", "be enough",
    "do nicely", "do fine", "be disappointed", "be surprised", "be welcome", "be busy", "be happier", "keep my fingers",
    "cross my fingers", "help you to", "probably be", "look great", "look lovely", "look good", "be good", "be better", "be easier",
)  # fmt: skip
# Parties over whom the house has no say.
FOREIGN = frozenset(
    "bank banks airline airlines customs court courts police government ministry landlord insurer weather sun rain snow train"
    " trains bus buses flight flights plane ferry ferries tide embassy authority authorities council employer landlady doctor"
    " school tenant tenants neighbour neighbours judge jury employer husband wife lawyer solicitor accountant"
    " pharmacist vet boss union provider".split()
)
# Things that may open a sentence with a capital and are nobody's name.
THINGS = frozenset(
    "order parcel refund money bike car part replacement ticket tickets invoice package delivery table room booking account file"
    " documents papers request case repair lamp bag suitcase luggage key keys card contract report copy certificate deposit lens"
    " lenses frames cake dress coat shoes sofa bed desk laptop phone machine boiler heating line connection claim application"
    " engineer driver technician fitter contact agent advisor adviser courier plumber nurse guide mechanic".split()
)
CONDITIONS = frozenset("if unless once when whenever".split())
NOT_CONDITIONS = frozenset("a an more again every per upon".split())  # behind "once": how often, not when
# Before a "will" in the same sentence these say that it is not promised.
DOUBTS = frozenset("doubt doubts whether wish wonder unsure unlikely asked asks hoped hope hopes assume guess".split())
SURENESS = frozenset("promise guarantee say sure know think believe certain swear tell".split())
# What a sentence with "is" and a time ahead promises: "on Friday the money is back on your card".
STATES = frozenset(
    "back ready open there yours free done fixed available online complete mended repaired in with at on".split()
)
PRICES = frozenset("price prices fee fees rent rents rate rates fares fare premium premiums tax taxes interest".split())
MODALS_OF_DOUBT = frozenset("may might could can would should must".split())
NOT_NAMES = frozenset(
    "i we you he she it they this that these those there here our your my his her their its the a an and but or so then as if"
    " when once unless after before until by on at in from to for with please thanks thank yes no not sorry hello hi dear ok okay"
    " everything nothing something someone somebody anyone nobody everyone all both each one two three next today tomorrow tonight"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december let who what where why how which also now just still meanwhile otherwise however because since"
    " good great of course perhaps maybe unfortunately luckily sure certainly instead either neither expect consider".split()
)
