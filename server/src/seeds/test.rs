//! The reference files agree with the domain and with one another.

use super::{organisation_id, reference};

#[test]
fn everything_that_reference_files_name_exists() {
    let reference = reference().unwrap();
    for draft in &reference.services {
        let slug = &draft.slug;
        draft.clone().parse().unwrap_or_else(|errors| panic!("{slug}: {errors}"));
    }
    for draft in &reference.clusters {
        draft.parse().unwrap_or_else(|errors| panic!("{}: {errors}", draft.slug));
    }
    assert!(reference.services.len() >= 12 && reference.clusters.len() >= 4);
    assert_eq!(reference.frameworks.len(), 5);
}

#[test]
fn a_slug_has_one_identifier_for_ever() {
    assert_eq!(organisation_id("dvla"), organisation_id("dvla"));
    assert_ne!(organisation_id("dvla"), organisation_id("dvsa"));
    assert_eq!(organisation_id("dvla").uuid().get_version_num(), 8);
}
