use super::*;

fn draft() -> ServiceDraft {
    ServiceDraft {
        slug: "blue-badge".into(),
        name: "Apply for a Blue Badge".into(),
        name_cy: "Gwneud cais am Fathodyn Glas".into(),
        department: "dft".into(),
        clusters: vec!["driving".into(), "health-and-disability".into()],
        ..ServiceDraft::default()
    }
}

fn verdict(change: impl FnOnce(&mut SupportQuestionsDraft)) -> Verdict {
    let mut draft = draft();
    change(&mut draft.support);
    Verdict::of(&draft.parse().unwrap().support)
}

#[test]
fn rule_11_says_which_services_need_no_support() {
    assert_eq!(verdict(|_| {}), Verdict::Needed { people_a_year: None });
    assert_eq!(verdict(|s| s.people_a_year = Some(9_000)), Verdict::Needed { people_a_year: Some(9_000) });
    let no = |why| Verdict::NotNeeded(why);
    assert_eq!(verdict(|s| s.users = Some("staff_at_work".into())), no(NotNeeded::StaffAtWork));
    assert_eq!(verdict(|s| s.users = Some("non_british_overseas".into())), no(NotNeeded::NonBritishOverseas));
    assert_eq!(
        verdict(|s| s.intermediary = Some("profits_from_it".into())),
        no(NotNeeded::IntermediaryCompletesIt)
    );
    assert!(verdict(|s| s.intermediary = Some("is_the_intended_user".into())).is_needed());
    assert_eq!(
        verdict(|s| s.same_outcome_from = Some("vehicle-tax".into())),
        no(NotNeeded::AnotherService { service: "vehicle-tax".parse().unwrap() })
    );
}

#[test]
fn another_channel_of_the_same_service_is_not_another_service() {
    let mut draft = draft();
    draft.support.same_outcome_from = Some("blue-badge".into());
    let refused = draft.parse().unwrap_err();
    assert_eq!(
        (refused.all()[0].pointer.as_str(), refused.all()[0].code),
        ("/support/same_outcome_from", "same_service")
    );
}

#[test]
fn rule_12_a_service_that_checks_identity_says_who_cannot_be_checked_and_where_they_go() {
    let mut draft = draft();
    draft.identity_check = true;
    assert_eq!(draft.clone().parse().unwrap_err().all()[0].pointer, "/identity_route");
    draft.identity_route = Some(IdentityRouteDraft {
        cannot_be_checked: "People without a passport".into(),
        cannot_be_checked_cy: "Pobl heb basbort".into(),
        other_route: "Go to a post office".into(),
        other_route_cy: String::new(),
    });
    assert_eq!(draft.clone().parse().unwrap_err().all()[0].pointer, "/identity_route/other_route_cy");
    draft.identity_check = false;
    assert_eq!(draft.parse().unwrap_err().all()[0].code, "not_wanted");
}

#[test]
fn the_short_name_never_changes() {
    let service = Service::entered(uuid::Uuid::from_u128(1).into(), None, draft().parse().unwrap()).next;
    let mut other = draft();
    other.name = "Renew a Blue Badge".into();
    assert!(service.clone().revise(other.clone().parse().unwrap()).is_ok());
    other.slug = "green-badge".into();
    assert!(matches!(
        service.revise(other.parse().unwrap()),
        Err(CannotKeepService::SlugNeverChanges(slug)) if slug.as_str() == "blue-badge"
    ));
}

#[test]
fn help_with_a_cluster_is_help_with_each_of_its_services() {
    let slug = |text: &str| text.parse::<Slug>().unwrap();
    let catalogue: Catalogue = [
        (slug("blue-badge"), [slug("driving"), slug("health")].into()),
        (slug("vehicle-tax"), [slug("driving")].into()),
        (slug("child-benefit"), [slug("family")].into()),
    ]
    .into_iter()
    .collect();
    let helped = |helps: crate::offerings::HelpsWith| {
        catalogue.helped_by(&helps).map(|(service, _)| service.to_string()).collect::<Vec<_>>()
    };
    let nothing = crate::offerings::HelpsWith::default;
    assert_eq!(
        helped(crate::offerings::HelpsWith { clusters: [slug("health")].into(), ..nothing() }),
        ["blue-badge"]
    );
    assert_eq!(
        helped(crate::offerings::HelpsWith { services: [slug("child-benefit")].into(), ..nothing() }),
        ["child-benefit"]
    );
    assert_eq!(helped(crate::offerings::HelpsWith { every_service: true, ..nothing() }).len(), 3);
}

#[test]
fn what_is_kept_becomes_the_draft_that_it_came_from() {
    let mut full = draft();
    full.url = Some("https://www.gov.uk/apply-blue-badge".into());
    full.nations = vec!["wales".into()];
    full.support.same_outcome_from = Some("vehicle-tax".into());
    full.support.people_a_year = Some(9_000);
    full.identity_check = true;
    full.identity_route = Some(IdentityRouteDraft {
        cannot_be_checked: "People without a passport".into(),
        cannot_be_checked_cy: "Pobl heb basbort".into(),
        other_route: "Call us".into(),
        other_route_cy: "Ffoniwch ni".into(),
    });
    let content = full.parse().unwrap();
    assert_eq!(ServiceDraft::from(&content).parse().unwrap(), content);
    let unsaid = ServiceDraft { department: String::new(), ..draft() }.parse().unwrap_err();
    assert_eq!(
        (unsaid.all()[0].pointer.as_str(), unsaid.all()[0].message.as_str()),
        ("/department", "Choose whose service it is")
    );
}
