//! The server as a process.

mod support;

use std::process::Command;
use std::time::{Duration, Instant};

use support::Server;

#[test]
fn it_is_ready_soon_and_ends_when_told() {
    for signal in ["-TERM", "-INT"] {
        let begin = Instant::now();
        let mut server = Server::start(&[]);
        assert!(begin.elapsed() < Duration::from_millis(1_500));
        let killed = Command::new("kill")
            .args([signal, &server.id().to_string()])
            .status();
        assert!(killed.is_ok_and(|status| status.success()));
        assert!(server.wait().success(), "{signal}");
    }
}

#[test]
fn it_says_what_is_wrong_with_its_arguments() {
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_mock-server"))
            .args(arguments)
            .output()
            .expect("it runs")
    };
    let wrong = run(&["--prot"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("unknown option --prot"));
    let help = run(&["--help"]);
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("--listen"));
}

#[test]
fn a_port_in_use_is_an_error() {
    let server = Server::start(&[]);
    let second = Command::new(env!("CARGO_BIN_EXE_mock-server"))
        .args(["--listen", &server.address])
        .output()
        .expect("it runs");
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).starts_with("mock-server: "));
}
