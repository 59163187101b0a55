//! Places on lots: a provider applies and signs, the authority decides.

mod apply;
mod both;
mod case;
mod copy;
mod declaration;
mod declared;
mod eligible;
mod many;
mod partners;
mod question;
mod queue;
mod renew;
mod signed;
mod steps;
mod submission;
mod variations;
mod wording;

pub(crate) use steps::suspension_fields;
pub(crate) use wording::agreement_text;

use crate::door::Asking;
use actix_web::web::ServiceConfig;
use domain::frameworks::questions::Question;
use ui::Markup;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .configure(apply::routes)
        .configure(eligible::routes)
        .configure(queue::routes)
        .configure(many::routes)
        .configure(partners::routes)
        .configure(question::routes)
        .configure(submission::routes)
        .configure(renew::routes)
        .configure(signed::routes)
        .configure(wording::routes)
        .configure(variations::routes)
        .configure(declaration::routes)
        .configure(declared::routes)
        .configure(copy::routes)
        .configure(steps::routes)
        .configure(case::routes);
}

/// A question as applicants see it.
pub(crate) fn question_field(asking: &Asking<'_>, question: &Question) -> Markup {
    question::field(asking, question, false)
}
