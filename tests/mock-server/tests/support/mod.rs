//! The server as a process, and a client that sees the bytes on the wire.
//!
//! No HTTP library here: the tests are about what a client gets that breaks the rules.
#![allow(
    dead_code,
    reason = "each test file is a crate of its own and uses a part of this"
)]

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

pub const TOKEN: &str = "token=bW9jay90b2tvK2NvbnRvaA%2Fx%2By%3D%3D";
pub const BUDI: &str = "id_user=130173&token_user=tu%2Bbudi%2F9f2c%3D%3D";
pub const SITI: &str = "id_user=130174&token_user=tu%2Bsiti%2F71aa%3D%3D";
pub const ONEIL: &str = "id_user=130175&token_user=tu%2Boneil%2Fc3d4%3D%3D";

/// A running server.
pub struct Server {
    process: Child,
    /// `127.0.0.1:port`
    pub address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    pub fn start(arguments: &[&str]) -> Server {
        let mut process = Command::new(env!("CARGO_BIN_EXE_mock-server"))
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        let out = process.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line
            .trim()
            .strip_prefix("listening http://")
            .expect("an address");
        Server {
            address: address.to_owned(),
            process,
        }
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    pub fn wait(&mut self) -> std::process::ExitStatus {
        self.process.wait().expect("the server's end")
    }

    /// GET with a fixed `Host`, so that links in answers are the same in every run.
    pub fn get(&self, target: &str) -> Answer {
        self.request("GET", target, &[], b"")
    }

    pub fn post(&self, target: &str, body: &str) -> Answer {
        self.request("POST", target, &[], body.as_bytes())
    }

    pub fn request(&self, method: &str, target: &str, headers: &[&str], body: &[u8]) -> Answer {
        let mut request = format!(
            "{method} {target} HTTP/1.1\r\nhost: toko.uji\r\nconnection: close\r\n\
             content-length: {}\r\n",
            body.len()
        );
        for header in headers {
            request += &format!("{header}\r\n");
        }
        let mut bytes = (request + "\r\n").into_bytes();
        bytes.extend_from_slice(body);
        self.raw(&bytes, Duration::from_secs(20))
    }

    /// Sends bytes and reads until the connection ends or is silent for `patience`.
    pub fn raw(&self, bytes: &[u8], patience: Duration) -> Answer {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(patience)).expect("a timeout");
        stream.write_all(bytes).expect("the request is sent");
        Answer::read(stream)
    }

    /// The rows of all pages of `target`, a hundred at a time.
    pub fn all(&self, target: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        for page in 1.. {
            let answer = self.get(&format!("{target}&total_data=100&page={page}"));
            let data = answer.json()["data"].as_array().expect("rows").clone();
            let last = data.len() < 100;
            rows.extend(data);
            if last {
                break;
            }
        }
        rows
    }

    /// The log of a session.
    pub fn log(&self, session: &str) -> Vec<Value> {
        let answer = self.get(&format!("/uji/{session}/log"));
        answer.json().as_array().expect("a log").clone()
    }
}

/// How a connection ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// FIN.
    Closed,
    /// RST.
    Reset,
    /// It didn't, for the time that the client waited.
    Open,
}

/// What came over a connection.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub end: End,
}

impl Answer {
    fn read(mut stream: TcpStream) -> Answer {
        let mut bytes = Vec::new();
        let mut buffer = vec![0; 1 << 16];
        let end = loop {
            match stream.read(&mut buffer) {
                Ok(0) => break End::Closed,
                Ok(count) => bytes.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == ErrorKind::ConnectionReset => break End::Reset,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error)
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) =>
                {
                    break End::Open;
                }
                Err(error) => panic!("{error}"),
            }
        };
        Answer::parse(&bytes, end)
    }

    fn parse(bytes: &[u8], end: End) -> Answer {
        let split = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let Some(split) = split else {
            return Answer {
                status: 0,
                headers: Vec::new(),
                body: bytes.to_vec(),
                end,
            };
        };
        let head = String::from_utf8_lossy(&bytes[..split]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Answer {
            status: status.and_then(|status| status.parse().ok()).unwrap_or(0),
            headers,
            body: bytes[split + 4..].to_vec(),
            end,
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(header, _)| header == name);
        header.map(|(_, value)| value.as_str())
    }

    pub fn length(&self) -> usize {
        let length = self.header("content-length").expect("content-length");
        length.parse().expect("a number")
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{error}: {}", String::from_utf8_lossy(&self.body));
        })
    }

    /// HTTP status and the body's code.
    pub fn codes(&self) -> (u16, u64) {
        (self.status, self.json()["code"].as_u64().expect("a code"))
    }
}
