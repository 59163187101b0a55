//! An entry sent to someone who asked for it: by email, by text message, on paper, and forgotten.

use crate::listings::{open_world, published};
use domain::Role;
use domain::outbox::MailState;
use jiff::SignedDuration;
use marketplace::outbox::{
    self, FilePost, FileTexts, Mail, MailKind, NotTaken, NotifySettings, NotifyTexts, Post,
};
use std::time::Duration;
use stories::{Kind, Reply, TextGateway, World, json, story};

fn listing(world: &World) -> String {
    let (provider, jo) = open_world(world);
    let id = published(provider, &jo, |draft| draft["booking"] = json!("appointment"));
    world.settle();
    id
}

fn send(world: &World, path: &str, form: &str) -> Reply {
    let kind = Some("application/x-www-form-urlencoded");
    world.visitor().send("POST", path, kind, form.as_bytes())
}

fn page(id: &str) -> String {
    format!("/d/carers/listings/{id}/send")
}

/// What waits in the outbox for someone of whom nothing is kept.
fn waiting(world: &World) -> Vec<Mail> {
    let mut mails = world.market.read(|work| Ok(work.mails_in(MailState::Waiting, None, 100)?)).unwrap();
    mails.retain(Mail::is_passing);
    mails
}

fn everything(world: &World) -> String {
    let all = world.market.read(|work| {
        let mut mails = work.mails_in(MailState::Waiting, None, 100)?;
        mails.extend(work.mails_in(MailState::Sent, None, 100)?);
        mails.extend(work.mails_in(MailState::Stuck, None, 100)?);
        Ok(format!("{mails:?} {:?}", work.entries_after(0, 1_000)?))
    });
    all.unwrap()
}

fn notify(base_url: &str) -> NotifyTexts {
    NotifyTexts::new(NotifySettings {
        base_url: base_url.to_owned(),
        service_id: "26785a09-ab16-4eb0-8407-a37497a57506".into(),
        secret_key: "3d844edf-8d35-48ac-975b-e847b4f122b0".into(),
        template_id: "6c3a1b2e-0000-4000-8000-000000000001".into(),
        patience: Duration::from_secs(5),
    })
}

/// Takes every mail, or none.
struct Carrier(Option<NotTaken>);

impl Post for Carrier {
    fn hand_over(&self, _: &Mail) -> Result<(), NotTaken> {
        self.0.clone().map_or(Ok(()), Err)
    }
}

fn deliver(world: &World, post: &dyn Post) -> usize {
    outbox::deliver_due(&world.market, post).unwrap()
}

story! {
    fn an_entry_goes_by_email_and_the_address_is_forgotten_once_it_has_gone(world) {
        let id = listing(world);
        let form = world.visitor().get(&page(&id)).is(200);
        assert!(form.text.contains("forget it as soon as the message has gone") && form.text.contains("name=\"mobile\""), "{}", form.text);
        assert_eq!(form.header("cache-control"), Some("no-store"));

        let sent = send(world, &page(&id), "by=email&email=sam%40example.org").is(303);
        let there = sent.header("location").unwrap();
        assert_eq!(there, format!("/d/carers/listings/{id}/sent?by=email"), "without the address");
        assert!(world.visitor().get(there).is(200).text.contains("The email is on its way."));

        let mail = &waiting(world)[0];
        assert_eq!((mail.recipient.as_str(), mail.subject.as_str()), ("sam@example.org", "Help at the library"));
        for said in ["You asked to be sent this", "Central Library, 1 High Street", "Booking: Book first", "is not kept", &format!("/d/carers/listings/{id}")] {
            assert!(mail.body.contains(said), "{said} in {}", mail.body);
        }
        let support = world.of_the_authority(Role::Support);
        let listed = support.get("/api/v1/outbox/mails?state=waiting").is(200).text;
        assert!(!listed.contains("sam@example.org"), "also those who tend the outbox do not see to whom: {listed}");

        assert!(deliver(world, &Carrier(None)) >= 1);
        assert!(!everything(world).contains("sam@example.org") && !everything(world).contains("You asked"), "gone");
        let sent = support.get("/api/v1/outbox/mails?state=sent").is(200);
        assert!(sent.body["items"].as_array().unwrap().iter().any(|mail| mail["recipient"] == ""), "that one went stays");
    }

    fn a_welsh_page_sends_welsh(world) {
        let id = listing(world);
        send(world, &format!("/d/carers/cy/listings/{id}/send"), "by=email&email=sam%40example.org").is(303);
        let mail = &waiting(world)[0];
        assert_eq!(mail.subject, "Help yn y llyfrgell");
        assert!(mail.body.contains("Mae'r help am ddim.") && mail.body.contains(&format!("/d/carers/cy/listings/{id}")), "{}", mail.body);
    }

    fn an_entry_goes_by_text_message_through_the_gateway(world) {
        let id = listing(world);
        let gateway = TextGateway::that_says(&[
            (429, r#"{"status_code":429,"errors":[{"error":"TooManyRequestsError","message":"Exceeded send limits"}]}"#),
        ]);
        send(world, &page(&id), "by=text&mobile=%2B44+7700+900123").is(303);
        assert_eq!(deliver(world, &Carrier(None)), 0, "mail carries no text messages");
        let texts = notify(&gateway.base_url());
        assert_eq!(deliver(world, &texts), 0, "too many just now");
        assert_eq!(waiting(world)[0].last_error.as_deref(), Some(""), "what a carrier says is not kept either");
        world.clock().advance(SignedDuration::from_secs(30));
        assert_eq!(deliver(world, &texts), 1);

        let asked = gateway.asked();
        let last = asked.last().unwrap();
        assert_eq!(last.line, "POST /v2/notifications/sms HTTP/1.1");
        assert_eq!(last.token.split('.').count(), 3);
        assert_eq!((&last.body["phone_number"], &last.body["template_id"]), (&json!("07700900123"), &json!("6c3a1b2e-0000-4000-8000-000000000001")));
        let said = last.body["personalisation"]["message"].as_str().unwrap();
        for part in ["Help at the library", "Central Library", "01632 960100", "Book first", &format!("/d/carers/listings/{id}")] {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!(!everything(world).contains("07700900123"));
        assert!(waiting(world).is_empty());
    }

    fn a_message_that_cannot_be_delivered_is_given_up_and_forgotten(world) {
        let id = listing(world);
        let says = r#"{"status_code":400,"errors":[{"error":"ValidationError","message":"phone_number Not a valid number 07700900123"}]}"#;
        let gateway = TextGateway::that_says(&[(400, says)]);
        send(world, &page(&id), "by=text&mobile=07700900123").is(303);
        send(world, &page(&id), "by=email&email=sam%40example.org").is(303);
        assert_eq!(deliver(world, &notify(&gateway.base_url())), 0);
        assert!(!everything(world).contains("07700900123"), "refused for good");
        for _ in 0..10 {
            deliver(world, &Carrier(Some(NotTaken::Later("451 <sam@example.org>: not now".into()))));
            assert!(!everything(world).contains("not now"), "a mail server repeats to whom it was");
            world.clock().advance(SignedDuration::from_hours(25));
        }
        assert!(!everything(world).contains("sam@example.org"), "after two days");
    }

    fn files_stand_for_a_gateway_where_there_is_none(world) {
        let id = listing(world);
        let folder = std::env::temp_dir().join(format!("signpost-texts-{id}"));
        let texts = FileTexts::into_folder(&folder);
        assert_eq!(texts.carries(), MailKind::Text);
        send(world, &page(&id), "by=text&mobile=07700+900+123").is(303);
        assert_eq!(deliver(world, &texts), 1);
        let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(text.starts_with("07700900123\n\nHelp at the library\n"), "{text}");
        let mails = FilePost::into_folder(&folder, "Signpost <a@signpost.example>".parse().unwrap());
        assert_eq!(mails.carries(), MailKind::Mail);
    }

    fn a_flood_is_stopped_from_one_address_and_to_one_person(world) {
        let id = listing(world);
        for _ in 0..5 {
            send(world, &page(&id), "by=email&email=sam%40example.org").is(303);
        }
        let stopped = send(world, &page(&id), "by=email&email=Sam%40EXAMPLE.org");
        let stopped = if stopped.status == 303 { send(world, &page(&id), "by=email&email=sam%40example.org") } else { stopped };
        let stopped = stopped.is(429);
        assert_eq!(stopped.header("retry-after"), Some("3600"));
        assert!(stopped.text.contains("Many messages went to this address") && stopped.text.contains("<title>Error: "), "{}", stopped.text);
        send(world, &page(&id), "by=email&email=jo%40example.org").is(303);
        let sent = waiting(world).len();
        for other in sent..60 {
            send(world, &page(&id), &format!("by=email&email=person{other}%40example.org")).is(303);
        }
        let stopped = send(world, &format!("/d/carers/cy/listings/{id}/send"), "by=text&mobile=07700900123").is(429);
        assert!(stopped.text.contains("ymhen awr"), "{}", stopped.text);
        assert_eq!(waiting(world).len(), 60);

        world.clock().advance(SignedDuration::from_hours(1));
        world.settle();
        marketplace::sendings::forget_due(&world.market).unwrap();
        send(world, &page(&id), "by=email&email=sam%40example.org").is(303);
    }

    fn what_is_not_an_address_is_refused_and_nothing_is_sent(world) {
        let id = listing(world);
        for (form, said) in [
            ("by=email&email=sam", "Enter an email address in the right format"),
            ("by=email&email=", "Enter an email address in the right format"),
            ("by=email&email=a%40example.org%0D%0ABcc%3A+b%40example.org", "Enter an email address"),
            ("by=text&mobile=0113+496+0000", "Enter a UK mobile number"),
            ("by=text&mobile=%2B33612345678", "Enter a UK mobile number"),
            ("by=text&mobile=", "Enter a UK mobile number"),
        ] {
            let wrong = send(world, &page(&id), form).is(422);
            assert!(wrong.text.contains(said) && wrong.text.contains("There is a problem"), "{form}: {}", wrong.text);
        }
        for form in ["", "by=pigeon&email=sam%40example.org", "by=%FF", "email=sam%40example.org"] {
            send(world, &page(&id), form).is(400);
        }
        let kind = Some("application/x-www-form-urlencoded");
        let elsewhere = world.visitor().with("Sec-Fetch-Site", "cross-site");
        elsewhere.send("POST", &page(&id), kind, b"by=email&email=sam%40example.org").is(400);
        let never = "0190163d-8694-739b-aea5-966c26f8ad91";
        for path in ["send", "letter", "sent"] {
            world.visitor().get(&format!("/d/carers/listings/{never}/{path}")).is(404);
            world.visitor().get(&format!("/d/carers/listings/nonsense/{path}")).is(404);
        }
        send(world, &page(never), "by=email&email=sam%40example.org").is(404);
        send(world, &format!("/d/carers/listings/{never}/letter"), "address=x").is(404);
        assert!(waiting(world).is_empty());
    }

    fn a_letter_bears_the_address_that_was_typed_and_keeps_it_nowhere(world) {
        let id = listing(world);
        let path = format!("/d/carers/listings/{id}/letter");
        let plain = world.visitor().get(&path).is(200).text;
        for said in ["You asked for help to use a government service online", "Monday to Tuesday: 9am to 5pm", "8 March 2027", "LS1 4AP"] {
            assert!(plain.contains(said), "{said} in {plain}");
        }
        assert!(!plain.contains("Open until"), "a letter is read on another day");
        let form = "address=Sam+Smith%0D%0A1+%3Cb%3EHill%3C%2Fb%3E%0D%0A%0D%0ALeeds";
        let letter = send(world, &path, form).is(200);
        assert!(letter.text.contains("Sam Smith<br>1 &#60;b&#62;Hill&#60;/b&#62;<br>Leeds"), "{}", letter.text);
        assert_eq!(letter.header("cache-control"), Some("no-store"));
        let long = format!("address={}", "x%0A".repeat(100));
        assert!(send(world, &path, &long).is(200).text.matches("x<br>").count() < 10);
        send(world, &path, "address=%FF").is(200);
        let welsh = world.visitor().get(&format!("/d/carers/cy/listings/{id}/letter")).is(200).text;
        assert!(welsh.contains("Argraffu llythyr") && welsh.contains("8 Mawrth 2027"), "{welsh}");
        assert!(!everything(world).contains("Sam Smith"));
    }

    fn an_agent_is_led_back_to_the_callers_postcodes(world) {
        let id = listing(world);
        let desk = "near=LS1+4AP&before=YO1+9QL";
        let form = world.visitor().get(&format!("{}?{desk}", page(&id))).is(200).text;
        assert!(form.contains("href=\"/d/carers/agent?near=LS1+4AP&#38;before=YO1+9QL\""), "{form}");
        let sent = send(world, &format!("{}?{desk}", page(&id)), "by=email&email=sam%40example.org").is(303);
        let there = sent.header("location").unwrap();
        assert_eq!(there, format!("/d/carers/listings/{id}/sent?{desk}&by=email"));
        assert!(world.visitor().get(there).is(200).text.contains("/d/carers/agent?near=LS1+4AP"));
    }
}

fn nobody_carries_texts(kind: Kind) {
    let world = World::set(kind, |settings| settings);
    let id = listing(&world);
    let form = world.visitor().get(&page(&id)).is(200).text;
    assert!(!form.contains("mobile") && !form.contains("text message"), "{form}");
    let refused = send(&world, &page(&id), "by=text&mobile=07700900123").is(409);
    assert!(refused.text.contains("Text messages cannot be sent from here"), "{}", refused.text);
    assert!(waiting(&world).is_empty());
    let entry = world.visitor().get(&format!("/d/carers/listings/{id}")).is(200).text;
    assert!(entry.contains("Have us send this to someone by email<"), "{entry}");
}

#[test]
fn without_a_gateway_no_text_messages_are_offered_on_sqlite() {
    nobody_carries_texts(Kind::Sqlite);
}

#[test]
fn without_a_gateway_no_text_messages_are_offered_on_postgresql() {
    nobody_carries_texts(Kind::Postgres);
}
