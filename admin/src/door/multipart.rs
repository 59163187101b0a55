//! Forms with a file in them (RFC 7578): some text fields and at most one file, whole in memory.

use super::Typed;

/// A file that was chosen in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChosenFile {
    /// What it is called on its owner's machine, without folders.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

/// More parts than any form of ours has.
const MOST: usize = 100;

/// The fields and the file of a form. `None`: no form of ours sends that.
pub(super) fn read(content_type: &str, body: &[u8]) -> Option<(Typed, Option<ChosenFile>)> {
    let boundary =
        content_type.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?.trim_matches('"');
    let between = format!("\r\n--{boundary}");
    let (mut typed, mut file) = (Typed::default(), None);
    // The first boundary has no line break before it.
    let mut rest = body.strip_prefix(format!("--{boundary}").as_bytes())?;
    for _ in 0..MOST {
        if rest.starts_with(b"--") {
            return Some((typed, file));
        }
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, between.as_bytes())?;
        let (part, after) = (&part[..end], &part[end + between.len()..]);
        rest = after;
        let gap = find(part, b"\r\n\r\n")?;
        let (head, content) = (std::str::from_utf8(&part[..gap]).ok()?, &part[gap + 4..]);
        let name = parameter(head, "name")?;
        match parameter(head, "filename") {
            None => {
                let text = String::from_utf8(content.to_vec()).ok()?;
                if text.contains('\0') {
                    return None;
                }
                typed.0.push((name, text.replace("\r\n", "\n")));
            }
            Some(file_name) if !file_name.is_empty() && file.is_none() => {
                let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                file = Some(ChosenFile { name, bytes: content.to_vec() });
            }
            Some(_) => {}
        }
    }
    None
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).position(|window| window == what)
}

/// `form-data; name="answer"; filename="policy.pdf"`: browsers write quotes within as `%22`.
fn parameter(head: &str, name: &str) -> Option<String> {
    let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let start = format!("; {name}=\"");
    let (_, value) = line.split_once(&start)?;
    Some(value.split_once('"')?.0.replace("%22", "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(parts: &str) -> Option<(Typed, Option<ChosenFile>)> {
        read("multipart/form-data; boundary=xyz", parts.replace('\n', "\r\n").as_bytes())
    }

    #[test]
    fn fields_and_one_file_are_read() {
        let sent = "--xyz\nContent-Disposition: form-data; name=\"a\"\n\none\ntwo\n--xyz\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\x\\policy.pdf\"\nContent-Type: application/pdf\n\n%PDF--\n\n--xyz--\n";
        let (typed, file) = form(sent).unwrap();
        assert_eq!(typed.get("a"), "one\ntwo");
        assert_eq!(file, Some(ChosenFile { name: "policy.pdf".into(), bytes: b"%PDF--\r\n".to_vec() }));
    }

    #[test]
    fn no_file_chosen_is_none() {
        let sent = "--xyz\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\n\n\n--xyz--";
        assert_eq!(form(sent).unwrap().1, None);
    }

    #[test]
    fn what_is_cut_or_not_a_form_is_refused() {
        for wrong in [
            "",
            "--xyz",
            "--xyz\nContent-Disposition: form-data; name=\"a\"\n\none",
            "--xyz\nname\n\n1\n--xyz--",
            "--abc--",
        ] {
            assert_eq!(form(wrong), None, "{wrong}");
        }
        assert_eq!(read("multipart/form-data", b"--xyz--"), None);
    }
}
