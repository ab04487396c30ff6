//! A world with a clock of its own whose server is a real one: each request goes over HTTP, and tells the
//! server what the clock shows.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use bukaolshop::Body;
use bukaolshop::transport::HEADERS;

use super::reply::Reply;
use super::world::{NOON, Sent, World};

/// Real time until a server that says nothing is taken for one that never will.
const PATIENCE: Duration = Duration::from_millis(700);

/// A world whose requests go where they are sent.
pub fn world() -> World {
    World::serving(exchange)
}

fn exchange(sent: &Sent) -> Reply {
    let rest = sent.url.strip_prefix("http://").expect("an http address");
    let (host, path) = rest.split_once('/').expect("a path");
    let Ok(mut stream) = TcpStream::connect(host) else {
        return Reply::lost();
    };
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a timeout that is not zero");
    stream
        .write_all(&written(sent, host, path))
        .expect("the server listens");
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Ok(_) => answer(&bytes),
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Reply::never(),
        Err(_) => Reply::cut(),
    }
}

fn written(sent: &Sent, host: &str, path: &str) -> Vec<u8> {
    let clock = (NOON + sent.at).as_millis();
    let method = sent.method.name();
    let mut head = format!("{method} /{path} HTTP/1.1\r\nhost: {host}\r\nx-uji-jam: {clock}\r\n");
    for (name, value) in &sent.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(body) = &sent.body {
        head.push_str(&format!("content-type: {}\r\n", body.media_type()));
    }
    let body = sent.body.as_ref().map_or("", Body::text);
    let length = body.len();
    format!("{head}content-length: {length}\r\nconnection: close\r\n\r\n{body}").into_bytes()
}

/// The mock server says how long its answers are, and closes the connection behind each.
fn answer(bytes: &[u8]) -> Reply {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Reply::cut();
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let body = &bytes[end + 4..];
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let status = status.and_then(|code| code.parse().ok());
    let mut reply = Reply::bytes(status.expect("a status"), body);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        if name == "content-length" && value.parse() != Ok(body.len()) {
            return Reply::cut();
        }
        if name == "retry-after" {
            reply = reply.retry_after(value.parse().expect("seconds"));
        }
        if let Some(name) = HEADERS.iter().find(|header| **header == name) {
            reply = reply.header(name, value);
        }
    }
    reply
}
