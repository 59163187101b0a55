//! Mail: written with what it tells of, delivered once, never lost.

use domain::Role;
use domain::outbox::MailState;
use jiff::SignedDuration;
use marketplace::outbox::{
    self, FilePost, Letter, Mail, NotTaken, Post, Sender, SmtpPost, SmtpSettings, Tls,
};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Barrier, Mutex};
use std::time::Duration;
use stories::{MailServer, Treats, World, json, story};

fn sender() -> Sender {
    "Signpost <no-reply@signpost.example>".parse().unwrap()
}

fn smtp(address: SocketAddr, tls: Tls) -> SmtpPost {
    SmtpPost::new(&SmtpSettings {
        host: address.ip().to_string(),
        port: address.port(),
        tls,
        credentials: None,
        authority: None,
        patience: Duration::from_secs(5),
        from: sender(),
    })
    .unwrap()
}

fn write(world: &World, to: &str, subject: &str) {
    let letter = Letter {
        to: to.parse().unwrap(),
        subject: subject.into(),
        body: "Dear Jo,\n.a line that begins with a dot\nYours".into(),
    };
    world.market.write(|work| Ok(work.post(&letter)?)).unwrap();
}

fn deliver(world: &World, post: &dyn Post) -> usize {
    outbox::deliver_due(&world.market, post).unwrap()
}

fn mails(world: &World, state: MailState) -> Vec<Mail> {
    world.market.read(|work| Ok(work.mails_in(state, None, 100)?)).unwrap()
}

/// Takes every mail, slowly, and remembers whose it was.
#[derive(Default)]
struct Bag(Mutex<Vec<String>>);

impl Post for Bag {
    fn hand_over(&self, mail: &Mail) -> Result<(), NotTaken> {
        std::thread::sleep(Duration::from_millis(2));
        self.0.lock().unwrap().push(mail.id.clone());
        Ok(())
    }
}

story! {
    fn a_mail_written_in_a_unit_of_work_that_fails_is_never_sent(world) {
        let letter = Letter { to: "jo@example.org".parse().unwrap(), subject: "Hello".into(), body: "x".into() };
        let failed = world.market.write(|work| -> Result<(), _> {
            work.post(&letter)?;
            Err(domain::Refused::NotFound("reason to stay"))
        });
        assert!(failed.is_err());
        assert_eq!(deliver(world, &Bag::default()), 0);
    }

    fn a_server_that_is_down_is_waited_for_and_the_mail_comes_once(world) {
        // A port that was free a moment ago, and on which nobody answers.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let post = smtp(address, Tls::None);
        write(world, "jo@agewell.example.org", "Prove your address");

        assert_eq!(deliver(world, &post), 0);
        let waiting = &mails(world, MailState::Waiting)[0];
        assert_eq!(waiting.attempts, 1);
        assert!(waiting.last_error.as_ref().unwrap().contains("cannot be used"), "{waiting:?}");

        let server = MailServer::at(address, &[]);
        assert_eq!(deliver(world, &post), 0, "not before its time");
        world.clock().advance(SignedDuration::from_secs(30));
        assert_eq!(deliver(world, &post), 1);
        world.clock().advance(SignedDuration::from_hours(100));
        assert_eq!(deliver(world, &post), 0, "sent is sent");

        let received = server.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].from, "no-reply@signpost.example");
        assert_eq!(received[0].to, "jo@agewell.example.org");
        assert_eq!(received[0].header("Subject"), Some("Prove your address"));
        let sent = &mails(world, MailState::Sent)[0];
        let message_id = format!("<{}@signpost.example>", sent.id);
        assert_eq!(received[0].header("Message-ID"), Some(message_id.as_str()));
        assert!(received[0].message.contains("\r\n.a line that begins with a dot\r\n"));
        assert_eq!(sent.last_error, None);
    }

    fn a_mail_that_is_not_taken_now_waits_and_the_others_go(world) {
        let server = MailServer::that_treats(&[Treats::Later]);
        let post = smtp(server.address(), Tls::None);
        write(world, "first@example.org", "First");
        write(world, "second@example.org", "Second");

        assert_eq!(deliver(world, &post), 1);
        assert!(mails(world, MailState::Waiting)[0].last_error.as_ref().unwrap().contains("greylisted"));
        world.clock().advance(SignedDuration::from_mins(1));
        assert_eq!(deliver(world, &post), 1);
        let to: Vec<_> = server.received().into_iter().map(|mail| mail.to).collect();
        assert_eq!(to, ["second@example.org", "first@example.org"]);
    }

    fn a_mail_that_is_refused_for_good_is_stuck_at_once(world) {
        let server = MailServer::that_treats(&[Treats::Never]);
        write(world, "nobody@example.org", "Hello");
        assert_eq!(deliver(world, &smtp(server.address(), Tls::None)), 0);
        let stuck = &mails(world, MailState::Stuck)[0];
        assert!(stuck.last_error.as_ref().unwrap().contains("no such person"), "{stuck:?}");
        world.clock().advance(SignedDuration::from_hours(100));
        assert_eq!(deliver(world, &smtp(server.address(), Tls::None)), 0);
        assert_eq!(server.connections(), 1);
    }

    fn a_server_that_dies_is_asked_again_and_the_mail_bears_the_same_identifier(world) {
        let server = MailServer::that_treats(&[Treats::DiesInMidText, Treats::DiesBeforeSaying]);
        let post = smtp(server.address(), Tls::None);
        write(world, "jo@example.org", "Hello");
        for _ in 0..3 {
            deliver(world, &post);
            world.clock().advance(SignedDuration::from_mins(30));
        }
        let received = server.received();
        assert_eq!(received.len(), 2, "nobody can know that the second try was taken");
        assert_eq!(received[0], received[1], "but whoever reads both knows that they are one");
        assert_eq!(mails(world, MailState::Sent).len(), 1);
    }

    fn while_the_server_is_closed_the_other_mails_are_not_even_tried(world) {
        let server = MailServer::that_treats(&[Treats::Closed]);
        let post = smtp(server.address(), Tls::None);
        (0..3).for_each(|n| write(world, "jo@example.org", &format!("{n}")));
        assert_eq!(deliver(world, &post), 0);
        assert_eq!(server.connections(), 1);
        assert_eq!(deliver(world, &post), 2);
    }

    fn nothing_is_said_in_plain_where_a_secret_way_was_asked_for(world) {
        let server = MailServer::that_treats(&[]);
        write(world, "jo@example.org", "Hello");
        assert_eq!(deliver(world, &smtp(server.address(), Tls::StartTls)), 0);
        assert_eq!(server.received(), []);
    }

    fn a_mail_is_stuck_after_its_tries_and_seen_and_tried_anew(world) {
        struct Away;
        impl Post for Away {
            fn hand_over(&self, _: &Mail) -> Result<(), NotTaken> {
                Err(NotTaken::Away("nobody answers".into()))
            }
        }
        write(world, "jo@example.org", "Hello");
        for _ in 0..20 {
            deliver(world, &Away);
            world.clock().advance(SignedDuration::from_hours(24));
        }
        let stuck = &mails(world, MailState::Stuck)[0];
        assert_eq!(stuck.attempts, 10);
        assert_eq!(mails(world, MailState::Waiting), []);
    }

    fn two_workers_never_send_the_same_mail(world) {
        const MAILS: usize = 40;
        (0..MAILS).for_each(|n| write(world, "jo@example.org", &format!("{n}")));
        let bag = Bag::default();
        let start = Barrier::new(4);
        let taken: usize = std::thread::scope(|scope| {
            let worker = || {
                start.wait();
                let mut taken = 0;
                // A worker that lost every race just now looks again.
                while !mails(world, MailState::Waiting).is_empty() {
                    taken += outbox::deliver_due(&world.market, &bag).unwrap_or(0);
                }
                taken
            };
            let workers: Vec<_> = (0..4).map(|_| scope.spawn(worker)).collect();
            workers.into_iter().map(|worker| worker.join().unwrap()).sum()
        });
        let mut handed = bag.0.into_inner().unwrap();
        assert_eq!(handed.len(), MAILS);
        handed.sort();
        handed.dedup();
        assert_eq!((handed.len(), taken), (MAILS, MAILS));
    }

    fn a_worker_that_dies_with_a_mail_in_hand_only_delays_it(world) {
        struct Dies;
        impl Post for Dies {
            fn hand_over(&self, _: &Mail) -> Result<(), NotTaken> {
                panic!("planned")
            }
        }
        write(world, "jo@example.org", "Hello");
        let market = world.market.clone();
        assert!(std::thread::spawn(move || outbox::deliver_due(&market, &Dies)).join().is_err());
        assert_eq!(deliver(world, &Bag::default()), 0, "it may still be at work");
        world.clock().advance(outbox::LEASE);
        assert_eq!(deliver(world, &Bag::default()), 1);
    }

    fn without_a_mail_server_mails_are_files_that_a_person_can_read(world) {
        let folder = world.database().folder().join("mail");
        let post = FilePost::into_folder(&folder, sender());
        write(world, "jo@example.org", "Croeso – welcome");
        assert_eq!(deliver(world, &post), 1);
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "whole files only: {files:?}");
        assert_eq!(files[0].extension().unwrap(), "eml");
        let text = std::fs::read_to_string(&files[0]).unwrap();
        assert!(text.contains("To: jo@example.org"), "{text}");
        assert!(text.trim_end().ends_with("Yours"), "{text}");
    }
}

const MAILS: &str = "/api/v1/outbox/mails";

story! {
    fn those_who_tend_the_outbox_see_what_is_stuck_and_try_it_again(world) {
        let server = MailServer::that_treats(&[Treats::Never]);
        let post = smtp(server.address(), Tls::None);
        write(world, "nobody@example.org", "Hello");
        deliver(world, &post);
        let support = world.of_the_authority(Role::Support);

        let listed = support.get(MAILS).is(200);
        let stuck = &listed.body["items"][0];
        assert_eq!((&stuck["state"], &stuck["recipient"]), (&json!("stuck"), &json!("nobody@example.org")));
        assert!(stuck["last_error"].as_str().unwrap().contains("no such person"));
        assert!(!listed.text.contains("Dear Jo"), "a mail's text is its recipient's");

        let retry = format!("{MAILS}/{}/retry", stuck["id"].as_str().unwrap());
        assert_eq!(support.post(&retry, &json!({})).is(202).body["state"], "waiting");
        support.post(&retry, &json!({})).is_problem(409, "mail_not_stuck");
        assert_eq!(deliver(world, &post), 1);
        assert_eq!(support.get(&format!("{MAILS}?state=sent")).is(200).body["items"][0]["tries"], json!(1));
        support.post(&retry, &json!({})).is_problem(409, "mail_not_stuck");

        world.settle();
        let log = support.get("/api/v1/audit/events?limit=1000").is(200);
        assert!(log.text.contains("mail.retried") && !log.text.contains("nobody@"), "{}", log.text);
    }

    fn the_outbox_is_nobody_elses_business(world) {
        let retry = format!("{MAILS}/{}/retry", uuid::Uuid::now_v7());
        for session in [world.person("Jo"), world.of_the_authority(Role::CategoryManager)] {
            session.get(MAILS).is_problem(403, "wrong_role");
            session.post(&retry, &json!({})).is_problem(403, "wrong_role");
        }
        world.visitor().get(MAILS).is_problem(401, "sign_in");
        world.of_the_authority(Role::Administrator).post(&retry, &json!({})).is_problem(404, "not_found");
    }

    fn mails_are_listed_page_by_page_newest_first(world) {
        for n in 0..5 {
            write(world, "jo@example.org", &format!("{n}"));
        }
        let admin = world.of_the_authority(Role::Administrator);
        let (mut next, mut seen) = (String::new(), vec![]);
        loop {
            let page = admin.get(&format!("{MAILS}?state=waiting&limit=2{next}")).is(200).body;
            seen.extend(page["items"].as_array().unwrap().iter().map(|mail| mail["subject"].clone()));
            let Some(after) = page["next"].as_str() else { break };
            next = format!("&after={after}");
        }
        assert_eq!(seen, ["4", "3", "2", "1", "0"]);
    }
}
