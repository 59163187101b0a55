//! The raw fields of a directory.

use super::{AdmissionDraft, BrandDraft, DirectoryContent, EmbedOrigin, Guidance, HostName, Typeface};
use crate::kernel::fields::{FieldErrors, Fields};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The raw fields of a directory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DirectoryDraft {
    /// Its name in addresses.
    pub slug: String,
    /// Host names of its own, at most 10.
    pub hosts: Vec<String>,
    /// Its name.
    pub name: String,
    /// The same in Welsh.
    pub name_cy: String,
    /// What people read first.
    pub intro: String,
    /// The same in Welsh.
    pub intro_cy: String,
    /// What it says at length, in Markdown: headings (`##`, `###`), paragraphs, lists, links and bold.
    pub guidance: Option<String>,
    /// The same in Welsh; needed with guidance.
    pub guidance_cy: Option<String>,
    /// Where people write about the directory itself.
    pub contact_email: Option<String>,
    /// How it looks.
    pub brand: BrandDraft,
    /// What it admits.
    pub admits: AdmissionDraft,
    /// Sites that may show it within their own pages, such as `https://www.example.gov.uk`: at most 50.
    pub allowed_origins: Vec<String>,
}

impl DirectoryDraft {
    /// What it says and admits, or every error.
    ///
    /// # Errors
    /// With pointers such as `/brand/link`.
    pub fn parse(self) -> Result<DirectoryContent, FieldErrors> {
        let mut fields = Fields::new();
        let slug = fields.parse("/slug", &self.slug);
        if self.hosts.len() > 10 {
            fields.refuse("/hosts", "too_many", "Enter at most 10 host names");
        }
        let hosts = fields.each("/hosts", &self.hosts, |fields, raw| fields.parse::<HostName>("", raw));
        let name = fields.parse("/name", &self.name);
        let name_cy = fields.parse("/name_cy", &self.name_cy);
        let intro = fields.parse("/intro", &self.intro);
        let intro_cy = fields.parse("/intro_cy", &self.intro_cy);
        let guidance = fields.optional("/guidance", self.guidance.as_deref());
        let guidance_cy = fields.optional("/guidance_cy", self.guidance_cy.as_deref());
        in_both_languages(&mut fields, guidance.as_ref(), guidance_cy.as_ref());
        let contact_email = fields.optional("/contact_email", self.contact_email.as_deref());
        let brand = fields.inside("/brand", |fields| self.brand.read(fields));
        if let Some((brand, hosts)) = brand.as_ref().zip(hosts.as_ref()) {
            licensed(&mut fields, brand.typeface, hosts);
        }
        let admits = fields.inside("/admits", |fields| self.admits.read(fields));
        if self.allowed_origins.len() > 50 {
            fields.refuse("/allowed_origins", "too_many", "Enter at most 50 sites");
        }
        let origins = fields.each("/allowed_origins", &self.allowed_origins, |fields, raw| {
            fields.parse::<EmbedOrigin>("", raw)
        });
        fields.finish(|| {
            Some(DirectoryContent {
                slug: slug?,
                hosts: hosts?.into_iter().collect::<BTreeSet<_>>(),
                name: name?,
                name_cy: name_cy?,
                intro: intro?,
                intro_cy: intro_cy?,
                guidance: guidance?,
                guidance_cy: guidance_cy?,
                contact_email: contact_email?,
                brand: brand?,
                admits: admits?,
                allowed_origins: origins?.into_iter().collect(),
            })
        })
    }
}

/// GDS Transport is licensed for hosts under gov.uk only.
fn licensed(fields: &mut Fields, typeface: Typeface, hosts: &[HostName]) {
    if typeface == Typeface::Transport && !hosts.iter().any(HostName::is_gov_uk) {
        fields.refuse(
            "/brand/typeface",
            "transport_needs_gov_uk",
            "GDS Transport is for gov.uk only: give the directory a host name under gov.uk, or choose another typeface",
        );
    }
}

/// What is said in one language is said in the other.
fn in_both_languages(
    fields: &mut Fields,
    english: Option<&Option<Guidance>>,
    welsh: Option<&Option<Guidance>>,
) {
    match (english, welsh) {
        (Some(Some(_)), Some(None)) => {
            fields.refuse("/guidance_cy", "required", "Write the guidance in Welsh as well");
        }
        (Some(None), Some(Some(_))) => {
            fields.refuse("/guidance", "required", "Write the guidance in English as well");
        }
        _ => {}
    }
}
