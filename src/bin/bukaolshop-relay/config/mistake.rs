//! What is wrong with a configuration, for the owner of the shop to read.

use std::fmt;
use std::ops::Range;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// The line of the file that it is in, from 1. `None` where the whole file is meant.
    pub(crate) line: Option<usize>,
    /// What is wrong and what to do, in Indonesian. It never holds a secret.
    pub(crate) text: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "baris {line}: {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// All mistakes of a file, in the order of their lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistakes {
    /// The file as the program was told it.
    pub(crate) file: String,
    /// At least one.
    pub(crate) all: Vec<Mistake>,
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} kesalahan", self.file, self.all.len())?;
        for mistake in &self.all {
            write!(f, "\n  {mistake}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

impl Mistakes {
    /// One mistake that concerns a line.
    pub(crate) fn one(file: &str, line: Option<usize>, text: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            all: vec![Mistake {
                line,
                text: text.into(),
            }],
        }
    }
}

/// The number of the line in which a span begins, from 1.
pub(crate) fn line_of(text: &str, span: &Range<usize>) -> usize {
    let before = text.as_bytes().iter().take(span.start);
    before.filter(|byte| **byte == b'\n').count() + 1
}
