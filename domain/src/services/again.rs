//! The entries of services and clusters again as drafts, so that a form can be filled in with what is kept.

use super::{
    ClusterContent, ClusterDraft, IdentityRoute, IdentityRouteDraft, ServiceContent, ServiceDraft,
    SupportQuestions, SupportQuestionsDraft,
};

impl From<&ClusterContent> for ClusterDraft {
    fn from(content: &ClusterContent) -> Self {
        Self {
            slug: content.slug.to_string(),
            name: content.name.to_string(),
            name_cy: content.name_cy.to_string(),
            description: content.description.to_string(),
            description_cy: content.description_cy.to_string(),
        }
    }
}

impl From<&SupportQuestions> for SupportQuestionsDraft {
    fn from(questions: &SupportQuestions) -> Self {
        Self {
            users: Some(questions.users.to_string()),
            intermediary: Some(questions.intermediary.to_string()),
            same_outcome_from: questions.same_outcome_from.as_ref().map(ToString::to_string),
            people_a_year: questions.people_a_year,
        }
    }
}

impl From<&IdentityRoute> for IdentityRouteDraft {
    fn from(route: &IdentityRoute) -> Self {
        Self {
            cannot_be_checked: route.cannot_be_checked.to_string(),
            cannot_be_checked_cy: route.cannot_be_checked_cy.to_string(),
            other_route: route.other_route.to_string(),
            other_route_cy: route.other_route_cy.to_string(),
        }
    }
}

impl From<&ServiceContent> for ServiceDraft {
    fn from(content: &ServiceContent) -> Self {
        Self {
            slug: content.slug.to_string(),
            name: content.name.to_string(),
            name_cy: content.name_cy.to_string(),
            department: content.department.to_string(),
            clusters: content.clusters.iter().map(ToString::to_string).collect(),
            nations: content.nations.iter().map(ToString::to_string).collect(),
            url: content.url.as_ref().map(ToString::to_string),
            support: (&content.support).into(),
            identity_check: content.identity_route.is_some(),
            identity_route: content.identity_route.as_ref().map(Into::into),
        }
    }
}
