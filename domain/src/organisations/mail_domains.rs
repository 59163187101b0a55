//! Which mail addresses belong to the public sector: a list that an administrator keeps.

use crate::kernel::NotThisText;
use crate::values::{EmailAddress, Line};
use crate::{EventBody, FieldErrors, Fields, text_value};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_value! {
    /// The end of a mail domain, by whole labels, in lower case: `gov.uk`, `dvla.gov.uk`.
    pub struct MailDomain, parsed by mail_domain
}

fn mail_domain(text: &str) -> Result<String, NotThisText> {
    let domain = text.trim().trim_start_matches('@').to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // A single label ("uk") would admit a whole country.
    if domain.len() <= 200 && domain.contains('.') && domain.split('.').all(label) {
        Ok(domain)
    } else {
        Err(NotThisText::because("Enter a mail domain of at least two parts, such as gov.uk or nhs.net"))
    }
}

/// Whether addresses of a domain, and of every domain below it, are admitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDomainRule {
    /// The end of the domain.
    pub suffix: MailDomain,
    /// Whether it admits or refuses.
    pub admits: bool,
    /// Why.
    pub reason: Line,
}

/// The raw fields of a rule.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailDomainRuleDraft {
    /// The end of the domain.
    #[serde(default)]
    pub suffix: String,
    /// Whether it admits (as it does when left out) or refuses.
    #[serde(default = "admitting")]
    pub admits: bool,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

const fn admitting() -> bool {
    true
}

impl MailDomainRuleDraft {
    /// The rule.
    ///
    /// # Errors
    /// Every field that is missing or wrong.
    pub fn parse(self) -> Result<MailDomainRule, FieldErrors> {
        let mut fields = Fields::new();
        let suffix = fields.parse("/suffix", &self.suffix);
        let reason = fields.required("/reason", Some(&self.reason), "Say why").map(str::to_owned);
        let reason = reason.and_then(|reason| fields.parse("/reason", &reason));
        fields.finish(|| Some(MailDomainRule { suffix: suffix?, admits: self.admits, reason: reason? }))
    }
}

/// Why the rule of a domain is removed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RemoveMailDomainDraft {
    /// Why.
    #[schema(example = "It is let to firms as well")]
    pub reason: String,
}

impl RemoveMailDomainDraft {
    /// The reason.
    ///
    /// # Errors
    /// When it is missing, or longer than a line.
    pub fn parse(&self) -> Result<Line, FieldErrors> {
        let mut fields = Fields::new();
        let reason = fields.required("/reason", Some(&self.reason), "Say why");
        let reason = reason.and_then(|reason| fields.parse("/reason", reason));
        fields.finish(|| reason)
    }
}

impl MailDomain {
    /// Whether a domain is this one, or lies below it.
    #[must_use]
    pub fn covers(&self, domain: &str) -> bool {
        domain.strip_suffix(self.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

/// Every rule. What no rule matches is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDomains(pub Vec<MailDomainRule>);

impl MailDomains {
    /// Whether an address is one of the public sector: the longest matching rule decides.
    #[must_use]
    pub fn admits(&self, address: &EmailAddress) -> bool {
        self.deciding(address.domain()).is_some_and(|rule| rule.admits)
    }

    /// The rule that decides on a domain: the longest that covers it.
    fn deciding(&self, domain: &str) -> Option<&MailDomainRule> {
        let covering = self.0.iter().filter(|rule| rule.suffix.covers(domain));
        covering.max_by_key(|rule| rule.suffix.as_str().len())
    }

    /// The rule that decides on a domain once its own is removed. `None`: no other covers it, and it is refused.
    #[must_use]
    pub fn deciding_without(&self, suffix: &MailDomain) -> Option<&MailDomainRule> {
        let others =
            self.0.iter().filter(|rule| rule.suffix != *suffix && rule.suffix.covers(suffix.as_str()));
        others.max_by_key(|rule| rule.suffix.as_str().len())
    }
}

/// What happened to the list.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum MailDomainEvent {
    /// A rule was set.
    Set {
        /// The rule.
        #[serde(flatten)]
        rule: MailDomainRule,
    },
    /// A rule was removed.
    Removed {
        /// Its domain.
        suffix: MailDomain,
        /// Why.
        reason: Line,
    },
}

impl EventBody for MailDomainEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Set { .. } => "mail_domain.set",
            Self::Removed { .. } => "mail_domain.removed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(suffix: &str, admits: bool) -> MailDomainRule {
        MailDomainRule { suffix: suffix.parse().unwrap(), admits, reason: "Test".parse().unwrap() }
    }

    #[test]
    fn whole_labels_match_and_the_longest_rule_decides() {
        let domains = MailDomains(vec![
            rule("gov.uk", true),
            rule("parish.gov.uk", false),
            rule("x.parish.gov.uk", true),
        ]);
        for (address, admitted) in [
            ("a@gov.uk", true),
            ("a@leeds.gov.uk", true),
            ("a@notgov.uk", false),
            ("a@gov.uk.example.org", false),
            ("a@parish.gov.uk", false),
            ("a@y.parish.gov.uk", false),
            ("a@x.parish.gov.uk", true),
            ("a@example.org", false),
        ] {
            assert_eq!(domains.admits(&address.parse().unwrap()), admitted, "{address}");
        }
        assert!(!MailDomains::default().admits(&"a@gov.uk".parse().unwrap()), "an empty list admits nobody");
    }

    #[test]
    fn without_its_own_rule_a_domain_is_decided_on_by_the_next_longest() {
        let domains =
            MailDomains(vec![rule("gov.uk", true), rule("parish.gov.uk", false), rule("nhs.net", true)]);
        let then = |suffix: &str| {
            let rule = domains.deciding_without(&suffix.parse().unwrap());
            rule.map(|rule| (rule.suffix.as_str(), rule.admits))
        };
        assert_eq!(then("parish.gov.uk"), Some(("gov.uk", true)));
        assert_eq!(then("gov.uk"), None);
        assert_eq!(then("nhs.net"), None);
    }

    #[test]
    fn a_rule_names_at_least_two_labels() {
        assert_eq!(" @NHS.net ".parse::<MailDomain>().unwrap().as_str(), "nhs.net");
        for wrong in ["", "uk", ".gov.uk", "gov..uk", "gov uk", "-a.uk", "*.gov.uk"] {
            assert!(wrong.parse::<MailDomain>().is_err(), "{wrong}");
        }
    }
}
