"""The addresses of the room `promises`."""

from django.urls import path

from heedful.promises import pages

urlpatterns = [
    path("promises/", pages.promises, name="promises"),
    path("promises/<int:promise_id>/confirmation/", pages.confirmation, name="promise_confirmation"),
    path("promises/<int:promise_id>/dismissal/", pages.dismissal, name="promise_dismissal"),
    path("promises/<int:promise_id>/fulfilment/", pages.fulfilment, name="promise_fulfilment"),
    path("promises/<int:promise_id>/moving/", pages.moving, name="promise_moving"),
    path("promises/<int:promise_id>/release/", pages.releasing, name="promise_release"),
    path("promises/<int:promise_id>/undo/", pages.promise_undo, name="promise_undo"),
    path("conversations/<int:conversation_id>/promises/", pages.conversation_promises, name="conversation_promises"),
    path("conversations/<int:conversation_id>/promises/new/", pages.promise_new, name="promise_new"),
    path("interactions/<int:interaction_id>/hearing/", pages.hearing, name="hearing"),
    path("note/hearing/", pages.hearing_new, name="hearing_new"),
    path("customers/<int:customer_id>/promises/", pages.customer_promises, name="customer_promises"),
]
