//! What is public is compressed for who wants it so; what is not, never.

use crate::listings::{open_world, published};
use stories::{Reply, story};

fn is_packed(reply: &Reply) -> bool {
    reply.header("content-encoding") == Some("gzip")
}

story! {
    fn what_is_public_is_compressed_and_nothing_else(world) {
        let (provider, jo) = open_world(world);
        for _ in 0..4 {
            published(provider, &jo, |_| {});
        }
        world.settle();
        let wants = world.visitor().with("Accept-Encoding", "gzip");
        let listings = "/api/v1/directories/carers/listings";
        for public in [listings, "/d/carers?near=LS1+4AP", "/oruk/v3/services?full=true"] {
            let plain = world.visitor().get(public).is(200);
            assert!(plain.header("content-encoding").is_none(), "{public}: who did not ask for it gets it as it is");
            let packed = wants.get(public).is(200);
            assert!(is_packed(&packed), "{public}: {:?}", packed.headers);
            let vary = packed.header("vary").unwrap_or_default().to_lowercase();
            assert!(vary.contains("accept-encoding"), "{public}: {vary}");
        }
        let owner = jo.clone().with("Accept-Encoding", "gzip");
        for own in [format!("/api/v1/organisations/{provider}"), "/sign-in".to_owned(), "/api/v1/people/me".to_owned()] {
            let reply = owner.get(&own).is(200);
            assert!(reply.header("content-encoding").is_none(), "{own}: {:?}", reply.headers);
        }
    }

    fn a_compressed_answer_has_a_weak_tag_that_is_known_again(world) {
        let (provider, jo) = open_world(world);
        for _ in 0..4 {
            published(provider, &jo, |_| {});
        }
        world.settle();
        let wants = world.visitor().with("Accept-Encoding", "gzip");
        let listings = "/api/v1/directories/carers/listings";
        let packed = wants.get(listings).is(200);
        let tag = packed.header("etag").unwrap().to_owned();
        assert!(tag.starts_with("W/\""), "{tag}");
        wants.with("If-None-Match", &tag).get(listings).is(304);
        world.visitor().with("If-None-Match", &tag).get(listings).is(304);
    }
}
