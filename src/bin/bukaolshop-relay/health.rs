//! The command `health`: asks a relay that runs on this machine whether it is alive. A container that holds nothing but this program
//! has no other program to ask with.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// How long each step may take: shorter than the half minute that container programs give a health check.
const PATIENCE: Duration = Duration::from_secs(5);

/// How much of the answer is read: its first line is shorter.
const FIRST_LINE: u64 = 64;

/// Asks `/healthz` of the relay that listens there.
///
/// # Errors
/// The relay can't be reached, or its answer is not the status 200.
pub(crate) fn ask(listen: SocketAddr) -> io::Result<()> {
    let mut relay = TcpStream::connect_timeout(&reachable(listen), PATIENCE)?;
    relay.set_read_timeout(Some(PATIENCE))?;
    relay.set_write_timeout(Some(PATIENCE))?;
    relay.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    relay.take(FIRST_LINE).read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    match answer.split_whitespace().nth(1) {
        Some("200") => Ok(()),
        _ => Err(io::Error::other(format!(
            "/healthz menjawab {:?}",
            answer.lines().next().unwrap_or_default()
        ))),
    }
}

/// An address that leads to a program that listens at `listen`: one that listens on all addresses is asked on the loopback.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let mut address = listen;
    if listen.ip().is_unspecified() {
        address.set_ip(match listen.ip() {
            IpAddr::V4(_) => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(_) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        });
    }
    address
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A server that gives one answer, and what it was asked.
    fn answers(answer: &'static str) -> (SocketAddr, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            let (mut caller, _) = listener.accept().unwrap();
            let mut asked = [0; 256];
            let length = caller.read(&mut asked).unwrap();
            caller.write_all(answer.as_bytes()).unwrap();
            String::from_utf8_lossy(&asked[..length]).into_owned()
        });
        (address, server)
    }

    #[test]
    fn a_relay_that_answers_200_is_alive() {
        let (address, server) = answers("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        ask(address).unwrap();
        assert!(
            server
                .join()
                .unwrap()
                .starts_with("GET /healthz HTTP/1.1\r\n")
        );
    }

    #[test]
    fn another_answer_or_none_is_not() {
        for answer in ["HTTP/1.1 503 Service Unavailable\r\n\r\n", "", "200"] {
            let (address, server) = answers(answer);
            assert!(ask(address).is_err(), "{answer:?}");
            server.join().unwrap();
        }
        let closed = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        assert!(ask(closed).is_err());
    }

    #[test]
    fn a_relay_on_all_addresses_is_asked_on_the_loopback() {
        let (address, server) = answers("HTTP/1.1 200 OK\r\n\r\n");
        ask(SocketAddr::from(([0, 0, 0, 0], address.port()))).unwrap();
        server.join().unwrap();
        assert_eq!(
            reachable("[::]:8080".parse().unwrap()),
            "[::1]:8080".parse().unwrap()
        );
    }
}
