use super::Tag;
use crate::component::{component, from_content};
use crate::html::{Attributes, Content};

component! {
    /// The tasks of a journey and how far each is.
    pub struct TaskList in "components/task_list.html" {
        items: slots Task,
        /// What ids start with: `task-list` when empty.
        id_prefix: text,
        classes: classes,
        attributes: attributes,
    }
}

component! {
    /// One task; without `href` it cannot be started yet.
    pub struct Task {
        title: one TaskTitle,
        hint: maybe TaskHint,
        href: text,
        status: one TaskStatus,
        classes: classes,
    }
}

component! {
    /// What the task is called.
    pub struct TaskTitle {
        content: content,
        classes: classes,
    }
}

component! {
    /// A line under a task's title.
    pub struct TaskHint {
        content: content,
    }
}

component! {
    /// How far a task is: plain words for what is done, a tag for what is left to do.
    pub struct TaskStatus {
        content: content,
        tag: maybe Tag,
        classes: classes,
    }
}

from_content!(TaskTitle, TaskHint, TaskStatus);

impl TaskList {
    pub fn new(items: impl IntoIterator<Item = impl Into<Option<Task>>>) -> Self {
        Self::default().items(items)
    }

    fn numbered(&self) -> Vec<(String, &Task)> {
        let prefix = if self.id_prefix.is_empty() { "task-list" } else { &self.id_prefix };
        let places = self.items.iter().enumerate();
        places.filter_map(|(at, task)| Some((format!("{prefix}-{}", at + 1), task.as_ref()?))).collect()
    }
}

impl Task {
    pub fn new(title: impl Into<TaskTitle>, status: impl Into<TaskStatus>) -> Self {
        Self { title: title.into(), status: status.into(), ..Self::default() }
    }
}

impl TaskTitle {
    fn class_attribute(&self) -> Attributes {
        crate::html::optional("class", self.classes.to_string().trim())
    }
}

impl TaskStatus {
    /// "Completed", in plain words.
    pub fn done(words: impl Into<Content>) -> Self {
        Self::new(words)
    }

    /// "Cannot start yet", in grey.
    pub fn waiting(words: impl Into<Content>) -> Self {
        Self::new(words).classes("govuk-task-list__status--cannot-start-yet")
    }
}

impl From<Tag> for TaskStatus {
    fn from(tag: Tag) -> Self {
        Self { tag: Some(tag), ..Self::default() }
    }
}
