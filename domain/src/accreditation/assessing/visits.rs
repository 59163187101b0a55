//! Visits to the places where help is given: the day, by whom, and what was seen.

use crate::accreditation::{
    Accreditation, CannotAccredit, CannotTakeEvidence, CriterionId, Event, MOST_FILES, Officer,
    StandardDefinition,
};
use crate::kernel::time::day_of;
use crate::values::{FileReference, Postcode, Prose};
use crate::{Changed, Day, FieldErrors, Fields, PersonId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The report of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SiteVisit {
    /// Where.
    pub place: Postcode,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub on: Day,
    /// By whom.
    pub by: Option<PersonId>,
    /// What was seen.
    pub seen: Prose,
    /// The criteria that it bears on.
    pub criteria: Vec<CriterionId>,
    /// Photographs, or notes that were signed.
    pub files: Vec<FileReference>,
    /// When the report was made.
    pub reported_at: Timestamp,
}

/// See [`SiteVisit`].
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitDraft {
    /// The postcode of the place.
    #[serde(default)]
    pub place: String,
    /// The day, as `2027-01-31`.
    #[serde(default)]
    pub on: String,
    /// What was seen.
    #[serde(default)]
    pub seen: String,
    /// The numbers of the criteria that it bears on.
    #[serde(default)]
    pub criteria: Vec<String>,
    /// Of the files that were handed in with this application, those that belong to the report. Others are handed in
    /// once it is there.
    #[serde(default)]
    pub files: Vec<FileReference>,
}

impl VisitDraft {
    /// Reads the report. Who made it is known when it is kept.
    ///
    /// # Errors
    /// Every field that is not what it must be; a day that is still to come.
    pub fn parse(self, now: Timestamp) -> Result<SiteVisit, FieldErrors> {
        let mut fields = Fields::new();
        let place = fields.parse("/place", &self.place);
        let on = fields.day("/on", &self.on);
        if on.is_some_and(|on| on > day_of(now)) {
            fields.refuse("/on", "in_the_future", "Report a visit once it was made");
        }
        let seen = fields.parse("/seen", &self.seen);
        let criteria = fields.each("/criteria", self.criteria, |fields, id| fields.parse("", &id));
        let files = self.files;
        fields.finish(|| {
            let (place, on, seen, criteria) = (place?, on?, seen?, criteria?);
            Some(SiteVisit { place, on, by: None, seen, criteria, files, reported_at: now })
        })
    }
}

impl Accreditation {
    /// Keeps the report of a visit. What was seen is a fact for everyone who assesses.
    ///
    /// # Errors
    /// When it is not under assessment by this person, a criterion is not one of the Standard, or a file was not
    /// handed in.
    pub fn report_visit(
        mut self,
        by: &Officer,
        visit: SiteVisit,
        standard: &StandardDefinition,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_judge(by)?;
        if let Some(unknown) = visit.criteria.iter().find(|id| standard.criterion(id).is_none()) {
            return Err(CannotAccredit::NoSuchCriterion(unknown.clone()));
        }
        let handed_in = |wanted: &&FileReference| self.files().any(|file| file.sha256 == wanted.sha256);
        if let Some(stranger) = visit.files.iter().find(|file| !handed_in(file)) {
            return Err(CannotTakeEvidence::NotHandedIn(stranger.name.clone()).into());
        }
        let event = Event::Visited { place: visit.place.clone(), on: visit.on };
        self.assessment.visits.push(SiteVisit { by: Some(by.person), ..visit });
        Ok(Changed::by(self, &event))
    }

    /// Adds a file to the report of a visit, by its place in the list: a photograph, or notes that were signed. The same
    /// file again gets the newer name.
    ///
    /// # Errors
    /// When it is not under assessment by this person, there is no such report, or it has as many files as it can.
    pub fn add_to_visit(
        mut self,
        by: &Officer,
        place: usize,
        file: FileReference,
    ) -> Result<Changed<Self>, CannotAccredit> {
        self.may_judge(by)?;
        let visit = self.assessment.visits.get_mut(place).ok_or(CannotAccredit::NoSuchVisit)?;
        visit.files.retain(|there| there.sha256 != file.sha256);
        if visit.files.len() >= MOST_FILES {
            return Err(CannotTakeEvidence::TooMany.into());
        }
        let event = Event::VisitFileHandedIn { visit: place, sha256: file.sha256.clone(), bytes: file.bytes };
        visit.files.push(file);
        Ok(Changed::by(self, &event))
    }

    /// Every file of the application: in its evidence, and in the reports of visits.
    pub fn files(&self) -> impl Iterator<Item = &FileReference> {
        let of_visits = self.assessment.visits.iter().flat_map(|visit| &visit.files);
        self.evidence.values().flat_map(|given| &given.files).chain(of_visits)
    }

    /// The sampled places that nobody has been to yet.
    #[must_use]
    pub fn unvisited(&self) -> Vec<&Postcode> {
        let visited = |place: &&Postcode| self.assessment.visits.iter().any(|visit| visit.place == **place);
        self.assessment.sample.iter().filter(|place| !visited(place)).collect()
    }
}
