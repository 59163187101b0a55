//! Commands on one thing: the same few lines for each, written once.

/// Declares handlers that change the thing at an address: read the draft, insist on the version that the
/// asker read, run the use case, answer with the thing as it is now.
///
/// ```ignore
/// commands! {
///     "placements", PlacementId => PlacementView by answered;
///     /// Suspend a provider from a lot.
///     post "/placements/{id}/suspension" suspend_placement(SuspendDraft)
///         = |work, by, at, draft| placements::suspend(work, by, at, &draft.parse(work.now())?);
/// }
/// ```
/// A draft of `NoBody` is a request without a body.
macro_rules! commands {
    ($tag:tt, $id:ident => $view:ident by $answer:path;
     $($(#[$doc:meta])* $method:ident $path:tt $name:ident($draft:ident)
        = |$work:ident, $by:ident, $at:ident, $sent:ident| $body:expr;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(
            tag = $tag,
            request_body = $draft,
            params(
                ("id" = $id, Path, description = "Which"),
                ("If-Match" = String, Header, description = "The ETag that was read"),
                ("Idempotency-Key" = Option<String>, Header, description = "The same key and body: the same answer"),
            ),
            responses(
                (status = 200, description = "As it is now", body = $view),
                (status = 401, description = "Nobody has signed in", body = Problem),
                (status = 403, description = "Not for this role", body = Problem),
                (status = 404, description = "Not there, or not yours to know", body = Problem),
                (status = 409, description = "Not in this state of things", body = Problem),
                (status = 412, description = "Changed since it was read", body = Problem),
                (status = 422, description = "A rule, or fields that cannot be what was sent", body = Problem),
                (status = 428, description = "No If-Match", body = Problem),
            )
        )]
        #[$method($path)]
        async fn $name(
            id: actix_web::web::Path<$id>,
            asked: $crate::door::Asked<$draft>,
        ) -> Result<actix_web::HttpResponse, $crate::door::Problem> {
            let (sent, asked) = asked.open();
            let at = marketplace::At { id: id.into_inner(), version: asked.version()? };
            asked
                .write(
                    move |$work, $by| {
                        let ($at, $sent) = (at, sent.clone());
                        let done = $body?;
                        $answer($work, $by, done)
                    },
                    $view::answer,
                )
                .await
        }
    )+};
}
pub(crate) use commands;
