//! Identifiers: one type a thing, so that none is taken for another.
//!
//! All are UUIDs (version 7 when made by Signpost), made outside this crate, which has no clock and
//! no chance.

use uuid::Uuid;

/// Why some text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an identifier: expected a UUID such as 0190163d-8694-739b-aea5-966c26f8ad91")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The plain UUID.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl crate::kernel::schema::PartialSchema for $name {
            fn schema() -> crate::kernel::schema::RefOr {
                crate::kernel::schema::uuid()
            }
        }

        impl crate::kernel::schema::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                // Only the hyphenated form: one spelling for one thing, also in addresses and caches.
                if text.len() != 36 {
                    return Err(NotAnId);
                }
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )+};
}

ids! {
    /// A provider, partner, department or authority.
    OrganisationId,
    /// A person who can sign in.
    PersonId,
    /// A program that calls the API for an organisation.
    ApiClientId,
    /// An invitation to join an organisation.
    InvitationId,
    /// A signed-in browser.
    SessionId,
    /// A framework.
    FrameworkId,
    /// A version of a framework's definition in the making.
    FrameworkRevisionId,
    /// A version of the Standard.
    StandardId,
    /// A version of the Standard before the board.
    StandardProposalId,
    /// A provider's application to one lot, and its standing on it.
    PlacementId,
    /// What a provider declares to a framework.
    DeclarationId,
    /// A provider's application for the quality mark.
    AccreditationId,
    /// A judgement while it is being written.
    WorkingJudgementId,
    /// A look at a provider's mark between assessments.
    ReviewId,
    /// A quality mark.
    QualityMarkId,
    /// Support that a provider gives.
    OfferingId,
    /// A file of offerings that came in together.
    OfferingImportId,
    /// A white-labelled directory.
    DirectoryId,
    /// A key of a directory.
    DirectoryKeyId,
    /// A government service.
    ServiceId,
    /// A cluster of services.
    ClusterId,
    /// A report of a problem.
    ReportId,
    /// One entry of the event log.
    EventId,
    /// A mail to deliver.
    MailId,
}
