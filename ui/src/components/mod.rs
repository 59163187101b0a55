//! GOV.UK Design System components, a struct each, rendering what govuk-frontend's own macros
//! render: its fixtures are their tests (`crate::fixtures`).
//!
//! Each is built by naming what it has, and may stand in any template as it is:
//!
//! ```
//! use ui::components::{Button, Tag, TagColour};
//! let save = Button::new("Save and continue").name("step").value("2");
//! let state = Tag::new("Suspended").colour(TagColour::Red);
//! assert!(save.to_string().contains("Save and continue"));
//! # assert!(state.to_string().contains("govuk-tag--red"));
//! ```

mod banner;
mod button;
mod character_count;
mod checkboxes;
mod date_input;
mod error_summary;
mod field;
mod fieldset;
mod file_upload;
mod footer;
mod form_group;
mod header;
mod input;
mod links;
mod navigation;
mod pagination;
mod panel;
mod password_input;
mod radios;
mod select;
mod summary_list;
mod table;
mod tabs;
mod tag;
mod task_list;
mod text;
mod textarea;

pub use banner::{NotificationBanner, PhaseBanner};
pub use button::Button;
pub use character_count::{CharacterCount, Plurals};
pub use checkboxes::{Checkbox, Checkboxes};
pub use date_input::{DateInput, DatePart};
pub use error_summary::{ErrorLink, ErrorSummary, Mistake, field_id};
pub use field::Field;
pub use fieldset::{Fieldset, Legend};
pub use file_upload::FileUpload;
pub use footer::{Footer, FooterLink, FooterMeta, FooterSection, FooterText};
pub use form_group::{ErrorMessage, FormGroup, Hint, Label};
pub use header::{GenericHeader, Header};
pub use input::{Affix, Input};
pub use links::{BackLink, Breadcrumbs, Crumb, SkipLink};
pub use navigation::{
    LanguageNavigation, LanguageOption, NavigationItem, NavigationSlots, ServiceNavigation,
};
pub use pagination::{PageNumber, Pagination, Turn};
pub use panel::{Panel, PanelAction, PanelActions};
pub use password_input::PasswordInput;
pub use radios::{Radio, Radios};
pub use select::{Choice, Select};
pub use summary_list::{Action, Actions, CardTitle, SummaryCard, SummaryCell, SummaryList, SummaryRow};
pub use table::{Cell, Row, Table};
pub use tabs::{Tab, TabPanel, Tabs};
pub use tag::{Tag, TagColour};
pub use task_list::{Task, TaskHint, TaskList, TaskStatus, TaskTitle};
pub use text::{Details, InsetText, WarningText};
pub use textarea::Textarea;
