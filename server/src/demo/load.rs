//! Loading the demo: its past, day by day, through the use cases and by its own people.

use super::cases;
use super::cast::Cast;
use super::clock::{LAST_DAY, PastClock, at};
use super::files::{directories, generated, providers};
use super::generate::Generator;
use super::land::Land;
use super::lot_life::LotPapers;
use super::mix::GeneratedFacts;
use super::opening::{Opening, open};
use super::paperwork::{Answered, MarkPapers, answers_to, declared};
use super::plan::Plan;
use super::provider_life::{Registered, Troupe};
use super::register::DemoRegister;
use crate::seeds::{self, BadSeed, NotLoaded};
use domain::organisations::Standing;
use domain::{Day, Refused, accreditation, placements};
use jiff::ToSpan;
use jiff::civil::{date, time};
use marketplace::organisations::check_identifiers;
use marketplace::{Market, time_passes};
use std::collections::BTreeMap;

/// The day on which the marketplace of the demo opened: what was checked then is stale by now.
const FIRST_DAY: Day = date(2025, 11, 3);
/// The day on which the providers that are written out in full apply to their lots.
const LOTS_DAY: Day = date(2026, 9, 3);
/// Providers that are settled come from this day on, and so many days long.
const SETTLED: (Day, i64) = (date(2026, 9, 7), 60);
/// Those whose cases are open come from this day on, so many days long.
const OPEN: (Day, i64) = (date(2026, 11, 9), 9);

/// The day on which two people assess.
const TWO_ASSESS: Day = date(2026, 11, 19);

/// What the loader hears of its progress.
pub trait Audience {
    /// Something long begins, of so many steps.
    fn begins(&mut self, what: &'static str, steps: usize);
    /// A step is done.
    fn step(&mut self);
}

/// Nobody listens.
impl Audience for () {
    fn begins(&mut self, _what: &'static str, _steps: usize) {}
    fn step(&mut self) {}
}

fn refused(what: &str) -> impl Fn(Refused) -> NotLoaded {
    let what = what.to_owned();
    move |refused| NotLoaded::Refused { what: what.clone(), refused }
}

/// Loads the reference data and the demo, with so many generated providers, into an empty database. One
/// transaction a provider; the market's clock is not asked.
///
/// # Errors
/// When a seed file is broken or a use case refuses. What was loaded until then stays, and is no demo.
pub fn load(market: &Market, count: usize, audience: &mut dyn Audience) -> Result<Opening, NotLoaded> {
    let past = PastClock::at(at(FIRST_DAY, time(9, 0, 0, 0)));
    let market = market.clone().with_clock(past.clone());
    audience.begins("reference data", seeds::count()?);
    seeds::load(&market, || audience.step())?;
    let mut cast = Cast::read()?;
    cast.enrol_staff(&market)?;

    let facts = generated()?;
    let land = survey(&market)?;
    let named = providers()?.into_iter().map(|provider| Plan::of(&provider, &facts, &land));
    let named: Vec<Plan> = named.collect::<Result<_, _>>()?;
    let troupe = Troupe {
        category_manager: cast.someone("category-manager")?,
        assessors: [cast.someone("assessor")?, cast.someone("second-assessor")?],
        decision_maker: cast.someone("decision-maker")?,
        cast: &cast,
        mark_papers: MarkPapers::for_standard(&seeds::standard()?)?,
        lots: lots()?,
    };
    let mut loading = Loading {
        market: &market,
        past: &past,
        troupe: &troupe,
        register: DemoRegister::default(),
        early: BTreeMap::new(),
        facts: &facts,
        land: &land,
        named: &named,
        count,
    };
    loading.those_who_were_there_first()?;
    loading.those_in_full()?;
    loading.the_directories()?;
    audience.begins("providers", count);
    loading.generated(&mut |plan| is_settled(plan), SETTLED, audience)?;
    loading.late_comers()?;
    loading.generated(&mut |plan| !is_settled(plan), OPEN, audience)?;
    loading.the_cases()?;
    loading.the_end()?;
    open(&market, &cast, count)
}

/// Whether nothing about a provider is still to be decided.
fn is_settled(plan: &Plan) -> bool {
    use accreditation::State as Mark;
    use placements::State as Place;
    let of_mark = !matches!(
        plan.mark.state,
        Mark::Draft
            | Mark::Submitted
            | Mark::Assigned
            | Mark::UnderAssessment
            | Mark::Clarification
            | Mark::Recommended
            | Mark::UnderAppeal
            | Mark::Refused
            | Mark::Suspended
            | Mark::Revoked
    );
    let of_lot = |state| {
        !matches!(
            state,
            Place::Draft
                | Place::Submitted
                | Place::UnderAssessment
                | Place::Clarification
                | Place::Accepted
                | Place::AgreementSigned
                | Place::Suspended
        )
    };
    of_mark && plan.placements.iter().all(|placement| of_lot(placement.state))
}

fn survey(market: &Market) -> Result<Land, BadSeed> {
    let reference = market.reference();
    let postcodes = reference.postcodes().ok_or_else(|| BadSeed::of("postcodes", "none were read"))?;
    Ok(Land::survey(postcodes, |code| reference.authority(code).map(ToOwned::to_owned)))
}

fn lots() -> Result<BTreeMap<(String, u32), LotPapers>, BadSeed> {
    let mut papers = BTreeMap::new();
    for framework in seeds::frameworks()? {
        let declared = framework.declaration.as_ref().map(declared).unwrap_or_default();
        for lot in framework.lots {
            let (declared, Answered { answers, files }) = (declared.clone(), answers_to(&lot)?);
            let key = (framework.slug.to_string(), lot.number);
            papers
                .insert(key, LotPapers { framework: framework.slug.clone(), lot, answers, files, declared });
        }
    }
    Ok(papers)
}

/// The loading, as far as it has come.
struct Loading<'a> {
    market: &'a Market,
    past: &'a PastClock,
    troupe: &'a Troupe<'a>,
    register: DemoRegister,
    /// Those who registered on the first day.
    early: BTreeMap<String, Registered>,
    facts: &'a GeneratedFacts,
    land: &'a Land,
    named: &'a [Plan],
    count: usize,
}

impl Loading<'_> {
    fn generator(&self) -> Generator<'_> {
        let others = self.named.iter().map(|plan| (plan.registration.name.as_str(), plan.slug.as_str()));
        Generator::beside(others, self.facts, self.land)
    }

    /// Tells the register what it is to answer about a provider's numbers.
    fn announce(&self, plan: &Plan) -> Result<(), NotLoaded> {
        let registration = plan.registration.clone().parse();
        let registration = registration.map_err(|cause| BadSeed::of("demo/providers", cause))?;
        for (number, standing) in registration.identifiers.into_iter().zip(&plan.checks) {
            self.register.knows(number, &plan.registration.name, *standing);
        }
        Ok(())
    }

    /// Asks the register about every number whose time has come.
    fn check_numbers(&self) -> Result<(), NotLoaded> {
        while check_identifiers(self.market, &self.register).map_err(refused("register numbers"))? > 0 {}
        Ok(())
    }

    fn registers(&self, plan: &Plan) -> Result<Registered, NotLoaded> {
        self.announce(plan)?;
        let written = self.market.write(|work| self.troupe.register(work, plan));
        written.map_err(refused(&plan.slug))
    }

    /// Those of whom a check is stale by now registered on the first day.
    fn those_who_were_there_first(&mut self) -> Result<(), NotLoaded> {
        let is_early = |plan: &Plan| plan.checks.contains(&Standing::Stale);
        for plan in self.named.iter().filter(|plan| is_early(plan)) {
            self.early.insert(plan.slug.clone(), self.registers(plan)?);
        }
        let mut early = vec![];
        let mut generator = self.generator();
        for _ in 0..self.count {
            let plan = generator.next_provider()?;
            if is_early(&plan) {
                early.push((plan.slug.clone(), self.registers(&plan)?));
            }
        }
        drop(generator);
        self.early.extend(early);
        self.check_numbers()
    }

    /// Providers that are written out in full: each gets its mark on its day, and all apply to their lots on one.
    fn those_in_full(&mut self) -> Result<(), NotLoaded> {
        let in_time = |plan: &&Plan| plan.mark.on.is_some_and(|day| day < LOTS_DAY);
        let mut plans: Vec<&Plan> = self.named.iter().filter(in_time).collect();
        plans.sort_by_key(|plan| plan.mark.on);
        let mut done = vec![];
        for plan in plans {
            self.past.set(at(plan.mark.on.unwrap_or(LOTS_DAY), time(10, 0, 0, 0)));
            self.announce(plan)?;
            let early = self.early.get(&plan.slug);
            let written = self.market.write(|work| {
                let registered = self.troupe.registered(work, plan, early)?;
                self.troupe.seek_mark(work, plan, &registered)?;
                Ok(registered)
            });
            done.push((plan, written.map_err(refused(&plan.slug))?));
        }
        self.past.set(at(LOTS_DAY, time(10, 0, 0, 0)));
        for (plan, registered) in done {
            let written = self.market.write(|work| {
                self.troupe.seek_lots(work, plan, &registered)?;
                self.troupe.offer(work, plan, &registered)
            });
            written.map_err(refused(&plan.slug))?;
        }
        self.check_numbers()
    }

    /// The rest of those in full.
    fn late_comers(&mut self) -> Result<(), NotLoaded> {
        for plan in self.named.iter().filter(|plan| plan.mark.on.is_none_or(|day| day >= LOTS_DAY)) {
            self.past.set(at(plan.mark.on.unwrap_or(LAST_DAY), time(10, 0, 0, 0)));
            self.whole_life(plan)?;
        }
        Ok(())
    }

    /// All that a provider's plan says, in one transaction.
    fn whole_life(&self, plan: &Plan) -> Result<(), NotLoaded> {
        self.announce(plan)?;
        let early = self.early.get(&plan.slug);
        let written = self.market.write(|work| {
            let registered = self.troupe.registered(work, plan, early)?;
            self.troupe.seek_mark(work, plan, &registered)?;
            self.troupe.seek_lots(work, plan, &registered)?;
            self.troupe.offer(work, plan, &registered)
        });
        written.map_err(refused(&plan.slug))
    }

    /// Generated providers of one sort, spread over some days.
    fn generated(
        &self,
        wanted: &mut dyn FnMut(&Plan) -> bool,
        (from, days): (Day, i64),
        audience: &mut dyn Audience,
    ) -> Result<(), NotLoaded> {
        let mut generator = self.generator();
        let (begin, minutes) = (at(from, time(9, 0, 0, 0)), days * 24 * 60);
        for number in 0..self.count {
            let plan = generator.next_provider()?;
            if wanted(&plan) {
                let share = i64::try_from(number).unwrap_or(0) * minutes
                    / i64::try_from(self.count).unwrap_or(1).max(1);
                self.past.set(begin.saturating_add(share.minutes()).unwrap_or(begin));
                self.whole_life(&plan)?;
                audience.step();
            }
        }
        drop(generator);
        self.check_numbers()
    }

    /// The service manager sets the directories up and opens them.
    fn the_directories(&self) -> Result<(), NotLoaded> {
        for facts in directories()? {
            let written = self.market.write(|work| super::opening::set_up(work, self.troupe.cast, &facts));
            written.map_err(refused(&facts.slug))?;
            let added = super::opening::add_logo(self.market, self.troupe.cast, &facts);
            added.map_err(refused(&facts.slug))?;
            let waits = self.market.write(|work| super::opening::let_wait(work, self.troupe.cast, &facts));
            waits.map_err(refused(&facts.slug))?;
        }
        Ok(())
    }

    /// Cases at each stage that has pages of its own.
    fn the_cases(&self) -> Result<(), NotLoaded> {
        let telephone = self.named.iter().flat_map(|plan| &plan.offerings).map(|(draft, _)| draft);
        let mut telephone = telephone.filter(|draft| draft.channels == ["telephone"]);
        let missing = || BadSeed::of("demo/providers", "nobody helps by telephone");
        let telephone = telephone.next().ok_or_else(missing)?;
        let first = seeds::standard()?;
        self.past.set(at(TWO_ASSESS, time(9, 0, 0, 0)));
        let tried = self.market.write(|work| cases::let_two_assess_for_a_day(work, &first, TWO_ASSESS));
        tried.map_err(refused("the Standard"))?;
        for facts in super::files::cases()? {
            let day = if cases::wants_two(facts.stage) { TWO_ASSESS } else { LAST_DAY };
            self.past.set(at(day, time(10, 0, 0, 0)));
            let plan = cases::plan_of(&facts, day, telephone);
            let written = self.market.write(|work| {
                let registered = self.troupe.register(work, &plan)?;
                cases::lead(work, self.troupe, &plan, &registered, facts.stage)
            });
            written.map_err(refused(&facts.slug))?;
        }
        Ok(())
    }

    /// The last day: what time has changed is written down, and nobody is written to about a past that was made up.
    fn the_end(&self) -> Result<(), NotLoaded> {
        self.past.set(at(LAST_DAY, time(18, 0, 0, 0)));
        self.check_numbers()?;
        let looked = self.market.write(|work| super::looks::take(work, self.troupe.cast));
        looked.map_err(refused("concerns and checks"))?;
        let moves = self.market.write(|work| super::looks::let_a_change_wait(work, self.troupe.cast));
        moves.map_err(refused("a change that waits"))?;
        time_passes::catch_up(self.market).map_err(refused("the passing of time"))?;
        let withdrawn =
            self.market.write(|work| marketplace::outbox::withdraw_waiting(work, &super::cast::SEED));
        withdrawn.map(drop).map_err(refused("the outbox"))
    }
}
