//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

/// What the command line asks for.
pub(crate) enum Command {
    /// Serve with these options.
    Serve(Box<Options>),
    /// Print [`HELP`].
    Help,
}

/// How to serve.
pub(crate) struct Options {
    /// Where to listen; port 0 lets the system choose.
    pub(crate) listen: SocketAddr,
    /// Files of `/www` and `/app/{siapa}`.
    pub(crate) www: Option<PathBuf>,
    /// Files of `/pkg`.
    pub(crate) pkg: Option<PathBuf>,
    /// Files of `/bengkel`.
    pub(crate) bengkel: Option<PathBuf>,
    /// Files of `/pages` and `/app/{siapa}/pages`.
    pub(crate) pages: Option<PathBuf>,
    /// Open API token that pages get instead of the mock's.
    pub(crate) token: Option<String>,
    /// Open API that pages get instead of the mock's.
    pub(crate) base_url: Option<String>,
    /// `token_user` of the person that the app plays as `budi`.
    pub(crate) token_user: Option<String>,
    /// `id_user` of the same person.
    pub(crate) id_user: Option<String>,
}

/// What `--help` prints.
pub(crate) const HELP: &str = "\
mock-server [options]

  --listen ADDRESS   where to listen (default 127.0.0.1:0: a free port, printed as the first line)
  --www DIR          the storefront, served at /www and, as the app shows it, at /app/{siapa}
  --pkg DIR          the built package, served at /pkg
  --bengkel DIR      the workshop, built by `./build.sh bengkel`, served at /bengkel
  --pages DIR        test pages, served at /pages and at /app/{siapa}/pages
  --token TOKEN      give pages this Open API token instead of the mock's
  --base-url URL     give pages this Open API instead of the mock's
  --token-user T     token_user of the person the app plays as `budi`
  --id-user ID       id_user of the same person
";

/// Reads the arguments after the program's name.
pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut options = Options {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        www: None,
        pkg: None,
        bengkel: None,
        pages: None,
        token: None,
        base_url: None,
        token_user: None,
        id_user: None,
    };
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        // `--name value` and `--name=value` both.
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) if name.starts_with("--") => {
                (name.to_owned(), Some(value.to_owned()))
            }
            _ => (argument, None),
        };
        if matches!(name.as_str(), "--help" | "-h") {
            return Ok(Command::Help);
        }
        let mut value = || {
            inline
                .clone()
                .or_else(|| arguments.next())
                .ok_or(format!("{name} needs a value"))
        };
        match name.as_str() {
            "--listen" => {
                let text = value()?;
                options.listen = text
                    .parse()
                    .map_err(|_| format!("--listen {text}: not an address like 127.0.0.1:8080"))?;
            }
            "--www" => options.www = Some(value()?.into()),
            "--pkg" => options.pkg = Some(value()?.into()),
            "--bengkel" => options.bengkel = Some(value()?.into()),
            "--pages" => options.pages = Some(value()?.into()),
            "--token" => options.token = Some(value()?),
            "--base-url" => options.base_url = Some(value()?),
            "--token-user" => options.token_user = Some(value()?),
            "--id-user" => options.id_user = Some(value()?),
            _ => return Err(format!("unknown option {name}")),
        }
    }
    Ok(Command::Serve(Box::new(options)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(|argument| (*argument).to_owned()))
    }

    #[test]
    fn both_spellings_of_a_value_are_read() {
        let Ok(Command::Serve(options)) = parsed(&["--listen", "127.0.0.1:8080", "--token=a=b=="])
        else {
            panic!("not served");
        };
        assert_eq!(options.listen.port(), 8080);
        assert_eq!(options.token.as_deref(), Some("a=b=="));
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(
            parsed(&["--prot", "1"]).err().as_deref(),
            Some("unknown option --prot")
        );
        assert_eq!(
            parsed(&["--token"]).err().as_deref(),
            Some("--token needs a value")
        );
        assert!(
            parsed(&["--listen", "8080"])
                .err()
                .is_some_and(|reason| reason.contains("127.0.0.1:8080"))
        );
    }
}
