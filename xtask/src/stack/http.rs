//! The little HTTP that xtask needs: is something answering on this machine, and what does it say?

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};

const TIMEOUT: Duration = Duration::from_secs(5);

/// Names the root user of our account to MiniStack, which does not check root's signature.
const ROOT: &str = "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, \
                    SignedHeaders=host, Signature=unchecked\r\n";

/// GET `path` from `127.0.0.1:port`. The body of a 200 answer; anything else is an error.
pub(super) fn get(port: u16, path: &str) -> Result<String> {
    get_with(port, path, "")
}

/// As [`get`], from Lambda in MiniStack.
pub(super) fn get_as_root(port: u16, path: &str) -> Result<String> {
    get_with(port, path, ROOT)
}

fn get_with(port: u16, path: &str, headers: &str) -> Result<String> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut stream = TcpStream::connect_timeout(&address, TIMEOUT)
        .with_context(|| format!("nothing answers at {address}"))?;
    stream.set_read_timeout(Some(TIMEOUT))?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).with_context(|| format!("{address} does not answer"))?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").context("not an HTTP answer")?;
    match head.split_whitespace().nth(1) {
        Some("200") => Ok(body.to_owned()),
        status => bail!("{address}{path} answered {}", status.unwrap_or("nothing")),
    }
}
