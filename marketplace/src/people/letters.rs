//! What we write to people about their accounts.

use domain::people::Invitation;
use domain::values::{EmailAddress, Line, Name};
use store::outbox::Letter;

const NOT_YOU: &str = "If you did not ask for this, ignore this email: nothing happens.";

fn letter(to: &EmailAddress, subject: impl Into<String>, paragraphs: &[&str]) -> Letter {
    Letter { to: to.clone(), subject: subject.into(), body: paragraphs.join("\n\n") }
}

/// The link that proves an address.
pub(super) fn confirm(to: &EmailAddress, base_url: &str, token: &str) -> Letter {
    let link = format!("{base_url}/account/confirm/{token}");
    let ask = "Confirm your email address to finish making your Signpost account:";
    letter(to, "Confirm your email address", &[ask, &link, "The link works for 3 days.", NOT_YOU])
}

/// To the owner of an address with which someone tried to make a second account.
pub(super) fn has_account(to: &EmailAddress, base_url: &str) -> Letter {
    let said = "Someone, probably you, asked for a Signpost account with this address. You have one already.";
    let links = format!("Sign in: {base_url}/sign-in\nNew password: {base_url}/account/reset");
    letter(to, "You have a Signpost account already", &[said, &links, NOT_YOU])
}

/// The link with which a new password is chosen.
pub(super) fn reset(to: &EmailAddress, base_url: &str, token: &str) -> Letter {
    let link = format!("{base_url}/account/reset/{token}");
    let ask = "Choose a new password for Signpost:";
    letter(to, "Choose a new password", &[ask, &link, "The link works for 2 hours, once.", NOT_YOU])
}

/// A new password is in force.
pub(super) fn password_changed(to: &EmailAddress, base_url: &str) -> Letter {
    let said = "The password of your Signpost account was changed, and every other session was signed out.";
    let help = format!("If this was not you, choose a new password at once: {base_url}/account/reset");
    letter(to, "Your password was changed", &[said, &help])
}

/// An administrator lets someone sign in with the password alone.
pub(super) fn codes_ended(to: &EmailAddress, base_url: &str) -> Letter {
    let said = "Your Signpost account does not ask for a security code any more: an administrator has ended that. You sign in with your e-mail address and password alone.";
    let again =
        format!("Set up security codes again, with the app that you use now: {base_url}/account/two-steps");
    let help =
        "If you did not ask for this, tell whoever runs Signpost where you are, and choose a new password.";
    letter(to, "Your account asks for no security code", &[said, &again, help])
}

/// The link that lets someone into an organisation.
pub(super) fn invitation(invitation: &Invitation, organisation: &str, base_url: &str, token: &str) -> Letter {
    let link = format!("{base_url}/invitations/{token}");
    let role = invitation.role.word().replace('_', " ");
    let said = format!("{organisation} invites you to join it on Signpost as its {role}.");
    let to = &invitation.email;
    let subject = format!("{organisation} invites you to Signpost");
    letter(to, subject, &[&said, &link, "The link works for 14 days.", NOT_YOU])
}

/// The link that lets who answers for a partner into its entry. It is from the lead, whom they know; the organisation that
/// they are asked into is their own.
pub(super) fn partner(
    invitation: &Invitation,
    partner: &Name,
    (lead, part): (&Name, &Line),
    base_url: &str,
    token: &str,
) -> Letter {
    let link = format!("{base_url}/invitations/{token}");
    let said = format!(
        "{lead} has named {partner} on Signpost as its partner, and you as who answers for it. What you do for {lead}, it says: “{part}”."
    );
    let ask = "Make an account, look at the entry, and say whether you work together:";
    let until = "Until you have said so, you are nobody's partner here. The link works for 14 days.";
    let not_you = "If you know nothing of this, ignore this email: nothing happens.";
    let subject = format!("{lead} names {partner} as its partner");
    letter(&invitation.email, subject, &[&said, ask, &link, until, not_you])
}
