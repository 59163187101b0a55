use super::*;
use crate::FieldErrors;
use proptest::prelude::*;

fn draft(toml_like: serde_json::Value) -> QuestionDraft {
    serde_json::from_value(toml_like).unwrap()
}

fn questions() -> Vec<Question> {
    parse_questions(vec![
        draft(serde_json::json!({"id": "how", "kind": "text", "question": "How?", "required": true, "max_words": 5})),
        draft(serde_json::json!({"id": "number_kind", "kind": "choice", "question": "Which?", "options": [
            {"value": "freephone", "label": "Freephone"}, {"value": "local", "label": "Local"}]})),
        draft(serde_json::json!({"id": "nations", "kind": "choices", "question": "Where?", "min": 1, "max": 2, "options": [
            {"value": "england", "label": "England"}, {"value": "wales", "label": "Wales"},
            {"value": "scotland", "label": "Scotland"}]})),
        draft(serde_json::json!({"id": "places", "kind": "number", "question": "How many?", "min": 1, "max": 15000})),
        draft(serde_json::json!({"id": "price", "kind": "money", "question": "How much?", "min": 0, "max": 6000, "unit": "session"})),
        draft(serde_json::json!({"id": "policy", "kind": "file", "question": "Policy?", "accepts": ["pdf"], "max_megabytes": 10})),
        draft(serde_json::json!({"id": "step_free", "kind": "yes_no", "question": "Step-free?", "required": true, "follow_ups": [
            {"when": "no", "id": "instead", "kind": "text", "question": "What instead?", "required": true, "max_words": 200}]})),
    ])
    .unwrap()
}

fn answers(json: serde_json::Value) -> Answers {
    serde_json::from_value(json).unwrap()
}

fn codes(errors: &FieldErrors) -> Vec<(&str, &str)> {
    errors.all().iter().map(|error| (error.pointer.as_str(), error.code)).collect()
}

#[test]
fn a_form_and_a_program_give_the_same_answers_in_their_own_spelling() {
    let by_form = answers(serde_json::json!({
        "how": " At a counter ", "number_kind": "local", "nations": ["wales", "england", "wales"],
        "places": "1,200", "price": "£12.5", "step_free": "yes", "instead": "",
    }));
    let by_program = answers(serde_json::json!({
        "how": "At a counter", "number_kind": "local", "nations": ["england", "wales"],
        "places": 1200, "price": {"pence": 1250}, "step_free": true,
    }));
    let checked = check(&questions(), &by_form).unwrap();
    assert_eq!(checked, check(&questions(), &by_program).unwrap());
    assert_eq!(checked.answers(), &by_program, "and what is kept is typed");
}

#[test]
fn every_answer_that_is_wrong_is_named_with_its_reason() {
    let wrong = answers(serde_json::json!({
        "how": "one two three four five six", "number_kind": "premium", "nations": ["england", "wales", "scotland"],
        "places": 0, "price": "lots", "policy": {"name": "policy.exe", "sha256": "00".repeat(32), "bytes": 10},
        "shoe_size": 9,
    }));
    assert_eq!(
        codes(&check(&questions(), &wrong).unwrap_err()),
        [
            ("/answers/shoe_size", "unknown_question"),
            ("/answers/how", "too_long"),
            ("/answers/number_kind", "not_an_option"),
            ("/answers/nations", "out_of_range"),
            ("/answers/places", "out_of_range"),
            ("/answers/price", "invalid"),
            ("/answers/policy", "file_kind"),
            ("/answers/step_free", "required"),
        ]
    );
}

#[test]
fn a_follow_up_is_asked_only_after_its_answer() {
    let no = answers(serde_json::json!({"how": "So", "step_free": false}));
    assert_eq!(codes(&check(&questions(), &no).unwrap_err()), [("/answers/instead", "required")]);

    let changed_their_mind =
        answers(serde_json::json!({"how": "So", "step_free": true, "instead": "A visit at home"}));
    let kept = check(&questions(), &changed_their_mind).unwrap();
    assert!(kept.answers().get(&"instead".parse().unwrap()).is_none(), "what is no longer asked is left out");
}

#[test]
fn a_draft_may_miss_answers_but_not_hold_wrong_ones() {
    let partly = check_partly(&questions(), &answers(serde_json::json!({"step_free": false}))).unwrap();
    let missing: Vec<_> = partly.missing.iter().map(Key::as_str).collect();
    assert_eq!(missing, ["how", "instead"]);
    assert!(check_partly(&questions(), &answers(serde_json::json!({"places": 0}))).is_err());
}

#[test]
fn answers_of_the_wrong_kind_say_what_is_wanted() {
    let numbers_where_words_belong =
        answers(serde_json::json!({"how": 4, "step_free": "perhaps", "policy": "x.pdf"}));
    let errors = check(&questions(), &numbers_where_words_belong).unwrap_err();
    assert!(errors.all().iter().all(|error| error.code == "invalid"), "{errors}");
    assert!(errors.to_string().contains("a file, as"), "{errors}");
    assert!(serde_json::from_value::<Answers>(serde_json::json!({"how": null})).is_err());
    assert!(serde_json::from_value::<Answers>(serde_json::json!({"price": {"pounds": 1}})).is_err());
}

#[test]
fn a_definition_that_nobody_could_answer_is_refused() {
    let refused = |json: serde_json::Value| parse_questions(vec![draft(json)]).unwrap_err();
    for (json, expected) in [
        (
            serde_json::json!({"id": "a", "kind": "text", "question": "?"}),
            ("/questions/0/max_words", "out_of_range"),
        ),
        // No more than can be handed in.
        (
            serde_json::json!({"id": "a", "kind": "file", "question": "?", "accepts": ["pdf"], "max_megabytes": 21}),
            ("/questions/0/max_megabytes", "out_of_range"),
        ),
        (serde_json::json!({"id": "a", "kind": "essay", "question": "?"}), ("/questions/0/kind", "invalid")),
        (
            serde_json::json!({"id": "a", "kind": "choice", "question": "?"}),
            ("/questions/0/options", "required"),
        ),
        (
            serde_json::json!({"id": "a", "kind": "number", "question": "?", "min": 2, "max": 1}),
            ("/questions/0/min", "out_of_range"),
        ),
        (
            serde_json::json!({"id": "a", "kind": "yes_no", "question": "?", "max_words": 3}),
            ("/questions/0/max_words", "not_of_this_kind"),
        ),
        (serde_json::json!({"id": "A", "kind": "yes_no", "question": "?"}), ("/questions/0/id", "invalid")),
        (
            serde_json::json!({"id": "a", "kind": "yes_no", "question": "?", "follow_ups": [
                {"id": "a", "kind": "yes_no", "question": "?", "when": "no"}]}),
            ("/questions/0/follow_ups/0/id", "repeated"),
        ),
        (
            serde_json::json!({"id": "a", "kind": "yes_no", "question": "?", "follow_ups": [
                {"id": "b", "kind": "yes_no", "question": "?", "when": "maybe"}]}),
            ("/questions/0/follow_ups/0/when", "invalid"),
        ),
    ] {
        assert_eq!(codes(&refused(json.clone())), [expected], "{json}");
    }
    let misspelt = serde_json::json!({"id": "a", "kind": "text", "question": "?", "maxwords": 4});
    assert!(serde_json::from_value::<QuestionDraft>(misspelt).is_err());
}

#[test]
fn a_question_is_the_same_after_it_was_stored() {
    let stored = serde_json::to_string(&questions()).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Question>>(&stored).unwrap(), questions());
}

proptest! {
    #[test]
    fn what_was_checked_once_is_found_right_again_unchanged(pence in 0_i64..=6000, places in 1_i64..=15000, yes: bool) {
        let given = answers(serde_json::json!({
            "how": "So", "price": format!("{}.{:02}", pence / 100, pence % 100), "places": places.to_string(),
            "step_free": yes, "instead": "A visit",
        }));
        let once = check(&questions(), &given).unwrap();
        prop_assert_eq!(&check(&questions(), once.answers()).unwrap(), &once);
        prop_assert_eq!(once.answers().get(&"price".parse().unwrap()), Some(&Answer::Money(answers::Pence { pence })));
    }

    #[test]
    fn no_answer_makes_the_check_panic(how in ".*", amount in ".*", count: i64) {
        let given = answers(serde_json::json!({"how": how, "price": amount, "places": count}));
        let _ = check(&questions(), &given);
    }
}
