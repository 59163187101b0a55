use super::*;
use crate::casework::Renew;
use crate::frameworks::questions::{Answer, Answers};
use crate::frameworks::{AskedDeclaration, FrameworkDraft};
use crate::{FieldErrors, Refusal, Timestamp};
use uuid::Uuid;

fn asked(toml: &str) -> Result<AskedDeclaration, FieldErrors> {
    let mut draft: FrameworkDraft =
        toml::from_str(include_str!("../../../seeds/frameworks/focs.toml")).unwrap();
    draft.declaration = Some(toml::from_str(toml).unwrap());
    draft.parse().map(|definition| definition.declaration.unwrap())
}

const ASKED: &str = r#"
    reuse = true
    [[section]]
    id = "standing"
    title = "Your organisation"
    [[section.questions]]
    id = "insolvent"
    kind = "yes_no"
    question = "Is it insolvent?"
    required = true
    [[section.questions.follow_ups]]
    when = "yes"
    id = "insolvent_why"
    kind = "text"
    question = "Explain"
    required = true
    max_words = 50
    [[section]]
    id = "conduct"
    title = "How you work"
    [[section.questions]]
    id = "free"
    kind = "yes_no"
    must_be = "yes"
    question = "Is your help free to the person?"
    required = true
"#;

fn now() -> Timestamp {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

fn declaration(number: u128) -> Declaration {
    let (id, provider) = (Uuid::from_u128(number).into(), Uuid::from_u128(1).into());
    Declaration::start(id, provider, "focs".parse().unwrap(), now()).next
}

fn answers(given: &[(&str, Answer)]) -> Answers {
    given.iter().map(|(key, answer)| (key.parse::<Key>().unwrap(), answer.clone())).collect()
}

fn states(declaration: &Declaration, asked: &AskedDeclaration) -> Vec<SectionState> {
    asked.sections.iter().map(|section| declaration.state_of(section)).collect()
}

fn declared(asked: &AskedDeclaration) -> Declaration {
    let standing = answers(&[("insolvent", Answer::YesNo(false))]);
    let first = declaration(2).declare(&asked.sections[0], standing, now()).unwrap().next;
    first.declare(&asked.sections[1], answers(&[("free", Answer::YesNo(true))]), now()).unwrap().next
}

#[test]
fn a_section_is_confirmed_by_being_saved_whole() {
    let asked = asked(ASKED).unwrap();
    let standing = &asked.sections[0];
    let half = answers(&[("insolvent", Answer::Text("yes".into()))]);
    let half = declaration(2).declare(standing, half, now()).unwrap();
    assert_eq!(half.events[0].body, serde_json::json!({"section": "standing", "complete": false}));
    let half = half.next;
    assert_eq!(states(&half, &asked), [SectionState::Incomplete, SectionState::NotStarted]);
    let refused = half.is_ready(&asked, now()).unwrap_err();
    let pointers: Vec<_> = refused.fields().unwrap().all().iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!(pointers, ["/declaration/standing", "/declaration/conduct"]);

    let why = answers(&[("insolvent_why", Answer::Text("We were, in 2019.".into()))]);
    let whole = half.declare(standing, why, now()).unwrap().next;
    assert_eq!(states(&whole, &asked), [SectionState::Complete, SectionState::NotStarted]);
    assert!(declared(&asked).is_ready(&asked, now()).is_ok());
}

#[test]
fn an_answer_that_keeps_one_out_is_refused_and_not_kept() {
    let asked = asked(ASKED).unwrap();
    let no = answers(&[("free", Answer::YesNo(false))]);
    let refused = declaration(2).declare(&asked.sections[1], no, now()).unwrap_err();
    assert_eq!(refused.fields().unwrap().all()[0].code, "not_as_needed");
    let stray = answers(&[("insolvent", Answer::YesNo(false))]);
    let refused = declaration(2).declare(&asked.sections[1], stray, now()).unwrap_err();
    assert_eq!(refused.fields().unwrap().all()[0].code, "unknown_question");
}

#[test]
fn a_section_that_is_worded_otherwise_is_to_be_confirmed_again() {
    let before = asked(ASKED).unwrap();
    let later = asked(&ASKED.replace("Is it insolvent?", "Is it, or was it, insolvent?")).unwrap();
    assert_eq!(states(&declared(&before), &later), [SectionState::ToReview, SectionState::Complete]);
}

#[test]
fn what_was_confirmed_elsewhere_is_taken_over_and_confirmed_by_nobody() {
    let asked = asked(ASKED).unwrap();
    let earlier = declared(&asked);
    let taken = declaration(3).take_over(&earlier, &asked, now()).unwrap().next;
    assert_eq!(states(&taken, &asked), [SectionState::ToReview, SectionState::ToReview]);
    let refused = taken.is_ready(&asked, now()).unwrap_err();
    assert!(refused.fields().unwrap().all().iter().all(|it| it.code == "to_review"));
    let confirmed = taken.declare(&asked.sections[0], Answers::default(), now()).unwrap().next;
    assert_eq!(states(&confirmed, &asked), [SectionState::Complete, SectionState::ToReview]);

    let half = answers(&[("insolvent", Answer::YesNo(true))]);
    let half = declaration(4).declare(&asked.sections[0], half, now()).unwrap().next;
    let refused = declaration(3).take_over(&half, &asked, now()).unwrap_err();
    assert_eq!(refused.code(), "declaration_nothing_to_take", "only what was confirmed");
}

#[test]
fn what_was_typed_is_never_replaced() {
    let asked = asked(ASKED).unwrap();
    let yes = answers(&[("insolvent", Answer::YesNo(true))]);
    let typed = declaration(3).declare(&asked.sections[0], yes, now()).unwrap().next;
    let taken = typed.take_over(&declared(&asked), &asked, now()).unwrap().next;
    assert_eq!(taken.answers.get(&"insolvent".parse().unwrap()), Some(&Answer::YesNo(true)));
    assert!(taken.taken_from.unwrap().not_taken.iter().any(|left| left.why.contains("already")));
}

#[test]
fn nothing_is_taken_over_where_the_framework_or_the_provider_is_another() {
    let asked = asked(ASKED).unwrap();
    let code = |refused: Result<crate::Changed<Declaration>, CannotDeclare>| refused.unwrap_err().code();
    let anew = AskedDeclaration { reuse: false, ..asked.clone() };
    assert_eq!(code(declaration(3).take_over(&declared(&asked), &anew, now())), "declaration_not_reused");
    assert_eq!(
        code(declaration(2).take_over(&declared(&asked), &asked, now())),
        "declaration_not_to_take_from"
    );
    let others = Declaration { provider: Uuid::from_u128(9).into(), ..declared(&asked) };
    assert_eq!(code(declaration(3).take_over(&others, &asked, now())), "declaration_not_to_take_from");
}

#[test]
fn a_declaration_that_cannot_be_made_is_refused_where_it_is_written() {
    let pointers = |toml: &str| -> Vec<(String, &str)> {
        asked(toml).unwrap_err().all().iter().map(|it| (it.pointer.clone(), it.code)).collect()
    };
    let at = |pointer: &str, code| vec![(pointer.to_owned(), code)];
    assert_eq!(pointers("reuse = true"), at("/declaration/section", "required"));
    let twice = ASKED.replace("id = \"free\"", "id = \"insolvent\"");
    assert_eq!(pointers(&twice), at("/declaration/section/1/questions/0/id", "repeated"));
    let same = ASKED.replace("id = \"conduct\"", "id = \"standing\"");
    assert_eq!(pointers(&same), at("/declaration/section/1/id", "repeated"));
    let file = ASKED.replace(
        "kind = \"yes_no\"\n    must_be = \"yes\"",
        "kind = \"file\"\n    accepts = [\"pdf\"]\n    max_megabytes = 5",
    );
    assert_eq!(pointers(&file), at("/declaration/section/1/questions/0/kind", "not_in_a_declaration"));
    let never = ASKED.replacen("required = true", "required = true\n    must_be = \"no\"", 1);
    assert_eq!(pointers(&never), at("/declaration/section/0/questions/0/follow_ups/0/when", "never_asked"));
    let stray = ASKED.replace(
        "kind = \"yes_no\"\n    must_be = \"yes\"",
        "kind = \"text\"\n    max_words = 9\n    must_be = \"yes\"",
    );
    assert_eq!(pointers(&stray), at("/declaration/section/1/questions/0/must_be", "not_of_this_kind"));
}

const REGISTERED: &str = r#"
    reuse = true
    [[section]]
    id = "privacy"
    title = "Personal data"
    [[section.questions]]
    id = "registered"
    kind = "yes_no"
    question = "Are you registered?"
    required = true
    [[section.questions.follow_ups]]
    when = "yes"
    id = "registered_until"
    kind = "until"
    question = "Until when?"
    required = true
"#;

fn day(text: &str) -> crate::Day {
    text.parse().unwrap()
}

fn renew(question: &str, until: &str) -> Renew {
    Renew { question: question.parse().unwrap(), until: day(until) }
}

#[test]
fn what_is_declared_runs_out_and_is_renewed_with_its_section_confirmed() {
    let asked = asked(REGISTERED).unwrap();
    let section = &asked.sections[0];
    let until = |text: &str| Answer::Text(text.into());
    let given = answers(&[("registered", Answer::YesNo(true)), ("registered_until", until("2027-03-01"))]);
    let declared = declaration(2).declare(section, given, now()).unwrap().next;
    assert_eq!(declared.runs_out_between(), Some((day("2027-03-01"), day("2027-03-01"))));
    assert!(declared.is_ready(&asked, now()).is_ok());
    let later: Timestamp = "2027-03-02T12:00:00Z".parse().unwrap();
    let refused = declared.is_ready(&asked, later).unwrap_err();
    assert_eq!(refused.fields().unwrap().all()[0].code, "in_the_past");

    let code = |command, at| declared.clone().renew(command, at).map_err(|refused| refused.code()).map(drop);
    assert_eq!(code(renew("registered", "2028-01-01"), now()), Err("declaration_nothing_to_renew"));
    assert_eq!(code(renew("registered_until", "2027-03-01"), now()), Err("declaration_renewed_not_later"));
    assert_eq!(code(renew("registered_until", "2027-03-02"), later), Err("declaration_renewed_not_later"));
    let renewed = declared.renew(renew("registered_until", "2028-03-01"), later).unwrap();
    assert_eq!(renewed.events[0].name, "declaration.renewed");
    assert!(renewed.next.is_ready(&asked, later).is_ok(), "nothing is to be confirmed again");

    let no = answers(&[("registered", Answer::YesNo(false))]);
    let no_more = renewed.next.declare(section, no, later).unwrap().next;
    assert_eq!((no_more.documents().len(), no_more.runs_out_between()), (0, None));
}
