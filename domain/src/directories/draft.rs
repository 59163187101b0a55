//! The raw fields of a directory.

use super::{AdmissionDraft, BrandDraft, DirectoryContent, EmbedOrigin, HostName};
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
        let contact_email = fields.optional("/contact_email", self.contact_email.as_deref());
        let brand = fields.inside("/brand", |fields| self.brand.read(fields));
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
                contact_email: contact_email?,
                brand: brand?,
                admits: admits?,
                allowed_origins: origins?.into_iter().collect(),
            })
        })
    }
}
