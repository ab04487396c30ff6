//! Checking whether a text has the form of a date or a time.

/// Whether a text has this form. A `0` in the form stands for any digit, any other character for itself.
pub(super) fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text
            .bytes()
            .zip(form.bytes())
            .all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                form => byte == form,
            })
}
