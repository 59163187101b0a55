//! What people ask to be done to a placement: raw fields, and the commands they become.

use crate::frameworks::questions::Answers;
use crate::values::{Line, Name, Slug};
use crate::{FieldErrors, Fields, OrganisationId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Starts an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// For which provider.
    pub provider: OrganisationId,
    /// To which framework.
    pub framework: Slug,
    /// To which lot.
    pub lot: Slug,
}

/// See [`Start`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StartPlacementDraft)]
pub struct StartDraft {
    /// The provider's identifier.
    #[serde(default)]
    pub provider: String,
    /// The framework's slug.
    #[serde(default)]
    pub framework: String,
    /// The lot's slug.
    #[serde(default)]
    pub lot: String,
}

impl StartDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be.
    pub fn parse(self) -> Result<Start, FieldErrors> {
        let mut fields = Fields::new();
        let provider = fields.parse("/provider", &self.provider);
        let framework = fields.parse("/framework", &self.framework);
        let lot = fields.parse("/lot", &self.lot);
        fields.finish(|| Some(Start { provider: provider?, framework: framework?, lot: lot? }))
    }
}

/// Saves answers, laid over those already there, and the partners where they are given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fill {
    /// The answers. A blank one takes an earlier one away.
    pub answers: Answers,
    /// All partners, where they change.
    pub partners: Option<Vec<OrganisationId>>,
}

/// See [`Fill`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FillPlacementDraft)]
pub struct FillDraft {
    /// Answers by question.
    #[serde(default)]
    pub answers: Answers,
    /// The identifiers of all partners. Left out: they stay as they are.
    pub partners: Option<Vec<String>>,
}

impl FillDraft {
    /// Reads the command. The answers are checked against their questions later.
    ///
    /// # Errors
    /// Every partner that is no identifier.
    pub fn parse(self) -> Result<Fill, FieldErrors> {
        let mut fields = Fields::new();
        let partners = match self.partners {
            None => Some(None),
            Some(raw) => fields.each("/partners", raw, |fields, id| fields.parse("", &id)).map(Some),
        };
        fields.finish(|| Some(Fill { answers: self.answers, partners: partners? }))
    }
}

/// Who signs for a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Signatory {
    /// By what authority the person may bind the provider: "Director", "resolution of the trustees".
    pub authority: Line,
    /// The person's name.
    pub name: Name,
    /// The person's role in the provider.
    pub role: Line,
}

/// See [`Signatory`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignDraft {
    /// By what authority.
    #[serde(default)]
    pub authority: String,
    /// The person's name.
    #[serde(default)]
    pub name: String,
    /// The person's role.
    #[serde(default)]
    pub role: String,
    /// That the person confirms that they may sign, and have read the agreement.
    #[serde(default)]
    pub confirmed: bool,
}

impl SignDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// Every field that is not what it must be; a signature that was not confirmed.
    pub fn parse(self) -> Result<Signatory, FieldErrors> {
        let mut fields = Fields::new();
        let signatory = self.read(&mut fields);
        fields.finish(|| signatory)
    }

    fn read(&self, fields: &mut Fields) -> Option<Signatory> {
        let authority = fields.parse("/authority", &self.authority);
        let name = fields.parse("/name", &self.name);
        let role = fields.parse("/role", &self.role);
        if !self.confirmed {
            let sentence = "Confirm that you may sign for the provider and have read the agreement";
            fields.refuse("/confirmed", "required", sentence);
        }
        Some(Signatory { authority: authority?, name: name?, role: role? })
    }
}

/// Signs a later wording of the agreement: the one that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedVariation {
    /// The version of the framework that has the wording.
    pub framework_version: u32,
    /// Who signs.
    pub signatory: Signatory,
}

/// See [`SignedVariation`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignVariationDraft {
    /// The version of the framework whose wording was read. Another may have come since.
    #[serde(default)]
    pub framework_version: u32,
    /// By what authority.
    #[serde(default)]
    pub authority: String,
    /// The person's name.
    #[serde(default)]
    pub name: String,
    /// The person's role.
    #[serde(default)]
    pub role: String,
    /// That the person confirms that they may sign, and have read the new wording.
    #[serde(default)]
    pub confirmed: bool,
}

impl SignVariationDraft {
    /// Reads the command.
    ///
    /// # Errors
    /// As [`SignDraft::parse`]; when no version is named.
    pub fn parse(self) -> Result<SignedVariation, FieldErrors> {
        let Self { framework_version, authority, name, role, confirmed } = self;
        let mut fields = Fields::new();
        is_a_version(&mut fields, framework_version);
        let signatory = SignDraft { authority, name, role, confirmed }.read(&mut fields);
        fields.finish(|| Some(SignedVariation { framework_version, signatory: signatory? }))
    }
}

/// Countersigns a later wording of the agreement.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountersignVariationDraft {
    /// The version of the framework whose wording the provider signed.
    #[serde(default)]
    pub framework_version: u32,
}

impl CountersignVariationDraft {
    /// Reads the command: the version.
    ///
    /// # Errors
    /// When none is named.
    pub fn parse(self) -> Result<u32, FieldErrors> {
        let mut fields = Fields::new();
        is_a_version(&mut fields, self.framework_version);
        fields.finish(|| Some(self.framework_version))
    }
}

fn is_a_version(fields: &mut Fields, version: u32) {
    if version == 0 {
        let sentence = "Name the version of the framework whose wording this is";
        fields.refuse("/framework_version", "required", sentence);
    }
}
