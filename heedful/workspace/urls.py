"""The addresses of the room `workspace`."""

from django.urls import path

from heedful.workspace import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("inbox/set-aside/", pages.set_aside, name="set_aside"),
    path("inbox/set-aside/<int:raw_id>/source/", pages.source, name="source"),
    path("inbox/set-aside/<int:raw_id>/retrial/", pages.retrial, name="retrial"),
    path("inbox/set-aside/<int:raw_id>/dismissal/", pages.raw_dismissal, name="raw_dismissal"),
    path("inbox/<slug:view>/", pages.inbox, name="inbox"),
    path("conversations/<int:conversation_id>/", pages.conversation, name="conversation"),
    path("conversations/<int:conversation_id>/assignment/", pages.assignment, name="assignment"),
    path("conversations/<int:conversation_id>/resolution/", pages.resolution, name="resolution"),
    path("conversations/<int:conversation_id>/reading/", pages.reading, name="reading"),
    path("conversations/<int:conversation_id>/tags/", pages.conversation_tags, name="conversation_tags"),
    path("conversations/<int:conversation_id>/priority/", pages.priority, name="priority"),
    path("conversations/<int:conversation_id>/snooze/", pages.snooze, name="snooze"),
    path("conversations/<int:conversation_id>/following/", pages.following, name="following"),
    path("conversations/<int:conversation_id>/presence/", pages.presence, name="presence"),
    path("conversations/<int:conversation_id>/merging/", pages.merging, name="merging"),
    path("interactions/<int:interaction_id>/splitting/", pages.splitting, name="splitting"),
    path("views/", pages.views, name="views"),
    path("views/<int:view_id>/", pages.view, name="view"),
    path("views/completions/", pages.completions, name="completions"),
    path("batches/", pages.batches, name="batches"),
    path("batches/<int:batch_id>/", pages.batch, name="batch"),
    path("batches/<int:batch_id>/undo/", pages.batch_undo, name="batch_undo"),
    path("batches/<slug:verb>/", pages.batch_question, name="batch_question"),
    path("moves/<int:move_id>/undo/", pages.move_undo, name="move_undo"),
    path("interactions/<int:interaction_id>/closing/", pages.closing, name="closing"),
    path("interactions/<int:interaction_id>/letter/", pages.letter, name="letter"),
    path("deliveries/<int:delivery_id>/settlement/", pages.settlement, name="settlement"),
    path("customers/search/", pages.customer_search, name="customer_search"),
    path("customers/<int:customer_id>/card/", pages.card, name="card"),
    path("customers/<int:customer_id>/remembered/", pages.remembered, name="remembered"),
    path("unanswered/", pages.radar, name="radar"),
    path("search/", pages.search, name="search"),
    path("note/", pages.note, name="note"),
    path("rail/", pages.rail_counts, name="rail_counts"),
]
