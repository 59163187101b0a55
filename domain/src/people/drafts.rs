//! The small raw bodies with which people look after their accounts.

use crate::values::{EmailAddress, Name};
use crate::{FieldErrors, Fields, Role};
use serde::Deserialize;
use utoipa::ToSchema;

/// An address.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailDraft {
    /// The address.
    #[serde(default)]
    pub email: String,
}

impl EmailDraft {
    /// The address.
    ///
    /// # Errors
    /// When it is missing or wrong.
    pub fn parse(&self) -> Result<EmailAddress, FieldErrors> {
        let mut fields = Fields::new();
        let email = fields.parse("/email", &self.email);
        fields.finish(|| email)
    }
}

/// What a mailed link carries.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenDraft {
    /// The last part of the link.
    #[serde(default)]
    pub token: String,
}

/// A new password by a mailed link.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetPasswordDraft {
    /// The last part of the link.
    #[serde(default)]
    pub token: String,
    /// The new password.
    #[serde(default)]
    pub password: String,
}

/// What someone signs in with.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInDraft {
    /// The address.
    #[serde(default)]
    pub email: String,
    /// The password.
    #[serde(default)]
    pub password: String,
    /// The code that an app shows, where the account asks for one.
    #[serde(default)]
    pub code: Option<String>,
}

/// Another role for a member.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleDraft {
    /// The role.
    #[serde(default)]
    pub role: String,
}

impl RoleDraft {
    /// The role.
    ///
    /// # Errors
    /// When there is no such role.
    pub fn parse(&self) -> Result<Role, FieldErrors> {
        let mut fields = Fields::new();
        let role = fields.check("/role", self.role.trim().parse::<Role>());
        fields.finish(|| role)
    }
}

/// Accepting an invitation: signed in, the link is enough; without an account, with a name and a password.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitationDraft {
    /// The last part of the link.
    #[serde(default)]
    pub token: String,
    /// The name of whoever makes an account.
    #[serde(default)]
    pub name: Option<String>,
    /// The password they choose.
    #[serde(default)]
    pub password: Option<String>,
}

impl AcceptInvitationDraft {
    /// The name and password of a new account for an address.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse_new(&self, email: &EmailAddress) -> Result<(Name, super::Password), FieldErrors> {
        let mut fields = Fields::new();
        let name = fields.parse("/name", self.name.as_deref().unwrap_or_default());
        let chosen = super::Password::choose(self.password.as_deref().unwrap_or_default(), email);
        let password = fields.check("/password", chosen);
        fields.finish(|| Some((name?, password?)))
    }
}

/// One-time passwords from now on.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TwoStepsDraft {
    /// The secret that the set-up gave.
    #[serde(default)]
    pub secret: String,
    /// The code that the app shows now.
    #[serde(default)]
    pub code: String,
}

/// A code.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeDraft {
    /// The code that the app shows now.
    #[serde(default)]
    pub code: String,
}

/// Why someone is let in by password alone.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndCodesDraft {
    /// How it is known that it is them who ask: `seen`, `called_back` or `vouched_for`; `seal_lost` where nobody's codes
    /// can be looked at any more.
    #[serde(default)]
    #[schema(example = "called_back")]
    pub because: String,
}

impl EndCodesDraft {
    /// Why.
    ///
    /// # Errors
    /// When it is missing, or none of those.
    pub fn parse(&self) -> Result<super::ExcusedBecause, FieldErrors> {
        let mut fields = Fields::new();
        let because =
            fields.required("/because", Some(&self.because), "Say how you know that it is them who ask");
        let because = because.and_then(|because| fields.parse("/because", because));
        fields.finish(|| because)
    }
}
