//! What `seeds/demo/generated.toml` says of the providers to generate. `seeds/README.md` describes every key.

use domain::values::hours::WeeklyDraft;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Everything that generated providers are made of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct GeneratedFacts {
    pub version: u32,
    pub seed: u64,
    pub names: Names,
    pub mix: Mix,
    pub states: States,
    pub texts: BTreeMap<String, Texts>,
    pub streets: Streets,
    pub phones: Phones,
    pub identifiers: Identifiers,
    pub place_names: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Names {
    pub starts: Vec<String>,
    pub ends: Vec<String>,
    pub starts_cy: Vec<String>,
    pub ends_cy: Vec<String>,
    pub patterns: Vec<Pattern>,
    pub welsh: WelshNames,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Pattern {
    pub sector: String,
    pub form: Option<String>,
    pub weight: u32,
    pub pattern: String,
    pub pattern_cy: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct WelshNames {
    pub per_thousand: u32,
    pub patterns: Vec<Pattern>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Mix {
    pub sectors: Vec<Weighted<String>>,
    pub channels: Vec<WeightedList>,
    pub places: Vec<Weighted<usize>>,
    pub hosts: Vec<Weighted<String>>,
    pub who_types: Vec<Weighted<String>>,
    pub booking: Vec<Weighted<String>>,
    pub clusters: Vec<WeightedList>,
    pub languages: Vec<PerThousand>,
    pub languages_by_nation: Vec<PerThousandInNation>,
    pub facilities: Vec<PerThousand>,
    pub hours: Vec<WeightedHours>,
    pub identifiers: Vec<IdentifierMix>,
    pub checks: Vec<Weighted<String>>,
    pub who_for: Vec<WhoFor>,
}

/// One of several values, out of a thousand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Weighted<T> {
    pub value: T,
    pub weight: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct WeightedList {
    pub values: Vec<String>,
    pub weight: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct WeightedHours {
    pub weight: u32,
    pub weekly: Vec<WeeklyDraft>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct PerThousand {
    pub value: String,
    pub per_thousand: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct PerThousandInNation {
    pub nation: String,
    pub value: String,
    pub per_thousand: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct IdentifierMix {
    pub form: String,
    pub charity: bool,
    pub company: bool,
    pub weight: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct WhoFor {
    pub weight: u32,
    pub eligibility: String,
    pub eligibility_cy: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct States {
    pub accreditation: Vec<PerThousand>,
    pub placement: Vec<PerThousand>,
    pub offering: Vec<PerThousand>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Texts {
    pub name: String,
    pub name_cy: String,
    pub summary: Vec<String>,
    pub summary_cy: Vec<String>,
    #[serde(default)]
    pub bring: String,
    #[serde(default)]
    pub bring_cy: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Streets {
    pub names: Vec<String>,
    pub kinds: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Phones {
    pub geographic: Numbers,
    pub mobile: Numbers,
    pub freephone: Numbers,
    pub uk_wide: Numbers,
    pub text_relay_prefix: String,
}

/// A prefix, and how many digits follow it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Numbers {
    pub prefix: String,
    pub digits: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct Identifiers {
    pub ranges: Vec<RegisterRange>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described in seeds/README.md")]
pub struct RegisterRange {
    pub scheme: String,
    pub nations: Vec<String>,
    pub prefix: String,
    pub digits: u32,
}
