"""What the page of history tells, of every room. Settings name this table, for that page is far below."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from heedful.assist.audited import SENTENCES as OF_ASSIST
from heedful.coaching.audited import SENTENCES as OF_COACHING
from heedful.config import kinds
from heedful.customers.audited import SENTENCES as OF_CUSTOMERS
from heedful.interactions.audited import SENTENCES as OF_INTERACTIONS
from heedful.notices.audited import SENTENCES as OF_NOTICES
from heedful.replies.audited import SENTENCES as OF_REPLIES
from heedful.standards.audited import SENTENCES as OF_STANDARDS
from heedful.switchboard.audited import SENTENCES as OF_SWITCHBOARD
from heedful.team.audited import SENTENCES as OF_TEAM

SENTENCES = {
    **OF_TEAM,
    **OF_STANDARDS,
    **OF_CUSTOMERS,
    **OF_INTERACTIONS,
    **OF_SWITCHBOARD,
    **OF_COACHING,
    **OF_REPLIES,
    **OF_NOTICES,
    **OF_ASSIST,
    kinds.KEEPING_CHANGED: gettext_lazy(
        "set how many months are kept: mail %(after_mail)s, files %(after_files)s, texts %(after_texts)s (0: for ever)"
    ),
    kinds.PURGED: gettext_lazy(
        "took away what had been kept long enough: %(mails)s mails, %(files)s files, %(texts)s texts"
    ),
    kinds.ERASED: gettext_lazy(
        "erased a customer: %(conversations)s conversations, %(contacts)s contacts, %(files)s files, %(mails)s mails"
    ),
}
