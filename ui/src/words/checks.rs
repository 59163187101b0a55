//! The word files themselves: both languages complete, every key that is said written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{FluentResource, Language, Words};

/// Every message's variables by its key, read from the files' text.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in language.sources() {
        let mut current = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}', '['])) {
                current = key.to_owned();
                assert!(all.insert(current.clone(), BTreeSet::new()).is_none(), "{key} is written twice");
            }
            let variables =
                line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap().to_owned());
            all.entry(current.clone()).or_default().extend(variables);
        }
    }
    all.remove("");
    all
}

#[test]
fn every_file_can_be_read_whole() {
    for language in Language::ALL {
        for source in language.sources() {
            if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
                panic!("{language:?}: {errors:?}");
            }
        }
        let words = Words::for_language(language);
        let unread: Vec<_> =
            messages(language).into_keys().filter(|key| !words.bundle.has_message(key)).collect();
        assert!(unread.is_empty(), "{language:?}: {unread:?}");
    }
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_values_in_them() {
    assert_eq!(messages(Language::English), messages(Language::Welsh));
}

#[test]
fn every_key_that_is_said_by_name_is_written() {
    let keys = messages(Language::English);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut said = 0;
    let mut missing = Vec::new();
    for file in sources(&root) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (call, is_group) in
            [("say(\"", false), ("say_with(\"", false), ("by_plural(\"", false), ("say_word(\"", true)]
        {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                said += 1;
                let group = format!("{key}-");
                let begins = |key: &String| is_group && key.starts_with(&group);
                if !keys.contains_key(key) && !keys.keys().any(begins) {
                    missing.push(format!("{}: {key}", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "no words for {missing:#?}");
    assert!(said > 20, "the search for what is said found {said} calls only");
}

/// The workspace's Rust and HTML sources, but this file.
fn sources(root: &Path) -> Vec<PathBuf> {
    let crates = ["admin", "api", "server", "sites", "ui"];
    let mut folders: Vec<PathBuf> =
        crates.iter().flat_map(|name| ["src", "templates"].map(|part| root.join(name).join(part))).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html")
                && !path.ends_with("words/checks.rs")
            {
                files.push(path);
            }
        }
    }
    files
}
