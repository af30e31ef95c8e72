"""After which event, what. Cause and effect of the whole house on one page."""

from __future__ import annotations

from heedful.assist.writing import mark_written_with_help
from heedful.coaching.reactions import read_mood
from heedful.customers import kinds as customers
from heedful.customers.reactions import mark_bounced_address
from heedful.events.dispatch import Table
from heedful.interactions import kinds as interactions
from heedful.interactions.reactions import find_by_new_name, find_by_who_they_are, know_by_what_they_wrote, let_go
from heedful.notices import kinds as notices
from heedful.notices import reactions as tell
from heedful.promises import kinds as promises
from heedful.promises.reactions import (
    drop_promises,
    follow_conversations,
    follow_customers,
    let_go_of_promises,
    propose_promises,
)
from heedful.replies import kinds as replies
from heedful.replies.reactions import follow_the_merge, hold_scheduled_replies
from heedful.switchboard import kinds as switchboard
from heedful.switchboard.reactions import add_sample_conversation
from heedful.switchboard.unwanted.reactions import learn_wanted, put_away_unwanted
from heedful.team import kinds as team

REACTIONS: Table = {
    interactions.RECEIVED: (
        read_mood, hold_scheduled_replies, put_away_unwanted, know_by_what_they_wrote, tell.tell_of_customers_words,
    ),
    interactions.REPLIED: (learn_wanted, tell.put_away, propose_promises, mark_written_with_help),
    interactions.NOTED: (tell.tell_of_note, tell.put_away, propose_promises),
    interactions.LOGGED: (propose_promises,),
    interactions.WITHDRAWN: (drop_promises,),
    interactions.MENTIONED: (tell.tell_who_was_named,),
    interactions.ASSIGNED: (tell.tell_new_owner,),
    interactions.GIVEN_TO_TEAM: (tell.tell_the_team,),
    interactions.WOKEN: (tell.tell_of_return,),
    interactions.UNDELIVERED: (tell.tell_writer_of_trouble,),
    interactions.RESOLVED: (tell.put_away,),
    interactions.MERGED_AWAY: (follow_the_merge, tell.move_notices, follow_conversations),
    interactions.UNMERGED: (follow_conversations,),
    interactions.SPLIT: (follow_conversations,),
    notices.OVERDUE: (tell.tell_of_long_wait,),
    promises.DUE_SOON: (tell.tell_of_due_promise,),
    promises.LATE: (tell.tell_of_late_promise,),
    replies.HANDED_OVER: (tell.tell_who_gets_the_draft,),
    replies.SCHEDULE_HELD: (tell.tell_writer_of_hold,),
    switchboard.FAILING: (tell.tell_admins_of_mailbox,),
    switchboard.HEALTHY: (tell.tell_admins_of_mailbox,),
    switchboard.UNCERTAIN: (tell.tell_writer_of_trouble,),
    customers.RENAMED: (find_by_new_name,),
    customers.MERGED: (find_by_who_they_are, follow_customers),
    customers.UNMERGED: (find_by_who_they_are, follow_customers),
    switchboard.BOUNCED: (mark_bounced_address,),
    team.BRAND_FOUNDED: (add_sample_conversation,),
    team.PERSON_REMOVED: (let_go, let_go_of_promises),
    team.PERSON_DEACTIVATED: (let_go, let_go_of_promises),
}  # fmt: skip
