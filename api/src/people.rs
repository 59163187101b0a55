//! Accounts over HTTP.

use crate::door::{Answer, Asked, Caller, NoBody, Problem, in_background};
use actix_web::{HttpResponse, get, post, put};
use domain::kernel::rights::OrganisationKind;
use domain::people::{
    ChangePasswordDraft, CodeDraft, EmailDraft, PasswordDraft, RegisterPersonDraft, ResetPasswordDraft,
    TokenDraft, TwoStepsDraft,
};
use domain::values::{EmailAddress, Name};
use domain::{Actor, Membership, OrganisationId, PersonId, Role, Timestamp};
use marketplace::Work;
use marketplace::people::{self, Account};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(register_person)
        .service(ask_for_confirmation)
        .service(confirm_email)
        .service(ask_for_reset)
        .service(reset_password)
        .service(show_me)
        .service(change_my_password)
        .service(set_up_two_steps)
        .service(use_two_steps)
        .service(drop_two_steps);
}

/// Where a mail is on its way to, whether or not there is an account.
#[derive(Debug, Serialize, ToSchema)]
struct MailSentView {
    /// The address that was given.
    mail_sent_to: EmailAddress,
}

/// A place in an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MembershipView {
    organisation: OrganisationId,
    kind: OrganisationKind,
    role: Role,
}

impl MembershipView {
    fn of(membership: &Membership) -> Self {
        let Membership { organisation, kind, role } = *membership;
        Self { organisation, kind, role }
    }
}

/// One's own account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountView {
    id: PersonId,
    version: i64,
    name: Name,
    email: EmailAddress,
    email_verified: bool,
    /// Whether sign-in asks for a one-time password.
    two_steps: bool,
    memberships: Vec<MembershipView>,
    registered_at: Timestamp,
}

impl AccountView {
    pub(crate) fn of(Account { person, memberships }: &Account) -> Self {
        Self {
            id: person.id,
            version: person.version,
            name: person.name.clone(),
            email: person.email.clone(),
            email_verified: person.email_verified_at.is_some(),
            two_steps: person.totp_secret.is_some(),
            memberships: memberships.iter().map(MembershipView::of).collect(),
            registered_at: person.registered_at,
        }
    }
}

/// Make an account. A link to confirm the address is mailed to it. The answer is the same whether or not the
/// address has an account.
#[utoipa::path(
    tag = "people",
    operation_id = "register_person",
    request_body = RegisterPersonDraft,
    responses(
        (status = 202, description = "A mail is on its way", body = MailSentView),
        (status = 422, description = "Fields cannot be what was sent", body = Problem),
    )
)]
#[post("/people")]
async fn register_person(asked: Asked<RegisterPersonDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let command = draft.parse()?;
    let password = command.password;
    let hash = in_background(move || people::hash_password(&password)).await?;
    let (name, email) = (command.name, command.email);
    let view = MailSentView { mail_sent_to: email.clone() };
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        people::register(work, by, name.clone(), email.clone(), hash.clone())
    };
    asked.write(unit, move |()| Answer::accepted(&view)).await
}

/// Ask for the link that confirms an address again.
#[utoipa::path(
    tag = "people",
    operation_id = "ask_for_confirmation",
    request_body = EmailDraft,
    responses(
        (status = 202, description = "A mail is on its way, if there is such an account", body = MailSentView),
        (status = 422, description = "This is no address", body = Problem),
    )
)]
#[post("/people/confirmation-requests")]
async fn ask_for_confirmation(asked: Asked<EmailDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let email = draft.parse()?;
    let view = MailSentView { mail_sent_to: email.clone() };
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| people::ask_for_confirmation(work, by, &email);
    asked.write(unit, move |()| Answer::accepted(&view)).await
}

/// Confirm an address by the link that was mailed to it.
#[utoipa::path(
    tag = "people",
    operation_id = "confirm_email",
    request_body = TokenDraft,
    responses(
        (status = 204, description = "Confirmed: now sign in"),
        (status = 422, description = "The link does not work", body = Problem),
    )
)]
#[post("/people/confirmations")]
async fn confirm_email(asked: Asked<TokenDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| people::confirm_email(work, by, &draft.token);
    asked.write(unit, |()| Answer::done()).await
}

/// Ask for the link with which a new password is chosen.
#[utoipa::path(
    tag = "people",
    operation_id = "ask_for_reset",
    request_body = EmailDraft,
    responses(
        (status = 202, description = "A mail is on its way, if there is such an account", body = MailSentView),
        (status = 422, description = "This is no address", body = Problem),
    )
)]
#[post("/people/password-reset-requests")]
async fn ask_for_reset(asked: Asked<EmailDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let email = draft.parse()?;
    let view = MailSentView { mail_sent_to: email.clone() };
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| people::ask_for_reset(work, by, &email);
    asked.write(unit, move |()| Answer::accepted(&view)).await
}

/// Choose a new password by a mailed link. Every session ends.
#[utoipa::path(
    tag = "people",
    operation_id = "reset_password",
    request_body = ResetPasswordDraft,
    responses(
        (status = 204, description = "The new password is in force"),
        (status = 422, description = "The link does not work, or the password may not be chosen", body = Problem),
    )
)]
#[post("/people/password-resets")]
async fn reset_password(asked: Asked<ResetPasswordDraft>) -> Result<HttpResponse, Problem> {
    let (ResetPasswordDraft { token, password }, asked) = asked.open();
    let draft = PasswordDraft { password };
    asked.run(move |market, _| people::reset_password(market, &token, &draft)).await?;
    Ok(Answer::done().into())
}

/// Show one's own account.
#[utoipa::path(
    tag = "people",
    operation_id = "show_me",
    responses(
        (status = 200, description = "The account", body = AccountView),
        (status = 401, description = "Nobody has signed in", body = Problem),
    )
)]
#[get("/people/me")]
async fn show_me(caller: Caller) -> Result<HttpResponse, Problem> {
    caller.show(people::me, |account| Answer::ok(&AccountView::of(account))).await
}

/// Change one's own password. Every other session ends.
#[utoipa::path(
    tag = "people",
    operation_id = "change_my_password",
    request_body = ChangePasswordDraft,
    responses(
        (status = 204, description = "The new password is in force"),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 422, description = "The current password is wrong, or the new one may not be chosen", body = Problem),
    )
)]
#[put("/people/me/password")]
async fn change_my_password(asked: Asked<ChangePasswordDraft>) -> Result<HttpResponse, Problem> {
    let token = asked.token();
    let (draft, asked) = asked.open();
    asked.run(move |market, by| people::change_password(market, by, token.as_deref(), &draft)).await?;
    Ok(Answer::done().into())
}

/// What an app needs to make one-time passwords.
#[derive(Debug, Serialize, ToSchema)]
struct OneTimeSetUpView {
    /// The secret in Base32, to be typed.
    secret: String,
    /// The same as an `otpauth` address.
    address: String,
}

/// Begin to sign in with one-time passwords. Nothing changes before a code proves that the app has the secret.
#[utoipa::path(
    tag = "people",
    operation_id = "set_up_two_steps",
    responses(
        (status = 200, description = "A fresh secret", body = OneTimeSetUpView),
        (status = 401, description = "Nobody has signed in", body = Problem),
    )
)]
#[post("/people/me/two-steps/set-up")]
async fn set_up_two_steps(asked: Asked<NoBody>) -> Result<HttpResponse, Problem> {
    let fresh = asked.run(|market, by| market.read(|work| people::set_up_two_steps(work, by))).await?;
    let view = OneTimeSetUpView { secret: fresh.secret, address: fresh.address };
    Ok(Answer::ok(&view).into())
}

/// Sign in with one-time passwords from now on.
#[utoipa::path(
    tag = "people",
    operation_id = "use_two_steps",
    request_body = TwoStepsDraft,
    responses(
        (status = 204, description = "In force"),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 422, description = "The code is wrong", body = Problem),
    )
)]
#[put("/people/me/two-steps")]
async fn use_two_steps(asked: Asked<TwoStepsDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| {
        people::use_two_steps(work, by, &draft.secret, &draft.code)
    };
    asked.write(unit, |()| Answer::done()).await
}

/// Sign in without one-time passwords again, given one last code.
#[utoipa::path(
    tag = "people",
    operation_id = "drop_two_steps",
    request_body = CodeDraft,
    responses(
        (status = 204, description = "Not asked for any more"),
        (status = 401, description = "Nobody has signed in", body = Problem),
        (status = 422, description = "The code is wrong", body = Problem),
    )
)]
#[post("/people/me/two-steps/end")]
async fn drop_two_steps(asked: Asked<CodeDraft>) -> Result<HttpResponse, Problem> {
    let (draft, asked) = asked.open();
    let unit = move |work: &mut Work<'_, '_>, by: &Actor| people::drop_two_steps(work, by, &draft.code);
    asked.write(unit, |()| Answer::done()).await
}
