//! Reminders of what comes to an end.

use domain::Role;
use domain::offerings::Channel::Telephone;
use jiff::SignedDuration;
use marketplace::reminders::remind;
use stories::story;

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

story! {
    fn a_mark_that_ends_is_reminded_of_three_times_and_each_once(world) {
        world.focs();
        let provider = world.applicant("Age Well Leeds", "voluntary");
        world.gives_mark(provider.id, &[Telephone]);
        let reminders = |world: &stories::World| {
            let letters = world.letters_to(&provider).into_iter();
            letters.filter(|subject| subject.contains("Your quality mark ends")).count()
        };
        world.clock().advance(days(730 - 62));
        assert_eq!(remind(&world.market).unwrap(), 0, "62 days before");
        world.clock().advance(days(3));
        assert_eq!(remind(&world.market).unwrap(), 1);
        assert_eq!(remind(&world.market).unwrap(), 0, "once");
        let other = world.another_node();
        assert_eq!(remind(&other.market).unwrap(), 0, "also by another node, or after a start");
        world.clock().advance(days(32));
        assert_eq!(remind(&world.market).unwrap(), 1, "28 days before");
        world.clock().advance(days(20));
        assert_eq!(remind(&world.market).unwrap(), 1, "7 days before");
        assert_eq!(reminders(world), 3);
        let home = world.browser_of(&world.member_of(provider.id, Role::Editor)).open(&format!("/provider/{}", provider.id)).is(200);
        let _ = home.says("Renew your quality mark");
        world.clock().advance(days(10));
        assert_eq!(remind(&world.market).unwrap(), 0, "it has ended");
    }
}
