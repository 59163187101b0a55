//! Every action by every role, for things of one's own organisation and of another.

use super::*;
use crate::kernel::id::OrganisationId;
use uuid::Uuid;

fn organisation(number: u128) -> OrganisationId {
    Uuid::from_u128(number).into()
}

fn member(of: OrganisationId, kind: OrganisationKind, role: Role) -> Actor {
    let id = Uuid::from_u128(99).into();
    Actor::Person { id, memberships: vec![Membership { organisation: of, kind, role }] }
}

fn kind_of(role: Role) -> OrganisationKind {
    *OrganisationKind::ALL.iter().find(|kind| role.lives_in(**kind)).unwrap()
}

#[test]
fn every_action_by_every_role_follows_the_table_for_own_and_other_organisations() {
    let (own, other) = (organisation(1), organisation(2));
    for &role in Role::ALL {
        let kind = kind_of(role);
        let actor = member(own, kind, role);
        for &action in Action::ALL {
            let (mine, theirs) = (actor.may(action, &own), actor.may(action, &other));
            match reach(role, action) {
                Reach::Any => assert!(mine.is_ok() && theirs.is_ok(), "{role} {action}"),
                Reach::Own => {
                    assert!(mine.is_ok(), "{role} {action} own");
                    let hidden = kind != OrganisationKind::Authority;
                    let expected = if hidden { Denied::Hidden } else { Denied::WrongRole(action) };
                    assert_eq!(theirs, Err(expected), "{role} {action} other");
                }
                Reach::Never => {
                    assert_eq!(mine, Err(Denied::WrongRole(action)), "{role} {action} own");
                    assert!(theirs.is_err(), "{role} {action} other");
                }
            }
        }
    }
}

#[test]
fn nobody_outside_the_authority_reaches_into_another_organisation() {
    for &role in Role::ALL.iter().filter(|role| kind_of(**role) != OrganisationKind::Authority) {
        for &action in Action::ALL {
            let self_service = [
                Action::UseOwnAccount,
                Action::RegisterProvider,
                Action::RegisterDepartment,
                Action::ReportProblem,
                Action::AnswerAboutHelp,
                Action::SendListing,
            ];
            // A department says what it sees of any provider, and reads nothing of it by that.
            if !self_service.contains(&action) && action != Action::RaiseConcern {
                assert_ne!(reach(role, action), Reach::Any, "{role} {action}");
            }
        }
    }
}

#[test]
fn who_assesses_does_not_decide_and_who_decides_does_not_assess() {
    for &role in Role::ALL {
        let both = [Action::AssessEvidence, Action::DecideAccreditation]
            .iter()
            .all(|action| reach(role, *action) != Reach::Never);
        assert!(!both, "{role} both assesses and decides");
    }
}

#[test]
fn who_writes_the_standard_does_not_approve_it_and_nobody_goes_round_the_board() {
    for &role in Role::ALL {
        let both = [Action::ProposeStandard, Action::ApproveStandard]
            .iter()
            .all(|action| reach(role, *action) != Reach::Never);
        assert!(!both, "{role} both writes and approves the Standard");
        assert_eq!(reach(role, Action::LoadStandard), Reach::Never, "{role}");
    }
}

#[test]
fn a_visitor_is_asked_to_sign_in_for_all_but_the_own_account_reports_answers_and_sendings() {
    for &action in Action::ALL {
        let answer = Actor::Visitor.may(action, &organisation(1));
        if matches!(
            action,
            Action::UseOwnAccount | Action::ReportProblem | Action::AnswerAboutHelp | Action::SendListing
        ) {
            assert!(answer.is_ok());
        } else {
            assert_eq!(answer, Err(Denied::SignIn), "{action}");
        }
    }
}

#[test]
fn a_client_needs_the_scope_and_the_role() {
    let own = organisation(1);
    let membership = Membership { organisation: own, kind: OrganisationKind::Provider, role: Role::Editor };
    for &action in Action::ALL {
        for &scope in Scope::ALL {
            let client = Actor::Client { id: Uuid::from_u128(5).into(), membership, scopes: vec![scope] };
            let allowed = action.scope() == Some(scope) && reach(Role::Editor, action) != Reach::Never;
            assert_eq!(client.may(action, &own).is_ok(), allowed, "{action} with {scope}");
        }
    }
}

#[test]
fn the_platform_does_only_what_time_registers_and_seeds_cause_and_what_is_left_to_it() {
    let allowed: Vec<_> = Worker::ALL
        .iter()
        .flat_map(|worker| Action::ALL.iter().map(move |action| (*worker, *action)))
        .filter(|(worker, action)| Actor::Worker(*worker).may(*action, &Platform).is_ok())
        .map(|(worker, action)| format!("{worker}: {action}"))
        .collect();
    assert_eq!(
        allowed,
        [
            "clock: move_framework",
            "clock: offer_variation",
            "clock: suspend_placement",
            "clock: suspend_mark",
            "clock: tend_reviews",
            "clock: keep_reports",
            "clock: seal_secrets",
            "clock: remove_personal_data",
            "registry: check_identifier",
            "clerk: keep_offerings",
            "seed: manage_members",
            "seed: register_department",
            "seed: keep_mail_domains",
            "seed: load_reference",
            "seed: load_standard",
            "seed: move_framework",
            "seed: keep_services",
            "seed: keep_accounts",
            "seed: tend_outbox",
        ]
    );
}
