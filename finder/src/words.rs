//! Words as they are searched: without case and accents, with plurals and Welsh mutations folded.

/// No word is longer than this, indexed or asked for; the rest of it is not looked at.
const LONGEST: usize = 40;

/// A sort key is cut to this many bytes.
const SORT_KEY_BYTES: usize = 64;

/// Words that everything has, and that say nothing about it.
const UNSPEAKING: [&str; 26] = [
    "a", "ac", "am", "an", "and", "ar", "at", "for", "fy", "gan", "i", "in", "my", "neu", "o", "of", "on",
    "or", "the", "to", "with", "y", "yn", "yr", "yw", "s",
];

/// Which rules a text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Plurals are folded.
    English,
    /// Initial mutations are folded.
    Welsh,
}

/// A word that is asked for, in the forms by which a listing can have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// As written: found whole, or as the beginning of a longer word, in either language.
    pub word: String,
    /// What its singular may be: found whole, in English.
    pub singulars: Vec<String>,
    /// The same in Welsh.
    pub welsh_singulars: Vec<String>,
    /// What its unmutated forms would be: found as [`Asked::word`] is, in Welsh.
    pub radicals: Vec<String>,
}

impl Asked {
    /// May longer words that begin so be meant? A single letter begins too many.
    #[must_use]
    pub fn is_prefix(&self) -> bool {
        self.word.len() > 1
    }

    /// Is it long enough that a slip of one letter leaves a word?
    #[must_use]
    pub fn may_be_a_slip(&self) -> bool {
        self.word.chars().count() >= 4
    }
}

/// The words of a text that is searched for, each once.
#[must_use]
pub fn asked(text: &str) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    split(text, |word| {
        if !asked.iter().any(|other| other.word == word) {
            let radicals = radicals(word);
            asked.push(Asked {
                word: word.to_owned(),
                singulars: singulars(word),
                welsh_singulars: welsh_singulars(word, &radicals),
                radicals,
            });
        }
    });
    asked
}

/// Calls back with every form in which a text is to be found, some of them more than once.
pub fn indexed(text: &str, language: Language, mut each: impl FnMut(&str)) {
    split(text, |word| forms(word, language).iter().for_each(|form| each(form)));
}

/// Every form in which a word of a text is to be found, some of them more than once.
pub fn forms(word: &str, language: Language) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    match language {
        Language::English => forms.extend(singulars(word)),
        Language::Welsh => {
            let radicals: Vec<String> = radicals(word).into_iter().chain(nasal_radical(word)).collect();
            forms.extend(welsh_singulars(word, &radicals));
            forms.extend(radicals);
        }
    }
    forms
}

/// Do two words differ by one slip at most: a letter more, less or other, or two that changed
/// places?
#[must_use]
pub fn is_one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], []) => true,
        ([_, rest @ ..], _) if rest == b => true,
        (_, [_, rest @ ..]) if rest == a => true,
        ([a, a_next, a_rest @ ..], [b, b_next, b_rest @ ..]) if (a, a_next) == (b_next, b) => {
            a_rest == b_rest
        }
        ([_, a_rest @ ..], [_, b_rest @ ..]) => a_rest == b_rest,
        _ => false,
    }
}

/// What a name is sorted by: folded, its words one space apart, and cut to 64 bytes.
#[must_use]
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(SORT_KEY_BYTES);
    for word in name.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        word.chars().for_each(|letter| fold(letter, &mut key));
    }
    while key.len() > SORT_KEY_BYTES {
        key.pop();
    }
    key
}

/// Calls back with each folded word of a text, in order, without those that say nothing.
pub fn split(text: &str, mut each: impl FnMut(&str)) {
    let (mut word, mut letters) = (String::new(), 0);
    for letter in text.chars().chain([' ']) {
        if letter.is_alphanumeric() || is_combining(letter) {
            if letters < LONGEST {
                fold(letter, &mut word);
                letters += 1;
            }
        } else if !matches!(letter, '\'' | '\u{2019}' | '\u{02BC}') {
            if !word.is_empty() && !UNSPEAKING.contains(&word.as_str()) {
                each(&word);
            }
            word.clear();
            letters = 0;
        }
    }
}

const fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}')
}

/// Adds a letter in small case and without its accent.
fn fold(letter: char, to: &mut String) {
    // Nearly all letters are plain, and need no tables.
    if letter.is_ascii() {
        return to.push(letter.to_ascii_lowercase());
    }
    for small in letter.to_lowercase() {
        match small {
            'à'..='å' | 'ā' | 'ă' | 'ą' => to.push('a'),
            'æ' => to.push_str("ae"),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => to.push('c'),
            'ď' | 'đ' | 'ð' => to.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => to.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => to.push('g'),
            'ĥ' | 'ħ' => to.push('h'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => to.push('i'),
            'ĵ' => to.push('j'),
            'ķ' => to.push('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ł' => to.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => to.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => to.push('o'),
            'œ' => to.push_str("oe"),
            'ŕ' | 'ŗ' | 'ř' => to.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => to.push('s'),
            'ß' => to.push_str("ss"),
            'ţ' | 'ť' | 'ț' => to.push('t'),
            'þ' => to.push_str("th"),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => to.push('u'),
            'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => to.push('w'),
            'ý' | 'ÿ' | 'ŷ' | 'ỳ' => to.push('y'),
            'ź' | 'ż' | 'ž' => to.push('z'),
            accent if is_combining(accent) => {}
            other => to.push(other),
        }
    }
}

/// English plurals that no ending tells.
const UNLIKE: [(&str, &str); 6] = [
    ("people", "person"),
    ("children", "child"),
    ("women", "woman"),
    ("men", "man"),
    ("feet", "foot"),
    ("teeth", "tooth"),
];

/// What an English word may be the plural of. Where the ending leaves it open, all that it may be.
fn singulars(word: &str) -> Vec<String> {
    if let Some((_, singular)) = UNLIKE.iter().find(|(plural, _)| *plural == word) {
        return vec![(*singular).to_owned()];
    }
    if word.len() < 4 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return Vec::new();
    }
    let endings: [(&str, &[&str]); 9] = [
        ("ies", &["y"]),
        ("sses", &["ss"]),
        ("shes", &["sh"]),
        ("ches", &["ch"]),
        ("xes", &["x"]),
        ("zes", &["ze", "z"]),
        ("ves", &["ve", "f", "fe"]),
        ("ses", &["se", "s"]),
        ("s", &[""]),
    ];
    folded(word, &endings, 2)
}

/// What a Welsh word, or one of its unmutated forms, may be the plural of.
fn welsh_singulars(word: &str, radicals: &[String]) -> Vec<String> {
    let endings: [(&str, &[&str]); 13] = [
        ("iadau", &[""]),
        ("nnau", &["n"]),
        ("iau", &[""]),
        ("au", &[""]),
        ("nni", &["n"]),
        ("feydd", &["fa"]),
        ("oedd", &[""]),
        ("ydd", &[""]),
        ("ion", &[""]),
        ("on", &[""]),
        ("wyr", &["wr"]),
        ("esau", &["es"]),
        ("od", &[""]),
    ];
    let forms = std::iter::once(word).chain(radicals.iter().map(String::as_str));
    forms.flat_map(|form| folded(form, &endings, 3)).collect()
}

/// A word with the first of these endings that it has, and at least so many letters before it,
/// replaced in each way.
fn folded(word: &str, endings: &[(&str, &[&str])], least: usize) -> Vec<String> {
    let found = endings.iter().find_map(|ending| {
        let (end, instead) = *ending;
        word.strip_suffix(end).filter(|stem| stem.len() >= least).map(|stem| (stem, instead))
    });
    found.map_or_else(Vec::new, |(stem, instead)| instead.iter().map(|end| format!("{stem}{end}")).collect())
}

/// What a Welsh word may be a nasal mutation of where the letter does not show it: ym Mangor is Bangor.
/// Only what is indexed is folded so; else every question with an m would find what has a b.
fn nasal_radical(word: &str) -> Option<String> {
    let shows = ["mh", "nh", "ng"].iter().any(|start| word.starts_with(start));
    let (mutated, radical) =
        [('m', 'b'), ('n', 'd')].into_iter().find(|(mutated, _)| word.starts_with(*mutated))?;
    (word.len() > 2 && !shows).then(|| word.replacen(mutated, &radical.to_string(), 1))
}

/// What a Welsh word may be a mutation of: soft, aspirate and the nasal ones that show, and an h
/// before a vowel.
fn radicals(word: &str) -> Vec<String> {
    if word.len() < 3 || !word.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let table: [(&str, &[&str]); 15] = [
        ("ngh", &["c"]),
        ("ng", &["g"]),
        ("nh", &["t"]),
        ("mh", &["p"]),
        ("ch", &["c"]),
        ("ph", &["p"]),
        ("th", &["t"]),
        ("dd", &["d"]),
        ("ff", &[]),
        ("ll", &[]),
        ("rh", &[]),
        ("g", &["c"]),
        ("b", &["p"]),
        ("d", &["t"]),
        ("f", &["b", "m"]),
    ];
    let begins = |start: &&(&str, &[&str])| word.starts_with(start.0);
    let mut forms: Vec<String> = match table.iter().find(begins) {
        Some((mutated, radicals)) => {
            radicals.iter().map(|form| format!("{form}{}", &word[mutated.len()..])).collect()
        }
        None => Vec::new(),
    };
    if word.starts_with('l') && !word.starts_with("ll") {
        forms.push(format!("l{word}"));
    }
    if word.starts_with('r') && !word.starts_with("rh") {
        forms.push(format!("rh{}", &word[1..]));
    }
    if let Some(rest) =
        word.strip_prefix('h').filter(|rest| rest.starts_with(['a', 'e', 'i', 'o', 'u', 'w', 'y']))
    {
        forms.push(rest.to_owned());
    }
    // A soft g is silent: ardd is gardd.
    if word.starts_with(['a', 'e', 'i', 'l', 'n', 'o', 'r', 'u', 'w', 'y']) && !word.starts_with("ll") {
        forms.push(format!("g{word}"));
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str, language: Language) -> Vec<String> {
        let mut forms = Vec::new();
        indexed(text, language, |form| forms.push(form.to_owned()));
        forms
    }

    #[test]
    fn case_accents_and_apostrophes_do_not_matter() {
        assert_eq!(forms("Carer\u{2019}s Tŷ CYMORTH", Language::Welsh)[..1], ["carers"]);
        assert_eq!(forms("tŷ a ty\u{0302}", Language::English), ["ty", "ty"]);
    }

    #[test]
    fn english_plurals_are_folded() {
        for (plural, singular) in [
            ("libraries", "library"),
            ("buses", "bus"),
            ("houses", "house"),
            ("boxes", "box"),
            ("addresses", "address"),
            ("churches", "church"),
            ("dishes", "dish"),
            ("carers", "carer"),
            ("carer\u{2019}s", "carer"),
            ("licences", "licence"),
            ("wives", "wife"),
            ("leaves", "leaf"),
            ("sizes", "size"),
            ("people", "person"),
            ("children", "child"),
        ] {
            assert!(forms(plural, Language::English).contains(&singular.to_owned()), "{plural}");
            assert!(asked(plural)[0].singulars.contains(&singular.to_owned()), "{plural}");
        }
        for word in ["bus", "access", "status", "this", "gas", "as"] {
            assert_eq!(asked(word).iter().flat_map(|asked| &asked.singulars).count(), 0, "{word}");
        }
    }

    #[test]
    fn welsh_plurals_are_folded() {
        for (plural, singular) in [
            ("llyfrgelloedd", "llyfrgell"),
            ("lyfrgelloedd", "llyfrgell"),
            ("gwasanaethau", "gwasanaeth"),
            ("wasanaethau", "gwasanaeth"),
            ("canolfannau", "canolfan"),
            ("ganolfannau", "canolfan"),
            ("ffurflenni", "ffurflen"),
            ("cyfrifiaduron", "cyfrifiadur"),
            ("gofalwyr", "gofalwr"),
            ("ofalwyr", "gofalwr"),
            ("daliadau", "dal"),
            ("dogfennau", "dogfen"),
            ("swyddfeydd", "swyddfa"),
            ("cynghorau", "cynghor"),
        ] {
            assert!(forms(plural, Language::Welsh).contains(&singular.to_owned()), "{plural}");
            assert!(asked(plural)[0].welsh_singulars.contains(&singular.to_owned()), "{plural}");
        }
        // A vowel that changes inside is not followed: that takes a dictionary.
        assert!(!forms("pensiynau", Language::Welsh).contains(&"pensiwn".to_owned()));
    }

    #[test]
    fn a_mutated_welsh_word_is_found_by_what_it_comes_from() {
        let table = [
            // Soft
            ("gyngor", "cyngor"),
            ("bensiwn", "pensiwn"),
            ("drafnidiaeth", "trafnidiaeth"),
            ("ardd", "gardd"),
            ("wasanaeth", "gwasanaeth"),
            ("fudd", "budd"),
            ("ddogfen", "dogfen"),
            ("lyfrgell", "llyfrgell"),
            ("fam", "mam"),
            ("rif", "rhif"),
            // Nasal
            ("nghyngor", "cyngor"),
            ("mhensiwn", "pensiwn"),
            ("nhref", "tref"),
            ("ngwasanaeth", "gwasanaeth"),
            ("mangor", "bangor"),
            ("nolgellau", "dolgellau"),
            // Aspirate
            ("chyngor", "cyngor"),
            ("phensiwn", "pensiwn"),
            ("thref", "tref"),
            // An h before a vowel
            ("hysgol", "ysgol"),
        ];
        for (mutated, radical) in table {
            assert!(forms(mutated, Language::Welsh).contains(&radical.to_owned()), "{mutated}");
        }
        // Asked for mutated, it is found unmutated; where the mutation does not show, only as written.
        for (mutated, radical) in table {
            let shows = !["mangor", "nolgellau"].contains(&mutated);
            assert_eq!(asked(mutated)[0].radicals.contains(&radical.to_owned()), shows, "{mutated}");
        }
    }

    #[test]
    fn one_slip_is_a_letter_more_less_other_or_two_swapped() {
        for slip in ["benefit", "benfit", "benefiit", "benifit", "bneefit", "benefi", "enefit"] {
            assert!(is_one_slip(slip, "benefit") && is_one_slip("benefit", slip), "{slip}");
        }
        for other in ["bnfit", "beenfti", "benefits2", "fit", ""] {
            assert!(!is_one_slip(other, "benefit") && !is_one_slip("benefit", other), "{other}");
        }
    }

    #[test]
    fn names_sort_without_case_and_accents_and_within_bounds() {
        assert_eq!(sort_key("  Écoute   Leeds "), "ecoute leeds");
        assert_eq!(sort_key(&"ŵ".repeat(200)).len(), SORT_KEY_BYTES);
    }
}
