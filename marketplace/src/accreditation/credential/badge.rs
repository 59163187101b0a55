//! The credential of one mark.

use super::super::mark::{PublicMark, quality_mark};
use super::{CREDENTIALS, OPEN_BADGES, issuer, issuer_address, signed};
use crate::Market;
use domain::accreditation::{CannotIssue, Places, QualityMark, StatusPlace, StatusPurpose};
use domain::offerings::Channel;
use domain::{QualityMarkId, Refused};
use serde_json::{Value, json};

/// The credential of a mark, as a signed token. It is made anew each time, and given only while the mark counts. It ends
/// with the mark; where a renewal is being decided, the mark has no end that is known, and only its lists say when.
///
/// # Errors
/// [`Refused::NotFound`]; [`CannotIssue`] when the mark does not count now.
pub fn credential(market: &Market, id: QualityMarkId) -> Result<String, Refused> {
    let (public, place) = market.read(|work| {
        let public = quality_mark(work, id)?;
        if let Some(refusal) = CannotIssue::of(public.mark.status_at(work.now())) {
            return Err(refusal.into());
        }
        let place = work.status_place(id)?.ok_or_else(|| Refused::broken("a mark without a status place"))?;
        Ok((public, place))
    })?;
    let ends = public.mark.renewal.is_none().then_some(public.mark.ends);
    signed(market, badge(market, &public, place), (public.mark.starts, ends))
}

fn badge(
    market: &Market,
    PublicMark { mark, provider, standard, .. }: &PublicMark,
    place: StatusPlace,
) -> Value {
    let base = &market.settings().base_url;
    let page = format!("{base}/quality-marks/{}", mark.id);
    json!({
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": format!("{page}/credential"),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Quality mark for assisted digital support",
        "description": standard.disclaimer.as_str(),
        "image": {"id": format!("{page}.svg"), "type": "Image", "caption": "The mark as it is now"},
        "issuer": issuer::profile(&issuer_address(market), base, standard),
        "credentialSubject": {
            "id": format!("urn:uuid:{}", provider.id),
            "type": ["AchievementSubject"],
            "identifier": [{
                "type": "IdentityObject",
                "identityType": "name",
                "identityHash": provider.name.as_str(),
                "hashed": false,
            }],
            "narrative": scope_said(mark),
            "achievement": {
                "id": format!("{base}/api/v1/standards/{}", standard.number),
                "type": ["Achievement"],
                "achievementType": "Certification",
                "name": format!("{}, version {}", standard.title, standard.number),
                "version": standard.number.to_string(),
                "description": standard.disclaimer.as_str(),
                "criteria": {
                    "id": format!("{base}/api/v1/standards/{}", standard.number),
                    "narrative": "Every essential criterion was judged met, or partly met with conditions, by an assessor without an interest in the holder. Someone else decided.",
                },
            },
        },
        "evidence": [{
            "id": page,
            "type": ["Evidence"],
            "name": "The mark’s public page",
            "narrative": "What was judged, from when and until when, and what the mark is now",
        }],
        "credentialStatus": StatusPurpose::ALL
            .iter()
            .map(|purpose| {
                let list = super::status_list::address(base, *purpose, place.list());
                json!({
                    "id": format!("{list}#{}", place.index()),
                    "type": "BitstringStatusListEntry",
                    "statusPurpose": purpose.word(),
                    "statusListIndex": place.index().to_string(),
                    "statusListCredential": list,
                })
            })
            .collect::<Vec<_>>(),
    })
}

/// What the mark covers, in a sentence for whoever reads the credential.
fn scope_said(mark: &QualityMark) -> String {
    let channels = mark.scope.channels.iter().map(|channel| match channel {
        Channel::InPerson => "in person at a place",
        Channel::Outreach => "in person by outreach visit",
        Channel::Telephone => "by telephone",
        Channel::WebChat => "by web chat",
    });
    let places = match &mark.scope.places {
        Places::All => "every place of the holder".to_owned(),
        Places::Listed(listed) => listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Places::AllBut(listed) => {
            let listed = listed.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            format!("every place of the holder but {listed}")
        }
    };
    format!("The mark covers help {}; places: {places}.", channels.collect::<Vec<_>>().join(", "))
}
