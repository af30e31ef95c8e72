"""After which event, what. Cause and effect of the whole house on one page."""

from __future__ import annotations

from heedful.coaching.reactions import read_mood
from heedful.customers import kinds as customers
from heedful.customers.reactions import mark_bounced_address
from heedful.events.dispatch import Table
from heedful.interactions import kinds as interactions
from heedful.interactions.reactions import find_by_new_name, find_by_who_they_are, know_by_what_they_wrote, let_go
from heedful.replies.reactions import follow_the_merge, hold_scheduled_replies
from heedful.switchboard import kinds as switchboard
from heedful.switchboard.reactions import add_sample_conversation
from heedful.switchboard.unwanted.reactions import learn_wanted, put_away_unwanted
from heedful.team import kinds as team

REACTIONS: Table = {
    interactions.RECEIVED: (read_mood, hold_scheduled_replies, put_away_unwanted, know_by_what_they_wrote),
    interactions.REPLIED: (learn_wanted,),
    interactions.MERGED_AWAY: (follow_the_merge,),
    customers.RENAMED: (find_by_new_name,),
    customers.MERGED: (find_by_who_they_are,),
    customers.UNMERGED: (find_by_who_they_are,),
    switchboard.BOUNCED: (mark_bounced_address,),
    team.BRAND_FOUNDED: (add_sample_conversation,),
    team.PERSON_REMOVED: (let_go,),
    team.PERSON_DEACTIVATED: (let_go,),
}
