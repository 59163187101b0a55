//! The schema: the same on both databases, as the code sees it, up and down.

use store::migrations;
use stories::{Kind, ThrowAway};

fn check(kind: Kind) {
    let throw_away = ThrowAway::new(kind);
    let database = throw_away.database();
    let mut declared: Vec<_> = migrations::SHAPES.iter().map(|shape| shape.name.to_owned()).collect();
    declared.sort();
    assert_eq!(migrations::tables_of(database).unwrap(), declared, "tables that code and database share");
    for shape in migrations::SHAPES {
        let mut columns: Vec<_> = shape.columns.iter().map(|&column| column.to_owned()).collect();
        columns.sort();
        assert_eq!(migrations::columns_of(database, shape.name).unwrap(), columns, "{}", shape.name);
    }
    let down = migrations::revert_all(database).unwrap();
    assert_eq!(migrations::tables_of(database).unwrap(), Vec::<String>::new());
    let mut up = migrations::migrate(database).unwrap();
    up.reverse();
    assert_eq!(down, up, "every migration goes down and up again");
}

#[test]
fn sqlite_has_the_schema_that_the_code_sees() {
    check(Kind::Sqlite);
}

#[test]
fn postgresql_has_the_schema_that_the_code_sees() {
    check(Kind::Postgres);
}
