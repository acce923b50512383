//! HTTP/1.1 messages as they lie on the wire: enough to play Lambda's Runtime API, and to stand between a function and
//! the emulator without changing a byte (the calls are signed).

use std::io::{self, BufRead};

/// A request or an answer.
pub(super) struct Message {
    /// Every byte of it.
    pub raw: Vec<u8>,
    head: String,
    body: Vec<u8>,
}

impl Message {
    /// The next message of a connection; none when the other side is done.
    pub(super) fn read(from: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut raw = Vec::new();
        loop {
            let line = raw.len();
            if from.read_until(b'\n', &mut raw)? == 0 {
                return if raw.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            if raw[line..] == *b"\r\n" {
                break;
            }
        }
        let head = String::from_utf8_lossy(&raw).into_owned();
        let mut message = Self { raw, head, body: Vec::new() };
        if message.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
            while message.take_chunk(from)? {}
        } else {
            let length = message.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            message.take(from, length)?;
        }
        Ok(Some(message))
    }

    fn take(&mut self, from: &mut impl BufRead, length: usize) -> io::Result<()> {
        let begin = self.raw.len();
        self.raw.resize(begin + length, 0);
        from.read_exact(&mut self.raw[begin..])?;
        self.body.extend_from_slice(&self.raw[begin..]);
        Ok(())
    }

    /// Whether there was one more chunk (RFC 9112, section 7.1).
    fn take_chunk(&mut self, from: &mut impl BufRead) -> io::Result<bool> {
        let mut line = String::new();
        from.read_line(&mut line)?;
        let size = line.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(io::Error::other)?;
        self.raw.extend_from_slice(line.as_bytes());
        self.take(from, size)?;
        let mut end = [0; 2];
        from.read_exact(&mut end)?;
        self.raw.extend_from_slice(&end);
        Ok(size > 0)
    }

    /// Such as `GET /2018-06-01/runtime/invocation/next HTTP/1.1`.
    pub(super) fn first_line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// What it carries, without the framing.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn messages_follow_each_other_on_a_connection() {
        let mut wire: &[u8] =
            b"POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nhost: x\r\n\r\n";
        let first = Message::read(&mut wire).unwrap().unwrap();
        assert_eq!((first.first_line(), first.body()), ("POST /a HTTP/1.1", &b"abc"[..]));
        let second = Message::read(&mut wire).unwrap().unwrap();
        assert_eq!((second.first_line(), second.header("Host")), ("GET /b HTTP/1.1", Some("x")));
        assert!(Message::read(&mut wire).unwrap().is_none());
    }

    #[test]
    fn chunks_are_joined_and_kept_as_they_came() {
        let wire =
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
        let message = Message::read(&mut &wire[..]).unwrap().unwrap();
        assert_eq!(message.body(), b"abcde");
        assert_eq!(message.raw, wire);
    }

    #[test]
    fn half_a_message_is_an_error() {
        for wire in ["GET / HTTP/1.1\r\nhost", "POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nabc"] {
            assert!(Message::read(&mut wire.as_bytes()).is_err(), "{wire}");
        }
    }
}
