//! What a directory says again as a draft, so that a form can be filled in with what is kept.

use super::{
    AdmissionDraft, AdmissionRule, Brand, BrandDraft, DirectoryContent, DirectoryDraft, ListedByExemption,
    ListedByExemptionDraft,
};
use std::fmt::Display;

fn each<T: Display>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

impl From<&Brand> for BrandDraft {
    fn from(brand: &Brand) -> Self {
        Self {
            header_background: brand.header_background.to_string(),
            header_text: Some(brand.header_text.to_string()),
            link: brand.link.to_string(),
            button: brand.button.to_string(),
            button_text: Some(brand.button_text.to_string()),
            accent: Some(brand.accent.to_string()),
            logo: brand.logo.as_ref().map(ToString::to_string),
            logo_text: brand.logo_text.as_ref().map(ToString::to_string),
        }
    }
}

impl From<&ListedByExemption> for ListedByExemptionDraft {
    fn from(exempt: &ListedByExemption) -> Self {
        Self {
            provider: exempt.provider.to_string(),
            reference: exempt.reference.to_string(),
            until: exempt.until.to_string(),
        }
    }
}

impl From<&AdmissionRule> for AdmissionDraft {
    fn from(rule: &AdmissionRule) -> Self {
        Self {
            clusters: each(&rule.clusters),
            services: each(&rule.services),
            channels: each(&rule.channels),
            local_authorities: each(&rule.authorities),
            nations: each(&rule.nations),
            excluded: each(&rule.excluded),
            exempt: rule.exempt.iter().map(Into::into).collect(),
        }
    }
}

impl From<&DirectoryContent> for DirectoryDraft {
    fn from(content: &DirectoryContent) -> Self {
        Self {
            slug: content.slug.to_string(),
            hosts: each(&content.hosts),
            name: content.name.to_string(),
            name_cy: content.name_cy.to_string(),
            intro: content.intro.to_string(),
            intro_cy: content.intro_cy.to_string(),
            contact_email: content.contact_email.as_ref().map(ToString::to_string),
            brand: (&content.brand).into(),
            admits: (&content.admits).into(),
            allowed_origins: each(&content.allowed_origins),
        }
    }
}
